//! Codes of letters and digits: postcodes, National Insurance and registration numbers, hospital numbers.

use super::context::{before, names};
use super::numbers::HOSPITAL_WORDS;
use super::{Hit, Kind, Sure};

/// A run of letters and digits, in bytes.
#[derive(Clone, Copy)]
struct Piece<'t> {
    first: usize,
    code: &'t str,
}

impl Piece<'_> {
    fn last(&self) -> usize {
        self.first + self.code.len()
    }
}

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    let pieces = pieces(text);
    let mut push = |first, last, kind, sure, rank| hits.push(Hit { first, last, kind, sure, rank, of: None });
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces
            .get(at + 1)
            .filter(|next| matches!(text.get(piece.last()..next.first), Some(" " | "\u{a0}" | "-")));
        if let Some(next) = next
            && outward(piece.code)
            && inward(next.code)
        {
            push(piece.first, next.last(), Kind::Postcode, Sure::High, 1);
        } else if joined_postcode(piece.code) {
            push(piece.first, piece.last(), Kind::Postcode, Sure::High, 1);
        } else if let Some(next) = next
            && eircode(piece.code, next.code)
        {
            push(piece.first, next.last(), Kind::Postcode, Sure::High, 1);
        }
        if let Some(last) = insurance(text, &pieces, at) {
            push(piece.first, last, Kind::NationalInsurance, Sure::High, 0);
        }
        if nursing_pin(piece.code) {
            let near = names(&before(text, piece.first, 32), &["nmc", "pin", "nursing", "midwifery"]);
            push(piece.first, piece.last(), Kind::Registration, if near { Sure::High } else { Sure::Low }, 1);
        }
        if has_both(piece.code)
            && piece.code.bytes().filter(u8::is_ascii_digit).count() >= 4
            && names(&before(text, piece.first, 32), &HOSPITAL_WORDS)
        {
            push(piece.first, piece.last(), Kind::HospitalNumber, Sure::High, 0);
        }
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begun: Option<usize> = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if c.is_alphanumeric() {
            begun = begun.or(Some(at));
        } else if let Some(first) = begun.take() {
            let code = text.get(first..at).unwrap_or_default();
            if code.len() <= 16 && code.is_ascii() {
                pieces.push(Piece { first, code });
            }
        }
    }
    pieces
}

fn has_both(code: &str) -> bool {
    code.bytes().any(|b| b.is_ascii_digit()) && code.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Areas of postcodes (Royal Mail), Crown dependencies included.
const AREAS: &str = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH \
    EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG \
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB \
    W WA WC WD WF WN WR WS WV YO ZE ";

/// The first half of a postcode: an area, a district, perhaps a letter.
fn outward(code: &str) -> bool {
    let letters = code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (Some(area), Some(district)) = (code.get(..letters), code.get(letters..)) else { return false };
    let digits = district.bytes().take_while(u8::is_ascii_digit).count();
    let rest = district.len() - digits;
    (1..=2).contains(&letters)
        && ((digits == 1 && rest <= 1) || (digits == 2 && rest == 0))
        && AREAS.contains(&format!(" {} ", area.to_ascii_uppercase()))
}

/// The second half: a digit and two letters that are not C, I, K, M, O or V.
fn inward(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 3
        && bytes.first().is_some_and(u8::is_ascii_digit)
        && bytes
            .iter()
            .skip(1)
            .all(|b| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase()))
}

fn joined_postcode(code: &str) -> bool {
    (5..=7).contains(&code.len())
        && !code.bytes().any(|b| b.is_ascii_lowercase())
        && code.split_at_checked(code.len() - 3).is_some_and(|(first, last)| outward(first) && inward(last))
}

/// An Eircode with its gap: D02 AF30.
fn eircode(first: &str, last: &str) -> bool {
    let key = first.as_bytes();
    let fits = |b: &u8| b.is_ascii_digit() || b"ACDEFHKNPRTVWXY".contains(b);
    key.len() == 3
        && last.len() == 4
        && key.first().is_some_and(|b| b"ACDEFHKNPRTVWXY".contains(b))
        && key.get(1).is_some_and(u8::is_ascii_digit)
        && key.get(2).is_some_and(|b| b.is_ascii_digit() || *b == b'W')
        && last.bytes().all(|b| fits(&b))
        && last.bytes().any(|b| b.is_ascii_digit())
}

/// Two letters, six digits, a letter from A to D, in one piece or with gaps: the byte after the last.
fn insurance(text: &str, pieces: &[Piece], at: usize) -> Option<usize> {
    let mut code = String::new();
    for (nth, piece) in pieces.get(at..)?.iter().take(5).enumerate() {
        if nth > 0 {
            let before = pieces.get(at + nth - 1)?;
            matches!(text.get(before.last()..piece.first), Some(" " | "-" | "\u{a0}")).then_some(())?;
        }
        code.push_str(piece.code);
        if code.len() >= 9 {
            let bytes = code.to_ascii_uppercase().into_bytes();
            let prefix = bytes.iter().take(2).all(|b| b.is_ascii_uppercase() && !b"DFIQUV".contains(b));
            let digits = bytes.iter().skip(2).take(6).all(u8::is_ascii_digit);
            let suffix = bytes.get(8).is_some_and(|b| b"ABCD".contains(b));
            return (bytes.len() == 9 && prefix && digits && suffix).then(|| piece.last());
        }
    }
    None
}

/// A PIN of the Nursing and Midwifery Council: 12A3456E.
fn nursing_pin(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 8
        && bytes
            .iter()
            .enumerate()
            .all(|(at, b)| if at == 2 || at == 7 { b.is_ascii_uppercase() } else { b.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};
    use super::*;

    #[test]
    fn codes_are_told_from_words() {
        let kinds =
            |text: &str| find(text, &Known::default()).into_iter().map(|f| f.kind).collect::<Vec<_>>();
        for code in ["BN2 5BE", "SW1A 1AA", "EH16 4SA", "bn2 5be", "M1 1AE", "CF144XW", "W1T 7HA", "D02 AF30"]
        {
            assert_eq!(kinds(&format!("at {code}.")), [Kind::Postcode], "{code}");
        }
        for code in ["QQ1 5BE", "BN25 BE", "BN2 5BC", "A1 one", "B12 and 3 of"] {
            assert!(kinds(&format!("at {code}.")).is_empty(), "{code}");
        }
        assert_eq!(kinds("NI AB 12 34 56 C and AB123456C"), [Kind::NationalInsurance; 2]);
        assert_eq!(kinds("NMC PIN 12A3456E"), [Kind::Registration]);
        assert_eq!(kinds("hospital number RX12345"), [Kind::HospitalNumber]);
    }
}
