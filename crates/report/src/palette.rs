//! The colours of figures, as presentation attributes: a page's strict policy allows no inline style. The same
//! values are in `web-ui/styles/_palette.scss`; contrast is in `docs/design.md`.

use troth_lens::Ease;

pub(crate) const INK: &str = "#1E2024";
pub(crate) const INK_2: &str = "#4A4F55";
pub(crate) const CARD: &str = "#FFFFFF";
pub(crate) const SAND: &str = "#F2EDE3";
pub(crate) const EDGE: &str = "#6F6A5F";
pub(crate) const PLUM: &str = "#4B1F5C";
pub(crate) const PLUM_TINT: &str = "#EEE4F3";
/// Grounds and lines behind the dumbbell: hard, easy, every 20 points.
pub(crate) const HARD_ZONE: &str = "#FAF2E8";
pub(crate) const EASY_ZONE: &str = "#EAF3F3";
pub(crate) const GRID: &str = "#DDD5C6";

/// The full colour of a level.
pub(crate) const fn full(ease: Ease) -> &'static str {
    match ease {
        Ease::VeryHard => "#5E2A05",
        Ease::Hard => "#A65E12",
        Ease::Between => "#9A917B",
        Ease::Easy => "#12767A",
        Ease::VeryEasy => "#053C44",
    }
}

/// Its pale colour: not sure.
pub(crate) const fn pale(ease: Ease) -> &'static str {
    match ease {
        Ease::VeryHard => "#F1E6DC",
        Ease::Hard => "#F8ECDD",
        Ease::Between => "#F3F0EA",
        Ease::Easy => "#E0EFEF",
        Ease::VeryEasy => "#DCE6E8",
    }
}

/// How many cuts a level has, its second sign beside the colour.
pub(crate) const fn cuts(ease: Ease) -> usize {
    match ease {
        Ease::VeryHard => 2,
        Ease::Hard => 1,
        Ease::Between | Ease::Easy | Ease::VeryEasy => 0,
    }
}
