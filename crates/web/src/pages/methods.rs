//! How each number and word was made: the pages of `docs/methods`, part of the program, so that nobody has to leave it
//! to read them.

mod render;

use axum::extract::Path;
use maud::{Markup, html};
use rust_embed::RustEmbed;
use troth_app::AppError;

use self::render::rendered;
use crate::access::{Need, Routes};
use crate::error::PageError;
use crate::layout::{Frame, Page, page};
use crate::site::Site;
use crate::urls;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../docs/methods"]
#[include = "*.md"]
struct Docs;

/// The page that lists the others.
const INDEX: &str = "README";

/// `/methods` and `/methods/{page}`.
pub(crate) fn routes() -> Routes {
    Routes::new().get(urls::METHODS, Need::Anyone, index).get("/methods/{page}", Need::Anyone, one)
}

async fn index(site: Site) -> Result<Page, PageError> {
    shown(&site, INDEX)
}

async fn one(site: Site, Path(name): Path<String>) -> Result<Page, PageError> {
    shown(&site, &name)
}

fn shown(site: &Site, name: &str) -> Result<Page, PageError> {
    let missing = || {
        AppError::NotFound(
            "There is no method of this name. Go to the list of methods and choose again.".to_owned(),
        )
    };
    let text = source(name).ok_or_else(missing)?;
    let (title, body) = rendered(&text, address);
    let frame = Frame { title: &title, ..Frame::default() };
    Ok(page(site, &frame, framed(name, &title, &body)))
}

fn framed(name: &str, title: &str, body: &Markup) -> Markup {
    html! {
        @if name != INDEX {
            nav.crumbs aria-label="Where you are" {
                a href=(urls::METHODS) { "Methods" } span aria-hidden="true" { "\u{203a}" } (title)
            }
        }
        div.md { (body) }
    }
}

/// The text of a page; `None` if there is no such page.
fn source(name: &str) -> Option<String> {
    let file = Docs::get(&format!("{name}.md"))?;
    String::from_utf8(file.data.into_owned()).ok()
}

/// Where a link of these pages leads in the program; `None` if what it names is not part of it.
fn address(link: &str) -> Option<String> {
    let (file, part) = link.split_once('#').map_or((link, String::new()), |(f, p)| (f, format!("#{p}")));
    match file.strip_suffix(".md") {
        _ if file.is_empty() => Some(part),
        Some(INDEX) => Some(format!("{}{part}", urls::METHODS)),
        Some(name) => source(name).map(|_| format!("{}{part}", urls::method(name))),
        None => (file.starts_with("https://")).then(|| link.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::worked_out::Method;

    #[test]
    fn every_method_that_pages_name_has_its_page() {
        for method in Method::ALL {
            assert!(source(method.page()).is_some(), "docs/methods/{}.md is missing", method.page());
        }
    }

    #[test]
    fn links_between_pages_stay_in_the_program_and_others_become_words() {
        assert_eq!(address("level-and-gap.md").as_deref(), Some("/methods/level-and-gap"));
        assert_eq!(
            address("two-sided-ratings.md#at-the-edge").as_deref(),
            Some("/methods/two-sided-ratings#at-the-edge")
        );
        assert_eq!(address("README.md").as_deref(), Some("/methods"));
        for outside in ["../roadmap.md", "../../Cargo.toml", "nothing.md", "javascript:alert(1)", "http://x"]
        {
            assert_eq!(address(outside), None, "{outside}");
        }
    }

    #[test]
    fn every_page_has_a_title_and_every_link_leads_somewhere() {
        for file in Docs::iter() {
            let name = file.strip_suffix(".md").unwrap().to_owned();
            let (title, body) = rendered(&source(&name).unwrap(), address);
            let html = body.into_string();
            assert!(!title.is_empty() && html.matches("<h1").count() == 1, "{file}");
            for link in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let (page, part) = link.split_once('#').unwrap_or((link, ""));
                let name = if page.is_empty() { name.as_str() } else { page.rsplit('/').next().unwrap() };
                let name = if page == urls::METHODS { INDEX } else { name };
                let target = source(name).unwrap_or_else(|| panic!("{file}: {link}"));
                let (_, target) = rendered(&target, address);
                let id = format!("id=\"{part}\"");
                assert!(part.is_empty() || target.into_string().contains(&id), "{file}: {link}");
            }
        }
    }
}
