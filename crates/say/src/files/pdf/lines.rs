//! From pieces of text to lines.

use super::page::Piece;

/// A line of a page, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub x: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    pub text: String,
}

/// The lines of a page from the top, each from the left. A gap wider than a letter and a half becomes a tab.
pub(super) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let fits = rows
            .last()
            .and_then(|row| row.first())
            .is_some_and(|first| first.y - piece.y <= 0.4 * first.size.max(piece.size));
        match rows.last_mut().filter(|_| fits) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut row: Vec<Piece>) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    let mut right = f64::NEG_INFINITY;
    for piece in &row {
        let gap = piece.x - right;
        let size = piece.size.max(1.0);
        if !text.is_empty() && gap > 1.5 * size {
            text.truncate(text.trim_end().len());
            text.push('\t');
        } else if gap > 0.18 * size
            && !text.is_empty()
            && !text.ends_with([' ', '\t'])
            && !piece.text.starts_with(' ')
        {
            text.push(' ');
        }
        let lead = if text.ends_with([' ', '\t']) { piece.text.trim_start() } else { &piece.text };
        text.push_str(lead);
        right = right.max(piece.right);
    }
    let size = row.iter().map(|p| p.size).fold(0.0, f64::max);
    let telling = row.iter().find(|piece| !piece.text.trim().is_empty())?;
    let clean = text.trim().replace(['\n', '\r'], " ");
    Some(Line { x: telling.x, right, y: telling.y, size, text: clean })
}
