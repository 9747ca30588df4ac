//! The parts of a letter that are not the program's own words.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest link.
const LONGEST: usize = 300;

/// Why a part was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PartError {
    /// Not an address.
    #[error("This is not an e-mail address such as j.doe@council.example.")]
    Address,
    /// Not a link that may stand in a letter.
    #[error(
        "This link may not stand in a letter: it has to begin with http:// or https://, to hold letters, digits and \
         - _ . ~ : / alone, and not to lead to a page of a partnership."
    )]
    Link,
}

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(lettre::Address);

impl Address {
    pub(super) fn mailbox(&self) -> lettre::message::Mailbox {
        lettre::message::Mailbox::new(None, self.0.clone())
    }

    /// What stands behind the @.
    pub(super) fn domain(&self) -> &str {
        self.0.domain()
    }
}

impl FromStr for Address {
    type Err = PartError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().parse().map(Self).map_err(|_| PartError::Address)
    }
}

impl TryFrom<String> for Address {
    type Error = PartError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0.to_string()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A link to a page of this Troth that belongs to the account alone: pages of a partnership carry names in their
/// addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

impl FromStr for Link {
    type Err = PartError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | ':' | '/' | '[' | ']');
        let good = rest.is_some_and(|rest| {
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            !rest.is_empty() && rest.chars().all(plain) && path.split('/').next() != Some("n")
        });
        if good && text.len() <= LONGEST { Ok(Self(text.to_owned())) } else { Err(PartError::Link) }
    }
}

impl TryFrom<String> for Link {
    type Error = PartError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_account_and_carries_no_words() {
        for good in
            ["https://troth.example.org/link/Ab-9_x", "http://127.0.0.1:8080/", "http://[::1]:80/link/a"]
        {
            assert!(good.parse::<Link>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://",
            "troth.example.org",
            "https://x/n/alder-vale/between/acute/council",
            "https://x/a?to=St%20Elsewhere",
            "https://x/a b",
            "https://x/a\nBcc: eve@x.y",
            "javascript:alert(1)",
        ] {
            assert!(bad.parse::<Link>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_one_address() {
        assert!("ada@council.example".parse::<Address>().is_ok());
        for bad in ["", "ada", "ada@x\nBcc: eve@x.y", "a@x.y, b@x.y", "Ada <a@x.y>"] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }
}
