//! Checking a file without importing it.

use std::fmt::Write as _;

use super::problem::{FileProblem, Problem};
use super::ratings::overview::Overview;
use super::table::Rows;
use super::words::count;
use super::{assignment, codings, decode, organisations, pathway, people, ratings, speakers};
use crate::error::AppError;
use crate::exchange::ProjectFile;
use crate::mapping::{self, Grid, Mapping};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Organisations.
    Organisations,
    /// People.
    People,
    /// Ratings.
    Ratings,
    /// A transcript.
    Transcript,
    /// A pathway with declarations.
    Pathway,
    /// Speakers of transcripts.
    Speakers,
    /// Coded passages of transcripts.
    Codings,
    /// How many people are asked about whom.
    Assignment,
    /// Interviews of another program.
    Project,
    /// A codebook.
    Codebook,
}

impl FileKind {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::People => "people",
            Self::Ratings => "ratings",
            Self::Transcript => "a transcript",
            Self::Pathway => "a pathway",
            Self::Speakers => "speakers",
            Self::Codings => "coded passages",
            Self::Assignment => "an assignment",
            Self::Project => "interviews of another program",
            Self::Codebook => "a codebook",
        }
    }
}

/// What a check found.
#[derive(Debug)]
pub struct Found {
    /// What the file holds.
    pub kind: FileKind,
    /// Good rows, or turns of a transcript.
    pub good: usize,
    /// Rows that are neither good nor bad: ratings without an answer.
    pub empty: usize,
    /// What the good rows hold, counted, one line each; of ratings only.
    pub counts: Vec<String>,
    /// Bad rows.
    pub problems: Vec<Problem>,
    /// Remarks.
    pub warnings: Vec<String>,
}

impl Found {
    /// Rows that hold something.
    const fn rows(&self) -> usize {
        self.good + self.empty + self.problems.len()
    }

    /// All of it as text, one line each.
    pub fn text(&self, file: &str) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{file}: {}, {} good, {} to be mended.",
            self.kind.words(),
            self.good,
            self.problems.len()
        );
        for line in &self.counts {
            let _ = writeln!(text, "  {line}");
        }
        for problem in &self.problems {
            let _ = writeln!(text, "{file}, {problem}");
        }
        for warning in &self.warnings {
            let _ = writeln!(text, "{file}: {warning}");
        }
        text
    }
}

/// Checks the bytes of `file` as `kind`, or as what its ending and column names tell.
///
/// # Errors
/// If it cannot be read at all, or it holds patient identifiers.
pub fn check(file: &str, bytes: &[u8], kind: Option<FileKind>) -> Result<Found, FileProblem> {
    if let Some(kind) = of_another_program(file, kind) {
        return exchanged(file, bytes, kind);
    }
    let text = decode::borrowed(file, bytes)?;
    if let Some(found) = troth_gate::patient::find(&text).first() {
        return Err(FileProblem::Patient { file: file.to_owned(), reason: found.sentence() });
    }
    let Some(kind) = kind.or_else(|| told_by(file, &text)) else {
        return Err(FileProblem::Columns {
            file: file.to_owned(),
            reason: "The column names do not tell what this file holds. Say it with --kind.".to_owned(),
        });
    };
    let of = |(rows, problems, warnings): (usize, Vec<Problem>, Vec<String>)| Found {
        kind,
        good: rows,
        empty: 0,
        counts: Vec::new(),
        problems,
        warnings,
    };
    let found = match kind {
        FileKind::Organisations => {
            let read = organisations::read(file, &text, &[])?;
            of((read.rows.len(), read.problems, read.warnings))
        }
        FileKind::People => of(counted(people::read(file, &text)?)),
        FileKind::Ratings => {
            let read = ratings::read(file, &text)?;
            Found {
                empty: read.empty,
                counts: counts(&read),
                ..of((read.len(), read.skipped, read.warnings))
            }
        }
        FileKind::Pathway => of(counted(pathway::read(file, &text)?)),
        FileKind::Speakers => of(counted(speakers::read(file, &text)?)),
        FileKind::Codings => of(counted(codings::read(file, &text)?)),
        FileKind::Assignment => of(counted(assignment::read(file, &text)?)),
        // Both were answered above.
        FileKind::Transcript | FileKind::Project | FileKind::Codebook => transcript(&text),
    };
    let bare = kind != FileKind::Transcript && found.rows() == 0;
    if bare { Err(FileProblem::NoRows { file: file.to_owned() }) } else { Ok(found) }
}

