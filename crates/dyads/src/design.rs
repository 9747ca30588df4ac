//! The ratings laid out for the likelihood: per group a list of pairs, per pair its one or two directions.
//!
//! Columns of a group, in this order: rater effects of its n organisations, target effects, K respondents (only if
//! respondents are in the model), the group mean, the staff shift (only if in the model), the answer itself.

use std::collections::BTreeMap;

use nalgebra::DMatrix;

use crate::clean::Row;
use crate::observation::AnswerKind;

/// Which optional terms these ratings can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// ρ: staff and representatives both answered within one organisation.
    pub(crate) staff: bool,
    /// u: an organisation has two respondents, and a respondent rates two targets.
    pub(crate) respondent: bool,
    /// e apart from g: a direction has two ratings.
    pub(crate) residual: bool,
}

/// One direction of a pair.
#[derive(Debug)]
pub(crate) struct Side {
    /// Position of the rater among the group's organisations.
    pub(crate) rater: usize,
    /// Position of the target.
    pub(crate) target: usize,
    /// Number of answers.
    pub(crate) n: usize,
    /// Mean design row of the answers, answer included, as (column, weight).
    pub(crate) row: Vec<(usize, f64)>,
}

/// A pair with its rated directions; the first is from the earlier id if that one is rated.
#[derive(Debug)]
pub(crate) struct PairBlock {
    pub(crate) sides: Vec<Side>,
}

/// One group.
#[derive(Debug)]
pub(crate) struct GroupDesign {
    pub(crate) name: String,
    pub(crate) ids: Vec<String>,
    /// Random columns, 2n + K.
    pub(crate) random: usize,
    /// Fixed columns, 1 or 2.
    pub(crate) fixed: usize,
    pub(crate) pairs: Vec<PairBlock>,
    /// Cross-products of the deviations from the direction means (empty if no residual).
    pub(crate) within: DMatrix<f64>,
    /// Σ (answers − 1) over directions.
    pub(crate) within_df: f64,
    /// Σ ln(answers) over directions.
    pub(crate) log_counts: f64,
}

impl GroupDesign {
    /// Number of organisations.
    pub(crate) fn n(&self) -> usize {
        self.ids.len()
    }
    /// Column of the answer, one less than the number of columns.
    pub(crate) fn answer(&self) -> usize {
        self.random + self.fixed
    }
}

/// All groups, with answers centred and scaled.
#[derive(Debug)]
pub(crate) struct Design {
    pub(crate) terms: Terms,
    pub(crate) groups: Vec<GroupDesign>,
    pub(crate) ratings: usize,
    /// What was subtracted from the answers.
    pub(crate) centre: f64,
    /// What they were then divided by: the standard deviation within groups.
    pub(crate) scale: f64,
}

impl Design {
    /// Number of fixed effects.
    pub(crate) fn fixed(&self) -> usize {
        self.groups.len() + usize::from(self.terms.staff)
    }

    /// Lays out sorted rows. None if values do not vary within any group.
    pub(crate) fn new(rows: &[Row]) -> Option<Self> {
        let terms = terms(rows);
        let (centre, scale) = scale(rows)?;
        let staff = rows.iter().filter(|r| r.kind == AnswerKind::Staff).count() as f64 / rows.len() as f64;
        let groups = rows
            .chunk_by(|x, y| x.group == y.group)
            .map(|of_group| group(of_group, terms, centre, scale, staff))
            .collect();
        Some(Self { terms, groups, ratings: rows.len(), centre, scale })
    }
}

fn terms(rows: &[Row]) -> Terms {
    let mut kinds: BTreeMap<_, [bool; 2]> = BTreeMap::new();
    let mut targets: BTreeMap<_, BTreeMap<_, usize>> = BTreeMap::new();
    let mut residual = false;
    for direction in rows.chunk_by(|x, y| x.group == y.group && x.rater == y.rater && x.target == y.target) {
        residual |= direction.len() > 1;
        for r in direction {
            let organisation = (&r.group, &r.rater);
            kinds.entry(organisation).or_default()[usize::from(r.kind == AnswerKind::Staff)] = true;
            *targets.entry(organisation).or_default().entry(&r.person).or_default() += 1;
        }
    }
    let several = targets.values().any(|people| people.len() > 1);
    let repeated = targets.values().flat_map(BTreeMap::values).any(|count| *count > 1);
    Terms { staff: kinds.values().any(|k| k[0] && k[1]), respondent: several && repeated, residual }
}

