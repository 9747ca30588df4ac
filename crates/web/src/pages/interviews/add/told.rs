//! What a file told of a text beside its words, on its way through a form.

use troth_app::imports::Told;

use crate::components::forms::Typed;

/// Puts it into two fields: times as code point, colon, milliseconds, and labels one to a line.
pub(super) fn put(told: &Told, form: &mut Typed) {
    let times: Vec<String> = told.times.iter().map(|(at, ms)| format!("{at}:{ms}")).collect();
    form.put("times", times.join(" "));
    form.put("labels", told.labels.join("\n"));
}

/// What the fields hold. What is no time is passed over, since times are not needed.
pub(super) fn of(form: &Typed) -> Told {
    let time = |one: &str| {
        let (at, ms) = one.split_once(':')?;
        Some((at.parse().ok()?, ms.parse().ok()?))
    };
    let labels = form.get("labels").lines().map(str::trim).filter(|label| !label.is_empty());
    Told {
        times: form.get("times").split_whitespace().filter_map(time).collect(),
        labels: labels.map(str::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_comes_back() {
        let told = Told { times: vec![(0, 0), (120, 61_500)], labels: vec!["Ann Lee".into(), "Bo".into()] };
        let mut form = Typed::default();
        put(&told, &mut form);
        assert_eq!(of(&form), told);
        assert_eq!(of(&Typed::default().with("times", "x 1: :2 3:4")).times, [(3, 4)]);
    }
}
