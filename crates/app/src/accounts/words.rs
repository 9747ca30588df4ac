//! Addresses and names as they are stored.

use crate::error::FieldError;

/// The longest address of a letter that mail knows.
const LONGEST: usize = 254;

/// An e-mail address in small letters, without white space around it.
pub(crate) fn address(text: &str) -> Result<String, FieldError> {
    let address = text.trim().to_lowercase();
    let good = address.len() <= LONGEST
        && address.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        })
        && address.matches('@').count() == 1
        && !address
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"'));
    if good {
        Ok(address)
    } else {
        Err(FieldError::new("address", "Write an e-mail address, such as j.doe@council.example."))
    }
}

/// A name on one line.
pub(crate) fn name(text: &str) -> Result<String, FieldError> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        return Err(FieldError::new("name", "Write the name, in 120 letters at most."));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address_in_small_letters() {
        assert_eq!(address(" J.Doe@Council.Example ").as_deref(), Ok("j.doe@council.example"));
        for bad in [
            "",
            "a",
            "a@b",
            "@b.c",
            "a@b.c d@e.f",
            "a@b@c.d",
            "a@.c",
            "a@c.",
            "a\n@b.c",
            "a,b@c.d",
            "<a@b.c>",
        ] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(name("  Zoë \n Doe ").as_deref(), Ok("Zoë Doe"));
        assert!(name(" \n ").is_err() && name(&"x".repeat(121)).is_err());
    }
}
