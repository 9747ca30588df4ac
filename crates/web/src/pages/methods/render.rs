//! Markdown of our own pages as HTML: tables and formulas scroll by themselves, headings have ids, raw HTML is shown as
//! the text it is.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

/// The title of `text` and its markup. `address` says where a link leads; where it says nothing only the words are kept.
pub(super) fn rendered(text: &str, address: impl Fn(&str) -> Option<String>) -> (String, Markup) {
    let events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
    let mut title = String::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut tables = 0;
    // Links can stand in each other's words only one after the other, so one place is enough.
    let mut link_is_kept = false;
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                let words = words(&events[at..]);
                if title.is_empty() {
                    title.clone_from(&words);
                }
                out.push(Event::Start(Tag::Heading {
                    level: *level,
                    id: Some(CowStr::from(unused(slug(&words), &mut ids))),
                    classes: classes.clone(),
                    attrs: attrs.clone(),
                }));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let leads = address(dest_url);
                link_is_kept = leads.is_some();
                out.extend(leads.map(|leads| {
                    Event::Start(Tag::Link {
                        link_type: *link_type,
                        dest_url: CowStr::from(leads),
                        title: title.clone(),
                        id: id.clone(),
                    })
                }));
            }
            Event::End(TagEnd::Link) => {
                if link_is_kept {
                    out.push(event.clone());
                }
            }
            Event::Start(Tag::Table(_)) => {
                tables += 1;
                let around = format!(
                    "<div class=\"scroll-x\" role=\"region\" tabindex=\"0\" aria-label=\"Table {tables}\">"
                );
                out.extend([Event::Html(CowStr::from(around)), event.clone()]);
            }
            Event::End(TagEnd::Table) => {
                out.extend([event.clone(), Event::Html(CowStr::Borrowed("</div>"))]);
            }
            Event::Start(Tag::CodeBlock(_)) => {
                out.push(Event::Html(CowStr::Borrowed("<pre tabindex=\"0\"><code>")));
            }
            Event::End(TagEnd::CodeBlock) => out.push(Event::Html(CowStr::Borrowed("</code></pre>\n"))),
            Event::Html(raw) | Event::InlineHtml(raw) => out.push(Event::Text(raw.clone())),
            Event::Code(code) => out.push(Event::Html(CowStr::from(breakable(code)))),
            // A picture would be a request of its own; its words stay.
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
            | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => {}
            other => out.push(other.clone()),
        }
    }
    let mut markup = String::with_capacity(text.len() * 2);
    push_html(&mut markup, out.into_iter());
    (title, PreEscaped(markup))
}

/// Code within a line, which may break after the parts of a path or a name and not amid a word.
fn breakable(code: &str) -> String {
    let parts = code.split_inclusive(['/', '_']);
    html! { code { @for (at, part) in parts.enumerate() { @if at > 0 { wbr; } (part) } } }.into_string()
}

/// The words of the heading that `events` begin with.
fn words(events: &[Event<'_>]) -> String {
    let inside = events.iter().take_while(|e| !matches!(e, Event::End(TagEnd::Heading(_))));
    inside.fold(String::new(), |mut words, event| {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(text);
        }
        words
    })
}

/// Small letters, digits and hyphens.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// `slug`, with a number where it was used before.
fn unused(slug: String, ids: &mut BTreeMap<String, usize>) -> String {
    let before = ids.entry(slug.clone()).or_default();
    *before += 1;
    if *before == 1 { slug } else { format!("{slug}-{before}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        rendered(text, |link| link.ends_with(".md").then(|| format!("/methods/{link}"))).1.into_string()
    }

    #[test]
    fn raw_html_is_text_and_pictures_are_words() {
        let out = html(
            "# T\n\n<script>alert(1)</script>\n\nand <b onclick=x>bold</b> ![a picture](http://x/y.png)",
        );
        assert!(!out.contains("<script") && !out.contains("<b ") && !out.contains("<img"), "{out}");
        assert!(out.contains("&lt;script&gt;") && out.contains("a picture"), "{out}");
    }

    #[test]
    fn a_long_path_breaks_between_its_parts() {
        assert!(html("see `a/b_c<d>`").contains("<code>a/<wbr>b_<wbr>c&lt;d&gt;</code>"));
    }

    #[test]
    fn headings_have_ids_of_their_own_and_the_first_is_the_title() {
        let (title, body) = rendered("# The `one` rule\n\n## Not claimed\n\n## Not claimed\n", |_| None);
        assert_eq!(title, "The one rule");
        let out = body.into_string();
        assert!(out.contains("id=\"the-one-rule\"") && out.contains("id=\"not-claimed\""), "{out}");
        assert!(out.contains("id=\"not-claimed-2\""), "{out}");
    }

    #[test]
    fn links_that_lead_nowhere_keep_their_words() {
        let out = html("[here](a.md) and [there](../b.toml)");
        assert!(out.contains("<a href=\"/methods/a.md\">here</a> and there"), "{out}");
    }

    #[test]
    fn tables_and_formulas_can_be_scrolled_by_the_keyboard() {
        let out = html("| a | b |\n|---|---|\n| 1 | x < y |\n\n    \u{3b8} = <\u{3bc}>\n");
        assert!(out.contains(
            "<div class=\"scroll-x\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>"
        ));
        assert!(
            out.contains("x &lt; y") && out.contains("<pre tabindex=\"0\"><code>\u{3b8} = &lt;\u{3bc}&gt;"),
            "{out}"
        );
    }
}
