//! From lines to paragraphs: what repeats on each page goes, what a line break tore apart comes together.

use std::collections::BTreeMap;

use super::lines::Line;
use crate::files::Raw;
use crate::files::notice::Notice;
use crate::turns::opens_with_label;

/// Lines at the top and at the bottom that may be a header or footer.
const EDGE: usize = 2;

pub(super) fn text(mut pages: Vec<Vec<Line>>) -> Raw {
    let repeated = without_edges(&mut pages);
    let numbers = paragraph_numbers(&mut pages);
    let mut notices = Vec::new();
    if repeated > 0 {
        notices.push(Notice::RepeatedLines(repeated));
    }
    if numbers.count > 0 {
        notices.push(Notice::ParagraphNumbers(numbers.count));
    }
    Raw { text: paragraphs(&pages, &numbers), notices }
}

/// The line with numbers evened out, so that page numbers are alike.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('0') {
            shape.push('0');
        }
    }
    shape
}

/// Where a line stands on its page, to four points.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a place on a page; past all bounds it stays at the bound"
)]
fn height(line: &Line) -> i64 {
    (line.y / 4.0).round() as i64
}

/// Takes away lines at the edges that are alike and in the same place on most pages, and lone page numbers; how many.
fn without_edges(pages: &mut [Vec<Line>]) -> usize {
    let mut alike: BTreeMap<(bool, i64, String), usize> = BTreeMap::new();
    let edges = |page: &[Line]| {
        let length = page.len();
        (0..length)
            .filter(|at| *at < EDGE || *at + EDGE >= length)
            .map(|at| (at, at < EDGE))
            .collect::<Vec<(usize, bool)>>()
    };
    for page in pages.iter() {
        for (at, top) in edges(page) {
            if let Some(line) = page.get(at) {
                *alike.entry((top, height(line), shape(&line.text))).or_default() += 1;
            }
        }
    }
    let full = pages.iter().filter(|page| !page.is_empty()).count();
    let mut gone = 0;
    for (nth, page) in pages.iter_mut().enumerate() {
        let places = edges(page);
        let mut at = 0;
        page.retain(|line| {
            let place = places.iter().find(|(place, _)| *place == at);
            at += 1;
            let Some((_, top)) = place else { return true };
            let shape = shape(&line.text);
            let count = alike.get(&(*top, height(line), shape.clone())).copied().unwrap_or(0);
            // A number that stands for itself is one of a paragraph, unless it is the page's.
            let lone = shape == "0" && line.text.trim().parse::<usize>().is_ok_and(|n| n != nth + 1);
            let page_number = ["0/0", "Page0", "Page0of0", "-0-", "0of0"].contains(&shape.as_str());
            // Somebody may well say "Yes." at the end of several pages.
            let said = opens_with_label(&line.text);
            let repeats = full >= 3 && count * 10 >= full * 6 && !lone && !said;
            let keep = !(page_number && full > 1 || repeats);
            gone += usize::from(!keep);
            keep
        });
    }
    gone
}

/// Where numbered paragraphs begin.
#[derive(Default)]
struct Numbers {
    /// Page and line.
    begins: Vec<(usize, usize)>,
    count: usize,
}

/// The number that a line begins with, before a gap, and what follows it. On a line of its own nothing does.
fn numbered(text: &str) -> Option<(usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|n| (1..=5).contains(&n.len()))?.parse().ok()?;
    let rest = text.get(digits..)?;
    (rest.is_empty() || rest.starts_with(['\t', ' '])).then(|| (number, rest.trim()))
}

