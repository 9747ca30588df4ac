//! The instrument that comes with Troth.

use std::sync::OnceLock;

use troth_framework::Lens;

use super::Instrument;

const TEXT: &str = include_str!("../../../../framework/instruments/troth-1.toml");
const ORIGIN: &str = "framework/instruments/troth-1.toml";

impl Instrument {
    /// The instrument that comes with Troth: our own wording, not yet validated.
    #[expect(
        clippy::panic,
        reason = "the embedded file is fixed at build time and a test proves that it is valid"
    )]
    pub fn built_in() -> &'static Self {
        static INSTRUMENT: OnceLock<Instrument> = OnceLock::new();
        INSTRUMENT.get_or_init(|| match Self::parse(TEXT, ORIGIN, Lens::built_in()) {
            Ok(instrument) => instrument,
            Err(error) => panic!("{error}"),
        })
    }

    /// The text of the instrument that comes with Troth, comments included: the start of one's own.
    #[must_use]
    pub const fn built_in_text() -> &'static str {
        TEXT
    }
}

#[cfg(test)]
mod tests {
    use super::{Instrument, Lens, ORIGIN, TEXT};

    #[test]
    fn the_built_in_instrument_is_valid() {
        if let Err(error) = Instrument::parse(TEXT, ORIGIN, Lens::built_in()) {
            panic!("{error}");
        }
    }
}
