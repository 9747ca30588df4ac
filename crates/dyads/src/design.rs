//! The ratings laid out for the likelihood: per group a list of pairs, per pair its one or two directions.
//!
//! Columns of a group, in this order: rater effects of its n organisations, target effects, K respondents (only if
//! respondents are in the model), the group mean, the staff shift (only if in the model), the covariates. The
//! answers themselves are apart ([`crate::answers`]), because the bootstrap draws new ones for the same layout.

use std::collections::BTreeMap;
use std::ops::Range;

use nalgebra::DMatrix;

use crate::answers::GroupAnswers;
use crate::clean::{Id, Person, Row};
use crate::covariates::Standard;
use crate::observation::AnswerKind;
use crate::raw::ids;

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
#[derive(Debug, Clone)]
pub(crate) struct Side {
    /// Position of the rater among the group's organisations.
    pub(crate) rater: usize,
    /// Position of the target.
    pub(crate) target: usize,
    /// Number of answers.
    pub(crate) n: usize,
    /// Mean design row of the answers as (column, weight), columns rising.
    pub(crate) row: Vec<(usize, f64)>,
    /// Where its answers are among those of the group.
    pub(crate) answers: Range<usize>,
    /// Where it is among the group's directions, sorted by rater and target.
    pub(crate) position: usize,
}

/// A pair with its rated directions; the first is from the earlier id if that one is rated.
#[derive(Debug, Clone)]
pub(crate) struct PairBlock {
    pub(crate) sides: Vec<Side>,
}

/// What is known of one answer besides its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    /// Who answered, as position among the group's respondents.
    pub(crate) person: usize,
    /// 1 for staff and 0 for representatives, less the share of staff.
    pub(crate) staff: f64,
}

/// One group.
#[derive(Debug, Clone)]
pub(crate) struct GroupDesign {
    pub(crate) name: String,
    pub(crate) ids: Vec<String>,
    /// People who answered.
    pub(crate) people: usize,
    /// Random columns, 2n + K.
    pub(crate) random: usize,
    /// Fixed columns.
    pub(crate) fixed: usize,
    /// Whether the second fixed column is the staff shift.
    pub(crate) has_staff: bool,
    pub(crate) pairs: Vec<PairBlock>,
    /// All answers, in the order of pairs and sides.
    pub(crate) answers: Vec<Answer>,
    /// Cross-products of the deviations from the direction means, for the columns from 2n on (empty if no residual).
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
    /// Number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.random + self.fixed
    }
}

/// All groups, with the scale that answers are brought to.
#[derive(Debug, Clone)]
pub(crate) struct Design {
    pub(crate) terms: Terms,
    pub(crate) groups: Vec<GroupDesign>,
    pub(crate) ratings: usize,
    /// Names, centres and scales of the covariates.
    pub(crate) covariates: Vec<Standard>,
    /// What was subtracted from the answers.
    pub(crate) centre: f64,
    /// What they were then divided by: the standard deviation within groups.
    pub(crate) scale: f64,
}

impl Design {
    /// Number of fixed effects.
    pub(crate) fn fixed(&self) -> usize {
        self.groups.len() + usize::from(self.terms.staff) + self.covariates.len()
    }

    /// The same layout as far as the means of directions tell: differences within a direction weigh nothing.
    pub(crate) fn by_means(&self) -> Self {
        let mut means = self.clone();
        means.groups.iter_mut().for_each(|group| group.within.fill(0.0));
        means
    }

