//! What positions in a file mean. The standard counts code points and is silent on line ends and on whether the
//! end belongs to the selection; programs count in ways of their own.
//!
//! NVivo 12.6 for Windows was measured to count UTF-16 units with CR LF as two, ATLAS.ti to count CR LF as one. Where
//! the program is not known or its habit does not fit, the words decide: people select whole words, so the right
//! reading is the one under which selections begin and end at the edges of words.

use std::fmt;

use super::model::short_quote;

/// What counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A Unicode code point, as the standard says.
    CodePoint,
    /// A UTF-16 unit: characters above U+FFFF count as two.
    Utf16,
}

/// One way to read positions. A byte order mark never counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// What counts as one.
    pub unit: Unit,
    /// Whether CR LF counts as two; otherwise as one.
    pub crlf_two: bool,
    /// Whether the end position belongs to the selection.
    pub inclusive: bool,
}

impl Reading {
    /// Code points, CR LF as one, end outside: what the standard says and what Troth writes.
    pub const STANDARD: Self = Self { unit: Unit::CodePoint, crlf_two: false, inclusive: false };

    /// All readings, those nearest to the standard first.
    pub fn all() -> impl Iterator<Item = Self> {
        [false, true].into_iter().flat_map(|inclusive| {
            [(Unit::CodePoint, false), (Unit::CodePoint, true), (Unit::Utf16, false), (Unit::Utf16, true)]
                .map(|(unit, crlf_two)| Self { unit, crlf_two, inclusive })
        })
    }

    /// What is known of the program that wrote the file.
    pub fn of_origin(origin: Option<&str>) -> Self {
        let origin = origin.unwrap_or_default().to_lowercase();
        if origin.contains("nvivo") {
            Self { unit: Unit::Utf16, crlf_two: true, ..Self::STANDARD }
        } else {
            Self::STANDARD
        }
    }

    fn differences(self, other: Self) -> usize {
        usize::from(self.unit != other.unit)
            + usize::from(self.crlf_two != other.crlf_two)
            + usize::from(self.inclusive != other.inclusive)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::CodePoint => "every character counts as one",
            Unit::Utf16 => "characters such as emoji count as two",
        };
        let lines =
            if self.crlf_two { "a line end of CR LF counts as two" } else { "a line end counts as one" };
        let end =
            if self.inclusive { "the end position belongs to the selection" } else { "the end lies outside" };
        write!(f, "{unit}, {lines}, {end}")
    }
}

/// One selection as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// First position.
    pub(super) start: i64,
    /// Last position.
    pub(super) end: i64,
    /// The name of the selection, which some programs fill with its words.
    pub(super) name: String,
}

/// Where positions of one raw text lie in the normalised one, under one reading of unit and line ends.
pub(super) struct Map {
    /// Code point of the normalised text for each position; `None` within a character.
    places: Vec<Option<u32>>,
}

impl Map {
    pub(super) fn new(raw: &str, reading: Reading) -> Self {
        let raw = raw.trim_start_matches('\u{feff}');
        let mut places = Vec::with_capacity(raw.len().min(1 << 22) + 1);
        let mut at = 0_u32;
        let mut characters = raw.chars().peekable();
        while let Some(c) = characters.next() {
            places.push(Some(at));
            if c == '\r' && characters.peek() == Some(&'\n') {
                characters.next();
                if reading.crlf_two {
                    // Between CR and LF: still before the line end.
                    places.push(Some(at));
                }
            } else if reading.unit == Unit::Utf16 && c.len_utf16() == 2 {
                places.push(None);
            }
            at += 1;
        }
        places.push(Some(at));
        Self { places }
    }

    /// Start and end in code points, the end exclusive; `None` if they do not fit.
    pub(super) fn place(&self, span: &Span, inclusive: bool) -> Option<(usize, usize)> {
        let find = |position: i64| -> Option<usize> {
            let place = *self.places.get(usize::try_from(position).ok()?)?;
            usize::try_from(place?).ok()
        };
        let start = find(span.start)?;
        let mut last = span.end;
        if inclusive {
            // The character at the end belongs to it, all of its units.
            last = last.checked_add(1)?;
            if self.places.get(usize::try_from(last).ok()?) == Some(&None) {
                last = last.checked_add(1)?;
            }
        }
        let end = find(last)?;
        (start <= end).then_some((start, end))
    }
}

/// How well one reading fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The reading.
    pub reading: Reading,
    /// Share of starts and ends at the edge of a word, 0–1, of all starts and ends.
    pub at_words: f64,
    /// Selections whose name is their words.
    pub by_name: usize,
}

/// The reading that was taken, and on what grounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The reading with its fit.
    pub taken: Fit,
    /// The reading that the program is known for.
    pub expected: Fit,
    /// All readings with their fit.
    pub all: Vec<Fit>,
    /// Selections that were looked at.
    pub selections: usize,
    /// Up to three selections as they read now: source and words, for a person to judge.
    pub samples: Vec<(String, String)>,
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Positions were read so that {}. {:.0} % of {} starts and ends lie at the edge of a word",
            self.taken.reading,
            self.taken.at_words * 100.0,
            self.selections * 2
        )?;
        if self.taken.reading != self.expected.reading {
            write!(
                f,
                "; as this program is thought to count, it would be {:.0} %",
                self.expected.at_words * 100.0
            )?;
        }
        write!(f, ".")
    }
}

