//! Colours of codes and links.

use std::fmt;

/// A colour without transparency: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#rgb` or `#rrggbb`; nothing else is a colour by the standard, though programs write more.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .trim()
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect::<Option<_>>()?;
        match digits.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Self([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_the_standard_are_read_and_others_are_not() {
        assert_eq!(Colour::parse("#F0a"), Some(Colour([255, 0, 170])));
        assert_eq!(Colour::parse("#FF00aa").map(|c| c.to_string()).as_deref(), Some("#ff00aa"));
        for wrong in ["", "red", "#12345", "rgb(1,2,3)", "#ff00aa80", "#é1", "ff00aa"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