    /// Lays out sorted rows with the values of their covariates. None if values do not vary within any group.
    pub(crate) fn new(rows: &[Row<'_>], covariates: Vec<Standard>) -> Option<(Self, Vec<GroupAnswers>)> {
        let terms = terms(rows);
        let (centre, scale) = scale(rows)?;
        let staff = rows.iter().filter(|r| r.kind == AnswerKind::Staff).count() as f64 / rows.len() as f64;
        let mut out = Self { terms, groups: Vec::new(), ratings: rows.len(), covariates, centre, scale };
        let mut answers = Vec::new();
        for of_group in rows.chunk_by(|x, y| x.group == y.group) {
            let (design, values) = group(of_group, &out, staff);
            answers.push(GroupAnswers::new(&design, &values));
            out.groups.push(design);
        }
        Some((out, answers))
    }
}

fn terms(rows: &[Row<'_>]) -> Terms {
    let (mut staff, mut respondent, mut residual) = (false, [false; 2], false);
    for organisation in rows.chunk_by(|x, y| x.group == y.group && x.rater == y.rater) {
        let mut targets: BTreeMap<Person<'_>, usize> = BTreeMap::new();
        let mut kinds = [false; 2];
        for direction in organisation.chunk_by(|x, y| x.target == y.target) {
            residual |= direction.len() > 1;
            for r in direction {
                kinds[usize::from(r.kind == AnswerKind::Staff)] = true;
                *targets.entry(r.person).or_default() += 1;
            }
        }
        staff |= kinds[0] && kinds[1];
        respondent[0] |= targets.len() > 1;
        respondent[1] |= targets.values().any(|count| *count > 1);
    }
    Terms { staff, respondent: respondent[0] && respondent[1], residual }
}

/// Overall mean, and standard deviation around group means; computed from the smallest value up, so that a large
/// offset costs no digits.
fn scale(rows: &[Row<'_>]) -> Option<(f64, f64)> {
    let (low, high) = crate::refuse::range(rows);
    let span = high - low;
    if span.is_nan() || span <= 0.0 {
        return None;
    }
    let unit = |r: &Row<'_>| (r.value - low) / span;
    let mean = |of: &[Row<'_>]| of.iter().map(unit).sum::<f64>() / of.len() as f64;
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

/// Pair and which way, the rows, and who answered each.
type DirectionRows<'r> = ((usize, usize, bool), &'r [Row<'r>], Vec<usize>);

/// Lays out one group and returns its scaled values in the order of its answers.
fn group(rows: &[Row<'_>], whole: &Design, staff: f64) -> (GroupDesign, Vec<f64>) {
    let terms = whole.terms;
    let ids = ids(rows);
    let at = |id: Id<'_>| ids.binary_search(&id).unwrap_or(0);
    let n = ids.len();
    let mut directions: Vec<DirectionRows<'_>> = Vec::new();
    let mut people = 0;
    for organisation in rows.chunk_by(|x, y| x.rater == y.rater) {
        let mut persons: BTreeMap<Person<'_>, usize> = BTreeMap::new();
        organisation.iter().for_each(|r| {
            persons.insert(r.person, 0);
        });
        persons.values_mut().enumerate().for_each(|(k, position)| *position = people + k);
        people += persons.len();
        let i = at(organisation[0].rater);
        for answers in organisation.chunk_by(|x, y| x.target == y.target) {
            let j = at(answers[0].target);
            let who = answers.iter().map(|r| persons.get(&r.person).copied().unwrap_or(0)).collect();
            directions.push(((i.min(j), i.max(j), i > j), answers, who));
        }
    }
    let random = 2 * n + if terms.respondent { people } else { 0 };
    let fixed = 1 + usize::from(terms.staff) + whole.covariates.len();
    let size = if terms.residual { random + fixed - 2 * n } else { 0 };
    let mut out = GroupDesign {
        name: rows[0].group.text.to_owned(),
        ids: ids.iter().map(|id| id.text.to_owned()).collect(),
        people,
        random,
        fixed,
        has_staff: terms.staff,
        pairs: Vec::new(),
        answers: Vec::with_capacity(rows.len()),
        within: DMatrix::zeros(size, size),
        within_df: 0.0,
        log_counts: 0.0,
    };
    let mut values = Vec::with_capacity(rows.len());
    let mut last = None;
    let mut order: Vec<usize> = (0..directions.len()).collect();
    order.sort_unstable_by_key(|k| directions[*k].0);
    for position in order {
        let ((i, j, back), rows, who) = &directions[position];
        let (i, j) = (*i, *j);
        let start = out.answers.len();
        for (r, person) in rows.iter().zip(who.iter().copied()) {
            let staff = f64::from(u8::from(r.kind == AnswerKind::Staff)) - staff;
            out.answers.push(Answer { person, staff });
            values.push((r.value - whole.centre) / whole.scale);
        }
        let (rater, target) = if *back { (j, i) } else { (i, j) };
        let mut side = side(&mut out, whole, (rater, target), start, rows);
        side.position = position;
        if last == Some((i, j))
            && let Some(pair) = out.pairs.last_mut()
        {
            pair.sides.push(side);
        } else {
            out.pairs.push(PairBlock { sides: vec![side] });
        }
        last = Some((i, j));
    }
    (out, values)
}

/// One direction: its mean row, and what its answers add to the cross-products within directions.
fn side(
    group: &mut GroupDesign,
    whole: &Design,
    (rater, target): (usize, usize),
    start: usize,
    rows: &[Row<'_>],
) -> Side {
    let (n, terms) = (group.n(), whole.terms);
    let range = start..group.answers.len();
    let answers = &group.answers[range.clone()];
    let count = answers.len() as f64;
    let mut row = vec![(rater, 1.0), (n + target, 1.0)];
    if terms.respondent {
        let first = row.len();
        row.extend(answers.iter().map(|a| (2 * n + a.person, 1.0 / count)));
        row[first..].sort_unstable_by_key(|(column, _)| *column);
    }
    row.push((group.random, 1.0));
    let mean_staff = answers.iter().map(|a| a.staff).sum::<f64>() / count;
    let shift = group.random + 1;
    if terms.staff {
        row.push((shift, mean_staff));
    }
    let first = shift + usize::from(terms.staff);
    row.extend(rows[0].covariates.iter().enumerate().map(|(k, x)| (first + k, *x)));
    if answers.len() > 1 {
        // Columns that differ within the direction, less the first 2n.
        let column = |a: &Answer| a.person;
        for a in answers {
            if terms.respondent {
                for b in answers {
                    group.within[(column(a), column(b))] -= 1.0 / count;
                }
                group.within[(column(a), column(a))] += 1.0;
            }
            if terms.staff {
                let (k, deviation) = (shift - 2 * n, a.staff - mean_staff);
                group.within[(k, k)] += deviation * deviation;
                if terms.respondent {
                    group.within[(k, column(a))] += deviation;
                    group.within[(column(a), k)] += deviation;
                }
            }
        }
    }
    group.within_df += count - 1.0;
    group.log_counts += count.ln();
    Side { rater, target, n: answers.len(), row, answers: range, position: 0 }
}