/// Overall mean, and standard deviation around group means; computed from the smallest value up, so that a large
/// offset costs no digits.
fn scale(rows: &[Row]) -> Option<(f64, f64)> {
    let (low, high) = crate::refuse::range(rows);
    let span = high - low;
    if span.is_nan() || span <= 0.0 {
        return None;
    }
    let unit = |r: &Row| (r.value - low) / span;
    let mean = |of: &[Row]| of.iter().map(unit).sum::<f64>() / of.len() as f64;
    let squares: f64 = rows
        .chunk_by(|x, y| x.group == y.group)
        .map(|of| {
            let centre = mean(of);
            of.iter().map(|r| (unit(r) - centre).powi(2)).sum::<f64>()
        })
        .sum();
    let deviation = (squares / rows.len() as f64).sqrt();
    (deviation > 1e-12).then(|| (low + span * mean(rows), span * deviation))
}

fn group(rows: &[Row], terms: Terms, centre: f64, scale: f64, staff: f64) -> GroupDesign {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people: BTreeMap<_, usize> = BTreeMap::new();
    for r in rows {
        positions.insert(&r.rater, 0);
        positions.insert(&r.target, 0);
        people.insert((&r.rater, &r.person), 0);
    }
    positions.values_mut().enumerate().for_each(|(k, position)| *position = k);
    people.values_mut().enumerate().for_each(|(k, position)| *position = k);
    let n = positions.len();
    let random = 2 * n + if terms.respondent { people.len() } else { 0 };
    let fixed = 1 + usize::from(terms.staff);
    let columns = random + fixed + 1;
    let size = if terms.residual { columns } else { 0 };
    let mut within = DMatrix::zeros(size, size);
    let (mut within_df, mut log_counts) = (0.0, 0.0);
    let mut pairs: BTreeMap<(usize, usize), Vec<Side>> = BTreeMap::new();
    let at = |id: &str| positions.get(id).copied().unwrap_or(0);
    for answers in rows.chunk_by(|x, y| x.rater == y.rater && x.target == y.target) {
        let (i, j, count) = (at(&answers[0].rater), at(&answers[0].target), answers.len() as f64);
        let single = |r: &Row| {
            let mut row = vec![(i, 1.0), (n + j, 1.0)];
            if terms.respondent {
                row.push((2 * n + people.get(&(&r.rater, &r.person)).copied().unwrap_or(0), 1.0));
            }
            row.push((random, 1.0));
            if terms.staff {
                row.push((random + 1, f64::from(u8::from(r.kind == AnswerKind::Staff)) - staff));
            }
            row.push((random + fixed, (r.value - centre) / scale));
            row
        };
        let mut mean: BTreeMap<usize, f64> = BTreeMap::new();
        for (column, weight) in answers.iter().flat_map(single) {
            *mean.entry(column).or_default() += weight / count;
        }
        if answers.len() > 1 {
            add_within(&mut within, answers.iter().map(single), &mean);
        }
        within_df += count - 1.0;
        log_counts += count.ln();
        let side = Side { rater: i, target: j, n: answers.len(), row: mean.into_iter().collect() };
        pairs.entry((i.min(j), i.max(j))).or_default().push(side);
    }
    GroupDesign {
        name: rows[0].group.clone(),
        ids: positions.keys().map(|id| (*id).to_owned()).collect(),
        random,
        fixed,
        pairs: pairs.into_values().map(|sides| PairBlock { sides }).collect(),
        within,
        within_df,
        log_counts,
    }
}

/// Adds Σ (w − w̄)(w − w̄)′ over the answers of a direction.
fn add_within(
    within: &mut DMatrix<f64>,
    answers: impl Iterator<Item = Vec<(usize, f64)>>,
    mean: &BTreeMap<usize, f64>,
) {
    for row in answers {
        let mut deviation: BTreeMap<usize, f64> = mean.iter().map(|(c, w)| (*c, -w)).collect();
        for (column, weight) in row {
            *deviation.entry(column).or_default() += weight;
        }
        for (r, x) in deviation.iter().filter(|(_, x)| x.abs() > 1e-15) {
            for (c, z) in &deviation {
                within[(*r, *c)] += x * z;
            }
        }
    }
}
