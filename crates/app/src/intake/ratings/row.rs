//! One row of a ratings file, checked cell by cell.

use troth_network::{AnswerRole, Scale, VisibleTo};

use crate::intake::columns::{Column, Columns};
use crate::intake::hidden::{self, suspicious};
use crate::intake::lines::Lines;
use crate::intake::problem::Problem;

/// The columns of a ratings file.
pub(super) const COLUMNS: [Column; 12] = [
    Column::optional("network", &["group"]),
    Column::optional("wave", &[]),
    Column::required("rater", &[]),
    Column::optional("respondent", &[]),
    Column::required("target", &[]),
    Column::optional("variable", &[]),
    Column::optional("item", &[]),
    Column::required("value", &[]),
    Column::optional("role", &[]),
    Column::optional("visible_to", &[]),
    Column::optional("scale_min", &[]),
    Column::optional("scale_max", &[]),
];

/// The variable of a file that names none.
pub const DEFAULT_VARIABLE: &str = "rating";

/// One answer as the file has it: ids are the file's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatingRow<'a> {
    /// Line in the file.
    pub line: u64,
    /// Network, if the file names one.
    pub network: Option<&'a str>,
    /// Wave, if the file names one.
    pub wave: Option<&'a str>,
    /// Who rates.
    pub rater: &'a str,
    /// Which respondent of the rater.
    pub respondent: Option<&'a str>,
    /// Who is rated.
    pub target: &'a str,
    /// The variable.
    pub variable: &'a str,
    /// Which item of the variable, if it is a scale of several.
    pub item: Option<&'a str>,
    /// The answer on its own scale.
    pub value: f64,
    /// In which role.
    pub role: AnswerRole,
    /// What a representative allowed.
    pub visible_to: Option<VisibleTo>,
    /// The declared scale.
    pub scale: Option<Scale>,
}

/// Where the columns stand, looked up once for all rows.
pub(super) struct Places {
    network: Option<usize>,
    wave: Option<usize>,
    rater: Option<usize>,
    respondent: Option<usize>,
    target: Option<usize>,
    variable: Option<usize>,
    item: Option<usize>,
    value: Option<usize>,
    role: Option<usize>,
    visible_to: Option<usize>,
    scale_min: Option<usize>,
    scale_max: Option<usize>,
}

impl Places {
    pub(super) fn of(columns: &Columns) -> Self {
        let at = |name| columns.position(name);
        Self {
            network: at("network"),
            wave: at("wave"),
            rater: at("rater"),
            respondent: at("respondent"),
            target: at("target"),
            variable: at("variable"),
            item: at("item"),
            value: at("value"),
            role: at("role"),
            visible_to: at("visible_to"),
            scale_min: at("scale_min"),
            scale_max: at("scale_max"),
        }
    }

    /// The columns that hold ids and names.
    const fn names(&self) -> [(&'static str, Option<usize>); 7] {
        [
            ("network", self.network),
            ("wave", self.wave),
            ("rater", self.rater),
            ("respondent", self.respondent),
            ("target", self.target),
            ("variable", self.variable),
            ("item", self.item),
        ]
    }
}

/// What a row says.
pub(super) enum Said<'a> {
    /// An answer.
    Answer(RatingRow<'a>),
    /// Nothing: the value is empty. The two organisations and their network are there.
    Nothing {
        /// Network, or empty.
        network: &'a str,
        /// Who did not answer.
        rater: &'a str,
        /// About whom.
        target: &'a str,
    },
}

/// Checks the present row of `lines`.
///
/// # Errors
/// The first thing that is wrong with it.
pub(super) fn check<'a>(lines: &'a Lines<'_>, at: &Places, line: u64) -> Result<Said<'a>, Problem> {
    let filled = |place| Some(lines.cell(place)).filter(|cell| !cell.is_empty());
    if suspicious(lines.cells().as_slice()) {
        for (column, place) in at.names() {
            hidden::refuse(line, column, lines.cell(place))?;
        }
    }
    let required = |place, column: &str| {
        filled(place).ok_or_else(|| {
            Problem::cell(line, column, "", format!("This cell is empty. Fill in the {column}."))
        })
    };
    let rater = required(at.rater, "rater")?;
    let target = required(at.target, "target")?;
    let Some(value) = filled(at.value) else {
        return Ok(Said::Nothing { network: lines.cell(at.network), rater, target });
    };
    if rater == target {
        let reason = "An organisation cannot rate itself here. Remove the row.";
        return Err(Problem::cell(line, "target", target, reason));
    }
    let respondent = filled(at.respondent);
    let role = match filled(at.role) {
        Some(text) => text.parse().map_err(|e: String| Problem::cell(line, "role", text, e))?,
        None if respondent.is_some() => AnswerRole::Staff,
        None => AnswerRole::Representative,
    };
    if role == AnswerRole::Staff && respondent.is_none() {
        let reason = "A staff answer needs a respondent, so that one person is not counted twice.";
        return Err(Problem::cell(line, "respondent", "", reason));
    }
    let visible_to = match filled(at.visible_to) {
        Some(text) => Some(text.parse().map_err(|e: String| Problem::cell(line, "visible_to", text, e))?),
        None => None,
    };
    let value = number(line, "value", value)?;
    let scale = scale(line, filled(at.scale_min), filled(at.scale_max))?;
    if let Some(scale) = scale.filter(|s| !s.holds(value)) {
        let reason = format!("This lies outside the declared scale of {} to {}.", scale.min, scale.max);
        return Err(Problem::cell(line, "value", &value.to_string(), reason));
    }
    Ok(Said::Answer(RatingRow {
        line,
        network: filled(at.network),
        wave: filled(at.wave),
        rater,
        respondent,
        target,
        variable: filled(at.variable).unwrap_or(DEFAULT_VARIABLE),
        item: filled(at.item),
        value,
        role,
        visible_to,
        scale,
    }))
}

fn number(line: u64, column: &str, text: &str) -> Result<f64, Problem> {
    let parsed = text.parse::<f64>().ok().filter(|v| v.is_finite());
    parsed.ok_or_else(|| {
        let fix = if text.contains(',') && text.replace(',', ".").parse::<f64>().is_ok() {
            "Write the number with a point, not a comma."
        } else {
            "This is not a number. Leave the cell empty if there is no answer."
        };
        Problem::cell(line, column, text, fix)
    })
}

fn scale(line: u64, min: Option<&str>, max: Option<&str>) -> Result<Option<Scale>, Problem> {
    const BOTH: &str = "Give both ends of the scale or neither.";
    match (min, max) {
        (None, None) => Ok(None),
        (Some(min), Some(max)) => {
            let scale = Scale::new(number(line, "scale_min", min)?, number(line, "scale_max", max)?);
            let problem =
                || Problem::cell(line, "scale_max", max, "The highest answer must be above the lowest.");
            scale.ok_or_else(problem).map(Some)
        }
        (Some(_), None) => Err(Problem::cell(line, "scale_max", "", BOTH)),
        (None, Some(_)) => Err(Problem::cell(line, "scale_min", "", BOTH)),
    }
}
