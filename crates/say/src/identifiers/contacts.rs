//! E-mail and web addresses, user names.

use super::{Hit, Kind, Sure};

const RANK: u8 = 1;
/// Characters an address may have before and after its sign.
const MOST: usize = 120;
/// Endings that make a word with a dot a web address.
const ENDINGS: [&str; 14] =
    ["uk", "com", "org", "net", "ie", "eu", "io", "info", "scot", "wales", "cymru", "edu", "gov", "co"];

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for (at, _) in text.match_indices('@') {
        around(text, at, hits);
    }
    let mut free = 0;
    for (at, _) in text.match_indices("://") {
        if at < free {
            continue;
        }
        let scheme = text.get(..at).map_or("", |before| {
            let letters = before.bytes().rev().take(10).take_while(u8::is_ascii_alphabetic).count();
            before.get(at - letters..).unwrap_or_default()
        });
        free = web(text, at - scheme.len(), Sure::High, hits);
    }
    // A dot between letters that ends in a known ending, "www" included.
    let bytes = text.as_bytes();
    let mut free = 0;
    for (at, _) in text.match_indices('.') {
        let part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
        if at < free || !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let back = bytes.get(..at).map_or(0, |b| b.iter().rev().take(MOST).take_while(|b| part(b)).count());
        if back == 0 {
            continue;
        }
        let ahead =
            bytes.get(at..).map_or(0, |b| b.iter().take(MOST).take_while(|b| part(b) || **b == b'.').count());
        let host = text.get(at - back..at + ahead).unwrap_or_default().trim_end_matches('.');
        let ending = host.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let www = host.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
        if www || ENDINGS.contains(&ending.as_str()) {
            web(text, at - back, if www { Sure::High } else { Sure::Low }, hits);
        }
        free = at + ahead;
    }
}

/// An address or a user name around the sign.
fn around(text: &str, at: usize, hits: &mut Vec<Hit>) {
    let local = |c: &char| c.is_alphanumeric() || "._%+'-".contains(*c);
    let before: usize =
        text.get(..at).map_or(0, |b| b.chars().rev().take(MOST).take_while(local).map(char::len_utf8).sum());
    let host: usize = text.get(at + 1..).map_or(0, |after| {
        after
            .chars()
            .take(MOST)
            .take_while(|c| c.is_alphanumeric() || ".-_".contains(*c))
            .map(char::len_utf8)
            .sum()
    });
    let host = text.get(at + 1..at + 1 + host).unwrap_or_default().trim_end_matches(['.', '-', '_']);
    let mut first = at - before;
    first += text.get(first..at).map_or(0, |l| l.len() - l.trim_start_matches(['.', '\'', '-']).len());
    let last = at + 1 + host.len();
    let dotted = host.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && rest.len() >= 2);
    if first < at && dotted {
        hits.push(Hit { first, last, kind: Kind::Email, sure: Sure::High, rank: RANK, of: None });
    } else if before == 0 && host.len() >= 3 && host.starts_with(char::is_alphabetic) {
        hits.push(Hit { first: at, last, kind: Kind::UserName, sure: Sure::Low, rank: RANK, of: None });
    }
}

/// Notes an address that begins here; where it ends.
fn web(text: &str, first: usize, sure: Sure, hits: &mut Vec<Hit>) -> usize {
    let Some(rest) = text.get(first..) else { return first };
    let length: usize = rest
        .chars()
        .take(2000)
        .take_while(|c| !c.is_whitespace() && !"<>\"“”|\\^`{}".contains(*c))
        .map(char::len_utf8)
        .sum();
    let address = rest.get(..length).unwrap_or_default();
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '*', '_']);
    let address = address.strip_suffix("'s").or_else(|| address.strip_suffix("’s")).unwrap_or(address);
    let last = first + address.len();
    hits.push(Hit { first, last, kind: Kind::WebAddress, sure, rank: RANK + 1, of: None });
    first + length
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};

    #[test]
    fn addresses_are_found_without_the_sentence_around_them() {
        let text = "Write to <jo.o'neil+ward@rsc-nhs.nhs.uk>, see (https://a.example/x?y=1), www.a.org. or trust.nhs.uk! Ask @ward_seven. At 5 p.m. we e.g. rest.";
        let words: Vec<String> = find(text, &Known::default()).into_iter().map(|f| f.words).collect();
        assert_eq!(
            words,
            [
                "jo.o'neil+ward@rsc-nhs.nhs.uk",
                "https://a.example/x?y=1",
                "www.a.org",
                "trust.nhs.uk",
                "@ward_seven"
            ]
        );
    }
}
