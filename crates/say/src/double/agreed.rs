//! The codings that count.

use super::{CodingTask, Decision, Part};
use crate::code::CodeKey;
use crate::coding::Coding;

/// The codings that results may rest on: the first coding, except where a decision takes it out, and of second codings
/// what a decision takes over. Without second coders, all of them.
///
/// A decision speaks of one second coder, of its code, and of the codings that share a character with its stretch in
/// its version of the text. Of several about the same coding and the same second coder the last made holds. With more
/// than one second coder, a first coding counts if no decision that holds takes it out.
///
/// `decisions`: in the order in which they were made. `now`: the code that a coding has after splits and merges, and
/// the one that the code of a decision has become; a decision has no coding of its own and is asked for with `None`.
pub fn agreed<'a>(
    codings: &'a [Coding],
    tasks: &[CodingTask],
    decisions: &[Decision],
    now: impl Fn(Option<&Coding>, &CodeKey) -> CodeKey,
) -> Vec<&'a Coding> {
    let is_second = |task: &CodingTask, coding: &Coding| {
        task.part == Part::Second && task.transcript == coding.transcript && task.coder == coding.coder
    };
    let about: Vec<(CodeKey, &Decision)> = decisions.iter().map(|d| (now(None, &d.code), d)).collect();
    let counts = |coding: &&Coding| {
        // Seconds of other texts decide nothing here, and most texts have none.
        let seconds: Vec<&CodingTask> =
            tasks.iter().filter(|t| t.part == Part::Second && t.transcript == coding.transcript).collect();
        if seconds.is_empty() {
            return true;
        }
        let code = now(Some(coding), &coding.code);
        let last = |second: &str| {
            about.iter().rev().map(|(key, d)| (key, *d)).find(|(key, d)| {
                **key == code
                    && d.second == second
                    && d.transcript == coding.transcript
                    && d.version == coding.version
                    && d.start < coding.end
                    && coding.start < d.end
            })
        };
        let kept = |second: &str| last(second).map(|(_, decision)| decision.kept);
        match seconds.iter().find(|task| is_second(task, coding)) {
            Some(own) => kept(&own.coder).is_some_and(super::Kept::keeps_second),
            None => seconds.iter().all(|t| kept(&t.coder).is_none_or(super::Kept::keeps_first)),
        }
    };
    codings.iter().filter(counts).collect()
}