/// Finds numbers that count paragraphs from 1, as print-outs of MAXQDA have them, and takes them away. The count has
/// to begin at the top, and to reach a fifteenth of the lines and five at least, or it is a list in the text.
fn paragraph_numbers(pages: &mut [Vec<Line>]) -> Numbers {
    let mut numbers = Numbers::default();
    let mut places: Vec<(usize, usize)> = Vec::new();
    let (mut lines, mut first) = (0, None);
    for (page, at, line) in places_of(pages) {
        lines += 1;
        let Some((number, _)) = numbered(&line.text) else { continue };
        // A paragraph that goes on over a page has its number again.
        let again = number == numbers.count && number > 0 && at < EDGE;
        if number == numbers.count + 1 {
            numbers.count = number;
            numbers.begins.push((page, at));
            first = first.or(Some(lines));
            places.push((page, at));
        } else if again {
            places.push((page, at));
        }
    }
    if numbers.count < 5 || numbers.count * 15 < lines || first.is_none_or(|first| first > 4) {
        return Numbers::default();
    }
    for (page, at) in places {
        if let Some(line) = pages.get_mut(page).and_then(|lines| lines.get_mut(at)) {
            line.text = numbered(&line.text).map_or_else(String::new, |(_, rest)| rest.to_owned());
        }
    }
    numbers
}

/// Every line with its page and its place there.
fn places_of(pages: &[Vec<Line>]) -> impl Iterator<Item = (usize, usize, &Line)> {
    pages
        .iter()
        .enumerate()
        .flat_map(|(page, lines)| lines.iter().enumerate().map(move |(at, line)| (page, at, line)))
}

/// Lines put together. With numbers, a paragraph goes to the next number; without, to a wide gap, a short line, or a
/// label.
fn paragraphs(pages: &[Vec<Line>], numbers: &Numbers) -> String {
    let measure = Measure::of(pages);
    let mut out = String::new();
    let mut begins = numbers.begins.iter().peekable();
    let mut before: Option<(usize, &Line)> = None;
    for (page, at, line) in places_of(pages) {
        let numbered = begins.next_if(|(p, l)| (*p, *l) == (page, at)).is_some();
        let new = match before {
            None => false,
            Some(_) if numbers.count > 0 => numbered,
            Some((on, last)) => measure.parts(last, line, on == page),
        };
        // Print-outs repeat a line that is cut in two by the end of the page.
        if before.is_some_and(|(on, last)| on != page && last.text == line.text && line.text.len() > 20) {
            continue;
        }
        if new {
            out.push_str("\n\n");
        } else if !out.is_empty() && !out.ends_with(['\n', '-', ' ']) && !line.text.is_empty() {
            out.push(' ');
        }
        out.push_str(&line.text);
        before = Some((page, line));
    }
    let mut out = out.trim().to_owned();
    out.push('\n');
    out
}

/// How lines usually stand.
struct Measure {
    leading: f64,
    left: f64,
    width: f64,
}

impl Measure {
    fn of(pages: &[Vec<Line>]) -> Self {
        let middle = |mut numbers: Vec<f64>, share: usize| {
            numbers.sort_by(f64::total_cmp);
            numbers.get(numbers.len() * share / 100).copied().unwrap_or(0.0)
        };
        let pairs = pages.iter().flat_map(|lines| lines.windows(2));
        let gaps = pairs.filter_map(|pair| match pair {
            [a, b] if a.y > b.y => Some(a.y - b.y),
            _ => None,
        });
        let all = || pages.iter().flatten();
        let left = middle(all().map(|line| line.x).collect(), 10);
        let right = middle(all().map(|line| line.right).collect(), 90);
        Self { leading: middle(gaps.collect(), 40), left, width: (right - left).max(1.0) }
    }

    /// Whether a paragraph ends between two lines.
    fn parts(&self, last: &Line, line: &Line, same_page: bool) -> bool {
        let ends = last.text.ends_with(['.', '?', '!', '…', ':', '"', '”', '’', ')', ']']);
        let short = last.right < self.left + 0.7 * self.width;
        let wide = same_page && last.y - line.y > 1.4 * self.leading.max(1.0);
        let larger = (last.size - line.size).abs() > 0.2 * last.size;
        wide || larger
            || (short && (ends || !same_page))
            || (short && last.text.len() < 30)
            || opens_with_label(&line.text)
    }
}
