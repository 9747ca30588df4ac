//! The two-sided map: every line in two halves, each half what the organisation next to it says. A wide and an
//! upright drawing of the same places, a legend, and a table that says the same.

mod boxes;
mod draw;
mod key;
mod nudge;
mod spread;
mod twin;

pub use draw::figure;
pub use key::legend;
pub use twin::table;

/// For which width a map is drawn. A page holds both; its styles (`svg.map.w`, `svg.map.n`) show one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// 1000 units wide, for screens from 720 px and for paper.
    Wide,
    /// 343 units wide, for phones.
    Upright,
}

impl Layout {
    pub(crate) const fn style(self) -> &'static str {
        match self {
            Self::Wide => "map w",
            Self::Upright => "map n",
        }
    }
}

#[cfg(test)]
mod tests;