/// Checks the bytes of a survey tool's file as `mapping` reads it. Whether its organisations are there is seen at import.
///
/// # Errors
/// If it cannot be read at all, the mapping does not fit it, or it holds patient identifiers.
pub fn check_mapped(file: &str, bytes: &[u8], mapping: &Mapping) -> Result<Found, FileProblem> {
    let grid = Grid::read(file, bytes, mapping.heading_rows)?;
    let mapped = mapping::apply(&grid, mapping, &[])?;
    let mut read = ratings::read(file, &mapped.text)?;
    let skipped = std::mem::take(&mut read.skipped).into_iter().map(|problem| mapped.place(problem));
    let mut problems: Vec<Problem> = skipped.collect();
    let counts = counts(&read);
    problems.extend(mapped.problems);
    problems.sort_by_key(|problem| problem.line);
    let warnings = mapped.remarks.into_iter().chain(std::mem::take(&mut read.warnings)).collect();
    Ok(Found { kind: FileKind::Ratings, good: read.len(), empty: read.empty, counts, problems, warnings })
}

/// Whether it is a file of another program: by its ending, or because somebody says so. A table may hold much else.
fn of_another_program(file: &str, kind: Option<FileKind>) -> Option<FileKind> {
    let name = file.to_lowercase();
    match kind {
        Some(kind) => Some(kind).filter(|kind| matches!(kind, FileKind::Project | FileKind::Codebook)),
        None if name.ends_with(".qdpx") => Some(FileKind::Project),
        None if name.ends_with(".qdc") => Some(FileKind::Codebook),
        None => None,
    }
}

/// What a project or a codebook holds, and how it would be read.
fn exchanged(file: &str, bytes: &[u8], kind: FileKind) -> Result<Found, FileProblem> {
    let of = |error: AppError| match error {
        AppError::File(problem) => problem,
        other => {
            let said = other.to_string();
            let reason = said.strip_prefix(&format!("{file}: ")).unwrap_or(&said).to_owned();
            FileProblem::Exchange { file: file.to_owned(), reason }
        }
    };
    let read = ProjectFile::read(file, bytes).map_err(of)?;
    Ok(Found {
        kind,
        good: read.size(),
        empty: 0,
        counts: Vec::new(),
        problems: Vec::new(),
        warnings: read.sentences(),
    })
}

fn counted<T>(read: Rows<T>) -> (usize, Vec<Problem>, Vec<String>) {
    (read.rows.len(), read.problems, read.warnings)
}

fn transcript(text: &str) -> Found {
    let turns = troth_say::recognise_turns(&troth_say::normalise(text), &[]);
    let spoken = turns.iter().filter(|t| t.speaker.is_some()).count();
    let warnings = if spoken == 0 {
        vec![
            "No speaker is recognised. Begin each turn with a label and a colon, such as \"Nurse: …\"."
                .to_owned(),
        ]
    } else {
        Vec::new()
    };
    Found {
        kind: FileKind::Transcript,
        good: spoken,
        empty: 0,
        counts: Vec::new(),
        problems: Vec::new(),
        warnings,
    }
}

/// What a ratings file holds, for somebody who is about to analyse or import it.
fn counts(read: &ratings::RatingsFile) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} used, {} without an answer, {} left out",
        count(read.rows_read, "row", "rows"),
        count(read.len(), "answer", "answers"),
        read.empty,
        read.skipped.len()
    )];
    if !read.is_empty() {
        lines.extend(Overview::of(read).lines());
    }
    if read.repeats > 0 {
        lines.push(format!("{} an earlier row", count(read.repeats, "row repeats", "rows repeat")));
    }
    if read.contradictions > 0 {
        lines.push(format!(
            "{} answered differently by the same respondent, so that neither answer is used",
            count(read.contradictions, "question", "questions")
        ));
    }
    lines
}

