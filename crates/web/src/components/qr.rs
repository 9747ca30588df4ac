//! A short text, such as a link, as a picture for a phone.

use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;

/// `text` as a picture called `label`, at least `size` pixels wide; nothing if it is too long for one, since the words
/// stand beside it in letters.
pub(crate) fn picture(text: &str, label: &str, size: u32) -> Markup {
    let Ok(code) = QrCode::new(text) else { return html! {} };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(size, size).quiet_zone(true).build();
    // The picture alone, without the declaration of a file of its own.
    let drawn = drawn.find("<svg").map_or("", |at| &drawn[at..]);
    html! { div role="img" aria-label=(label) { (PreEscaped(drawn)) } }
}