/// A raw text with its normalised form and its spans.
pub(super) struct Marked<'m> {
    pub(super) name: &'m str,
    pub(super) raw: &'m str,
    pub(super) text: &'m str,
    pub(super) spans: &'m [Span],
}

/// Selections needed before the words may overrule what is known of the program.
const ENOUGH: usize = 3;
/// How much better another reading has to fit, as a share of starts and ends.
const BETTER: f64 = 0.1;

/// Chooses one reading for a whole project, since one program wrote it; `None` where there is no selection.
pub(super) fn choose(origin: Option<&str>, texts: &[Marked<'_>]) -> Option<Chosen> {
    let selections: usize = texts.iter().map(|text| text.spans.len()).sum();
    if selections == 0 {
        return None;
    }
    let all: Vec<Fit> = fits(texts, selections);
    let prior = Reading::of_origin(origin);
    let of = |reading: Reading| all.iter().find(|fit| fit.reading == reading).copied();
    let expected = of(prior)?;
    // What Troth wrote is read as Troth writes it, whatever the words look like.
    let fixed = origin.is_some_and(is_troth) || selections < ENOUGH;
    let taken = if fixed { expected } else { best(&all, expected) };
    let samples = samples(texts, taken.reading);
    Some(Chosen { taken, expected, all, selections, samples })
}

/// Whether a file says that this program wrote it.
pub(super) fn is_troth(origin: &str) -> bool {
    origin.trim().to_lowercase().split_whitespace().next() == Some("troth")
}

fn best(all: &[Fit], expected: Fit) -> Fit {
    // Words in the names are proof; where there are some, they count before the edges of words.
    let proven = all.iter().map(|fit| fit.by_name).max().unwrap_or(0);
    let candidates = all.iter().filter(|fit| proven < ENOUGH || fit.by_name == proven);
    let mut taken = expected;
    let mut replaced = proven < ENOUGH || expected.by_name == proven;
    for fit in candidates {
        let nearer = fit.reading.differences(expected.reading) < taken.reading.differences(expected.reading);
        let better = if taken == expected {
            fit.at_words >= expected.at_words + BETTER
        } else {
            fit.at_words > taken.at_words
        };
        let even = taken != expected && (fit.at_words - taken.at_words).abs() < 1e-9 && nearer;
        if !replaced || better || even {
            taken = *fit;
            replaced = true;
        }
    }
    taken
}

fn fits(texts: &[Marked<'_>], selections: usize) -> Vec<Fit> {
    let mut good = vec![(0_usize, 0_usize); 8];
    for text in texts.iter().filter(|text| !text.spans.is_empty()) {
        let edges = Edges::new(text.text);
        for reading in Reading::all().filter(|reading| !reading.inclusive) {
            let map = Map::new(text.raw, reading);
            for inclusive in [false, true] {
                let slot = Reading::all().position(|r| r == Reading { inclusive, ..reading });
                let Some(count) = slot.and_then(|slot| good.get_mut(slot)) else { continue };
                for span in text.spans {
                    let Some((start, end)) = map.place(span, inclusive) else { continue };
                    count.0 += usize::from(edges.start(start)) + usize::from(edges.end(end));
                    count.1 += usize::from(start < end && edges.holds(start, end, &span.name));
                }
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of selections in a share")]
    let share = |count: usize| count as f64 / (selections * 2) as f64;
    Reading::all()
        .zip(good)
        .map(|(reading, (at_words, by_name))| Fit { reading, at_words: share(at_words), by_name })
        .collect()
}

/// A text by code points, to look at the edges of words.
struct Edges {
    points: Vec<char>,
}

impl Edges {
    fn new(text: &str) -> Self {
        Self { points: text.chars().collect() }
    }

    fn start(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.points.get(before));
        let first = self.points.get(at);
        before.is_none_or(|c| !c.is_alphanumeric()) && first.is_some_and(|c| !c.is_whitespace())
    }

    fn end(&self, at: usize) -> bool {
        let last = at.checked_sub(1).and_then(|last| self.points.get(last));
        let after = self.points.get(at);
        last.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether the words there are those of a name, as far as the name goes.
    fn holds(&self, start: usize, end: usize, name: &str) -> bool {
        let cut_off = name.ends_with('…') || name.ends_with("...");
        let kept = if cut_off { name.trim_end_matches(['…', '.']) } else { name };
        let wanted: Vec<char> = one_line(kept).chars().collect();
        // A name of a letter or two proves nothing.
        if wanted.len() < 4 {
            return false;
        }
        let reach = end.min(start.saturating_add(name.len().saturating_mul(4)));
        let words: String = self.points.get(start..reach).unwrap_or_default().iter().collect();
        let words: Vec<char> = one_line(&words).chars().collect();
        words.starts_with(&wanted) && (cut_off || words.len() == wanted.len())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first, the middle and the last selection of the text with most of them.
fn samples(texts: &[Marked<'_>], reading: Reading) -> Vec<(String, String)> {
    let Some(most) = texts.iter().rev().max_by_key(|text| text.spans.len()) else { return Vec::new() };
    let map = Map::new(most.raw, reading);
    let placed: Vec<(usize, usize)> =
        most.spans.iter().filter_map(|span| map.place(span, reading.inclusive)).collect();
    let mut at: Vec<usize> = vec![0, placed.len() / 2, placed.len().saturating_sub(1)];
    at.dedup();
    at.iter()
        .filter_map(|at| placed.get(*at))
        .map(|(start, end)| (most.name.to_owned(), short_quote(most.text, *start, *end)))
        .collect()
}