fn told_by(file: &str, text: &str) -> Option<FileKind> {
    let name = file.to_lowercase();
    if name.ends_with(".txt") || name.ends_with(".md") {
        return Some(FileKind::Transcript);
    }
    let first = text.lines().find(|l| !l.trim().is_empty())?.to_lowercase();
    let has = |column: &str| first.split([',', ';', '\t']).any(|c| c.trim().trim_matches('"') == column);
    let all = |columns: &[&str]| columns.iter().all(|c| has(c));
    [
        (FileKind::Codings, &["file", "quote", "narrative"][..]),
        (FileKind::Speakers, &["file", "label"]),
        (FileKind::Pathway, &["pathway", "step"]),
        (FileKind::Assignment, &["organisation", "partner", "people"]),
        (FileKind::Ratings, &["rater", "target"]),
        (FileKind::People, &["id", "organisation"]),
        (FileKind::Organisations, &["id", "name"]),
    ]
    .into_iter()
    .find_map(|(kind, columns)| all(columns).then_some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(file: &str, text: &str) -> Result<FileKind, FileProblem> {
        check(file, text.as_bytes(), None).map(|found| found.kind)
    }

    #[test]
    fn the_column_names_tell_what_a_file_holds() {
        let cases = [
            ("a.csv", "rater;target;value\na;b;1\n", FileKind::Ratings),
            ("a.csv", "id,name,sector\na,A,health\n", FileKind::Organisations),
            ("a.csv", "id,organisation,name\np,a,P\n", FileKind::People),
            ("a.csv", "pathway,step,title\np,s,T\n", FileKind::Pathway),
            ("a.csv", "organisation,partner,people\na,b,6\n", FileKind::Assignment),
            ("a.txt", "Nurse: hello\nNurse: again\n", FileKind::Transcript),
        ];
        for (file, text, expected) in cases {
            assert_eq!(kind(file, text).unwrap(), expected, "{text}");
        }
        assert!(kind("a.csv", "x,y\n1,2\n").unwrap_err().to_string().contains("--kind"));
    }

    #[test]
    fn column_names_alone_are_not_a_file() {
        for (file, text) in [("a.csv", "rater,target,value\n"), ("a.csv", "id,name,sector\n\n")] {
            assert!(kind(file, text).unwrap_err().to_string().contains("no row below it"), "{text}");
        }
        assert_eq!(kind("a.csv", "rater,target,value\na,b,\n").unwrap(), FileKind::Ratings);
    }

    #[test]
    fn ratings_are_counted_within_networks() {
        let text = "network,wave,rater,respondent,target,variable,value\n\
                    n,1,a,r1,b,v,1\nn,1,a,r2,b,v,1\nn,1,b,r1,a,v,2\nn,2,a,r1,c,w,3\nm,1,a,,b,v,3\nm,1,d,,a,v,\n";
        let found = check("a.csv", text.as_bytes(), None).unwrap();
        let text = found.text("a.csv");
        for line in [
            "6 rows: 5 answers used, 1 without an answer, 0 left out",
            "2 networks, 2 named waves, 2 variables, 6 organisations, 4 people who answered",
            "4 directions rated of 12 possible; 1 pair rated both ways, 2 one way only",
            "wave 1: 4 answers, 4 organisations, 4 people, 3 directions rated of 4 possible; 1 pair",
            "wave 2: 1 answer, 2 organisations, 1 person, 1 direction rated of 2 possible; 0 pairs",
            "variable v: 4 answers, no scale declared",
            "rates nobody: m: b, m: d, n: c",
            "rated by nobody: m: a, m: d",
        ] {
            assert!(text.contains(line), "{line}\nnot in\n{text}");
        }
    }

    #[test]
    fn patient_identifiers_are_refused() {
        assert!(
            kind("a.txt", "Nurse: her number is 943 476 5919").unwrap_err().to_string().contains("line 1")
                || kind("a.txt", "Nurse: her number is 943 476 5919")
                    .unwrap_err()
                    .to_string()
                    .contains("Line 1")
        );
    }
}
