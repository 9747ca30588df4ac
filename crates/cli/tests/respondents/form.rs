//! The fields of the form that saves a page of questions.

use std::collections::BTreeMap;

/// What a page can send: its hidden fields, and for every other field the values on offer.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) offered: BTreeMap<String, Vec<String>>,
}

impl Form {
    /// The form with the button that goes on; none if the page has no such form.
    pub(crate) fn of(page: &str) -> Option<Self> {
        let forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
        let form = forms.into_iter().find(|form| form.contains("name=\"go\""))?;
        let mut found = Self::default();
        for tag in form.split("<input").skip(1).filter_map(|rest| rest.split('>').next()) {
            let (Some(name), Some(value)) = (attribute(tag, "name"), attribute(tag, "value")) else {
                continue;
            };
            match attribute(tag, "type").as_deref() {
                Some("hidden") => found.hidden.push((name, value)),
                Some("radio") => found.offered.entry(name).or_default().push(value),
                _ => {}
            }
        }
        for tag in form.split("<textarea").skip(1).filter_map(|rest| rest.split('>').next()) {
            let name = attribute(tag, "name")?;
            found.offered.insert(
                name,
                vec!["We meet on Mondays \u{2013} caf\u{e9}, \u{201c}Tür\u{201d} & more".to_owned()],
            );
        }
        Some(found)
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    Some(rest.split('"').next()?.replace("&amp;", "&").replace("&quot;", "\""))
}

/// Fields as a form sends them.
pub(crate) fn encoded<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let escape = |text: &str| -> String {
        let byte =
            |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
        text.bytes().map(byte).collect()
    };
    fields.map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}
