//! The five stories: each with its chain, its three strands, what was said, and the verdict.

use maud::{Markup, html};
use troth_app::views::relationship::NarrativeBlock;
use troth_lens::{Convergence, Verdict};
use troth_network::Level;
use troth_report::strands::{tag, verdict_words};

use super::verdict::{self, Answered};
use super::{Seen, chain, quotes, roles, strands, worked};

/// The section.
pub(super) fn section(seen: &Seen<'_>, answered: Option<&Answered>) -> Markup {
    let blocks = &seen.view.body.value().narratives;
    html! {
        section aria-labelledby="why" {
            h2 #why { "Why: from what is uneven to what it harms" }
            p.lede {
                "For each of the five stories, three kinds of evidence side by side. They are never averaged."
            }
            ul.toc {
                @for block in blocks {
                    @let (convergence, level, _) = standing(seen, block);
                    li {
                        a href={ "#" (block.narrative) } { (label(seen, block)) }
                        span class={ "tag " (convergence.style()) } { (verdict_words(convergence, level)) }
                    }
                }
            }
            @for (at, block) in blocks.iter().enumerate() { (article(seen, at, block, answered)) }
        }
    }
}

/// What stands: what a named person decided, else what the rule proposes.
fn standing<'a>(
    seen: &'a Seen<'_>,
    block: &NarrativeBlock,
) -> (Convergence, Option<Level>, Option<&'a Verdict>) {
    let verdict = newest(seen, block);
    let convergence = verdict.map_or(block.cell.convergence, |v| v.convergence);
    (convergence, block.cell.agreed_level.filter(|_| convergence == block.cell.convergence), verdict)
}

/// The newest verdict on a story.
pub(super) fn newest<'a>(seen: &'a Seen<'_>, block: &NarrativeBlock) -> Option<&'a Verdict> {
    seen.view.verdicts.iter().filter(|v| v.narrative == block.narrative).max_by_key(|v| (v.on, v.id))
}

fn label<'a>(seen: &'a Seen<'_>, block: &'a NarrativeBlock) -> &'a str {
    seen.lens.narrative(&block.narrative).map_or(block.narrative.as_str(), |n| n.label.as_str())
}

fn article(seen: &Seen<'_>, at: usize, block: &NarrativeBlock, answered: Option<&Answered>) -> Markup {
    let (convergence, level, verdict) = standing(seen, block);
    let label = label(seen, block);
    let (of_chain, of_strands) =
        (format!("{}-chain", block.narrative), format!("{}-strands", block.narrative));
    html! {
        article.narr.d[convergence == Convergence::Dissonance] id=(block.narrative) {
            header {
                h3 { (label) }
                span { (tag(convergence, level, verdict.is_some())) }
            }
            div data-numbers=(of_strands) {
                p.what { (block.finding.says) }
                p."small"."quiet" { (block.finding.sure) }
                (strands::odd(seen, &block.cell))
            }
            div data-numbers=(of_chain) { (chain::of(seen, block, label)) (chain::arrows(block, label)) }
            (worked::chain(block, &of_chain, label))
            div data-numbers=(of_strands) { (strands::of(seen, block)) }
            (worked::strands(seen, block, &of_strands, label))
            div data-numbers=(of_strands) { (quotes::of(seen, block)) }
            @if let Some(reading) = &block.roles {
                div data-numbers="steps" { (roles::of(seen, reading)) }
                @if !reading.findings.is_empty() { (worked::steps(reading)) }
            }
            (verdict::of(seen, at, block, verdict, answered))
        }
    }
}
