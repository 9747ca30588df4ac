//! The relationship page: the whole chain of one pair of organisations on one page.

use troth_act::{Stage, stage};
use troth_gate::{Audience, Released, ShownAction};
use troth_lens::sentence::{Finding, about_pair};
use troth_lens::{Arrows, Dumbbell, DumbbellRow, Named, Verdict, WhyCell};
use troth_network::{Direction, Network, Pair, Value, Wave};
use troth_record::RolesReading;
use troth_say::PassageRef;

use super::beside::{FeltBeside, PersonBeside, Sides, felt, person};
use super::since::{Before, Since};
use super::working::Working;
use super::{CONTACT, RELIANCE, question, subject};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;
use crate::results::Evidence;
use crate::views::map::in_sentence;
use crate::views::why::sectors;

/// One box of the chain: a question with both sides.
pub type ChainBox = DumbbellRow;

/// One narrative of the page.
#[derive(Debug, Clone)]
pub struct NarrativeBlock {
    /// The narrative's id.
    pub narrative: String,
    /// The three strands and their convergence.
    pub cell: WhyCell,
    /// The finding in a sentence.
    pub finding: Finding,
    /// What is uneven (scores of the narrative: 1 means even).
    pub uneven: ChainBox,
    /// Trust aspects it erodes.
    pub aspects: Vec<ChainBox>,
    /// Joint work it harms.
    pub outcomes: Vec<ChainBox>,
    /// What goes together along its arrows, over the whole partnership.
    pub arrows: Arrows,
    /// Passages that may be shown, of the pair first, then of the two sectors.
    pub passages: Vec<PassageRef>,
    /// Who was not heard, in words.
    pub not_heard: Vec<String>,
    /// What stands behind the survey's figures of this narrative: what is uneven, kinds of trust, joint work.
    pub workings: Vec<Working>,
    /// Roles on the pathway, for the narrative `roles`.
    pub roles: Option<RolesReading>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct RelationshipBody {
    /// The page's sentence.
    pub finding: Finding,
    /// Overall reliance, both sides.
    pub reliance: DumbbellRow,
    /// Overall reliance of both together, where both sides are shown.
    pub level: Option<Value>,
    /// The four aspects and the contact, both sides.
    pub dumbbell: Dumbbell,
    /// The five narratives.
    pub narratives: Vec<NarrativeBlock>,
    /// Actions of the two, newest first, with their stage.
    pub actions: Vec<(ShownAction, Stage)>,
    /// What stands behind overall reliance; `None` if it has no answers.
    pub working: Option<Working>,
    /// What stands behind each row of the dumbbell that has answers.
    pub workings: Vec<Working>,
    /// Whether one side shows staff and the other its representative.
    pub unlike_sources: bool,
    /// What changed since the round before.
    pub since: Since,
    /// Reliance on the organisation and on a person there, each side by itself.
    pub person: Sides<PersonBeside>,
    /// What each side thinks the other would say, beside what it says.
    pub felt: Sides<FeltBeside>,
}

/// The page.
#[derive(Debug)]
pub struct RelationshipView {
    /// The page's left organisation.
    pub left: Named,
    /// The right one.
    pub right: Named,
    /// The wave; `None` if there is none yet.
    pub wave: Option<Wave>,
    /// All waves.
    pub waves: Vec<Wave>,
    /// What is shown.
    pub body: Released<RelationshipBody>,
    /// The newest verdicts on this pair.
    pub verdicts: Vec<Verdict>,
}

impl App {
    /// The relationship page of two organisations, by their ids in files.
    ///
    /// # Errors
    /// If an organisation or wave is not there, or both are the same.
    pub async fn relationship(
        &self,
        network: &Network,
        left: &str,
        right: &str,
        wave: Option<&str>,
    ) -> Result<RelationshipView, AppError> {
        let names = self.names(network.id).await?;
        let find =
            |id: &str| names.by_external(id).cloned().ok_or_else(|| AppError::missing("This organisation"));
        let (left, right) = (find(left)?, find(right)?);
        if left.id == right.id {
            return Err(AppError::NotFound(
                "A relationship has two organisations. Choose another one.".to_owned(),
            ));
        }
        let wave = self.wave(network, wave).await?;
        let evidence = self.evidence(network.id, wave.as_ref().map(|w| w.id)).await?;
        let pair = Pair::of(left.id, right.id);
        // A partner who looks at two others under a promise that does not show them: not silence, and nothing of it.
        let hidden = matches!(evidence.seal().audience, Audience::Partner(own) if !pair.has(own));
        let mut verdicts = self.verdicts_beside(&evidence, wave.as_ref()).await?;
        let before = self.before(network, wave.as_ref()).await?;
        let body = self.with_before(&evidence, before, &left, &right, |e| {
            let mut body = self.relationship_body(e, &names, &left, &right);
            if hidden {
                body.finding = not_for_partners(&left, &right);
            }
            body
        });
        verdicts.retain(|v| v.pair == pair);
        Ok(RelationshipView { left, right, waves: self.waves(network.id).await?, wave, body, verdicts })
    }

    /// The page of one round with what changed since the round before, which has to be released to the same readers.
    fn with_before(
        &self,
        evidence: &Released<Evidence>,
        before: Option<Before>,
        left: &Named,
        right: &Named,
        body: impl Fn(&Evidence) -> RelationshipBody,
    ) -> Released<RelationshipBody> {
        let Some(Before { label, evidence: earlier, questions }) = before else {
            return evidence.view(body);
        };
        match evidence.clone().and(earlier) {
            None => evidence.view(|e| RelationshipBody {
                since: Since::OtherReaders { before: label.clone() },
                ..body(e)
            }),
            Some(two) => two.view(|(now, then)| RelationshipBody {
                since: self.changes((now, then), (&label, questions.as_ref()), left, right),
                ..body(now)
            }),
        }
    }

    fn relationship_body(
        &self,
        evidence: &Evidence,
        names: &Names,
        left: &Named,
        right: &Named,
    ) -> RelationshipBody {
        let (pair, forth) = (Pair::of(left.id, right.id), Direction { from: left.id, to: right.id });
        let row = |concept: &str, note: &str| {
            DumbbellRow::of(&question(&self.lens, concept), note, evidence.rating(concept), left.id, right.id)
        };
        let mut concepts: Vec<String> =
            self.lens.aspects.iter().map(|a| format!("aspect:{}", a.id)).collect();
        let mut rows: Vec<DumbbellRow> =
            self.lens.aspects.iter().zip(&concepts).map(|(a, concept)| row(concept, &a.name)).collect();
        rows.push(row(CONTACT, "a person, not the organisation"));
        concepts.push(CONTACT.to_owned());
        let reading = evidence.rating(RELIANCE);
        let finding = match reading {
            Some(reading) => about_pair(
                reading,
                &subject(&self.lens, RELIANCE),
                (left.id, &left.name),
                (right.id, &in_sentence(&right.name)),
            ),
            None => Finding {
                says: format!("There are no survey answers about {} and {} to show.", left.name, right.name),
                sure: "Cannot tell from the survey; see interviews and facts below.".to_owned(),
                sureness: troth_lens::Sureness::CannotTell,
            },
        };
        let mut actions: Vec<(ShownAction, Stage)> = evidence
            .actions
            .actions
            .iter()
            .filter(|a| a.action().pair == pair)
            .map(|a| (a.clone(), self.stage_of(a)))
            .collect();
        actions.reverse();
        RelationshipBody {
            finding,
            reliance: row(RELIANCE, ""),
            level: reading.and_then(|r| r.pair(pair)).map(|p| p.level.clone()),
            dumbbell: Dumbbell { left: left.clone(), right: right.clone(), rows },
            narratives: self.blocks(evidence, names, left, right),
            actions,
            working: self.working(evidence, RELIANCE),
            workings: self.workings(evidence, &concepts),
            unlike_sources: reading.and_then(|r| r.pair(pair)).is_some_and(|p| p.unlike_sources),
            since: Since::First,
            person: person(evidence, forth),
            felt: felt(evidence, forth),
        }
    }

    /// The stage of an action as far as it is shown: sealed reviews count as written, not what they say.
    pub fn stage_of(&self, shown: &ShownAction) -> Stage {
        let action = shown.action();
        match (shown.a_reviewed, shown.b_reviewed) {
            (true, false) => Stage::WaitingForReview(action.pair.b()),
            (false, true) => Stage::WaitingForReview(action.pair.a()),
            _ => stage(action, self.today()),
        }
    }

    fn blocks(&self, evidence: &Evidence, names: &Names, left: &Named, right: &Named) -> Vec<NarrativeBlock> {
        let pair = Pair::of(left.id, right.id);
        let row = |concept: String| {
            DumbbellRow::of(&question(&self.lens, &concept), "", evidence.rating(&concept), left.id, right.id)
        };
        self.cells(evidence, names, pair)
            .into_iter()
            .filter_map(|cell| {
                let narrative = self.lens.narrative(&cell.narrative)?;
                let mut uneven = row(format!("narrative:{}", narrative.id));
                uneven.label = narrative.uneven.clone();
                let (passages, not_heard) = heard(evidence, names, pair, &narrative.id);
                let aspects: Vec<String> =
                    narrative.erodes.iter().map(|a| format!("aspect:{}", a.to)).collect();
                let outcomes: Vec<String> =
                    narrative.harms.iter().map(|a| format!("outcome:{}", a.to)).collect();
                let own = [format!("narrative:{}", narrative.id)];
                Some(NarrativeBlock {
                    finding: self.cell_finding(&cell, &left.name, &in_sentence(&right.name)),
                    uneven,
                    workings: self.workings(evidence, own.iter().chain(&aspects).chain(&outcomes)),
                    aspects: aspects.into_iter().map(row).collect(),
                    outcomes: outcomes.into_iter().map(row).collect(),
                    arrows: self.arrows(evidence, narrative),
                    passages,
                    not_heard,
                    roles: (narrative.id == "roles")
                        .then(|| evidence.facts.roles.iter().find(|r| r.pair == pair).cloned())
                        .flatten(),
                    narrative: narrative.id.clone(),
                    cell,
                })
            })
            .collect()
    }
}

/// Passages that may be shown beside a pair, and who was not heard.
fn heard(evidence: &Evidence, names: &Names, pair: Pair, narrative: &str) -> (Vec<PassageRef>, Vec<String>) {
    let mut passages: Vec<PassageRef> = Vec::new();
    let by_pair = evidence.interviews.pairs.iter().find(|p| p.pair == pair && p.narrative == narrative);
    if let Some(reading) = by_pair {
        passages.extend(reading.passages.iter().cloned());
    }
    let between = sectors(names, pair);
    let by_sector = evidence
        .interviews
        .sectors
        .iter()
        .find(|s| Some(&s.between) == between.as_ref() && s.narrative == narrative);
    let mut not_heard = Vec::new();
    if let Some(reading) = by_sector {
        for passage in &reading.passages {
            if !passages.iter().any(|p| p.coding == passage.coding) && fits(passage, pair) {
                passages.push(passage.clone());
            }
        }
        not_heard =
            reading.not_heard.iter().map(|n| n.words(|sector| sector.words().to_lowercase())).collect();
    }
    (passages, not_heard)
}

/// A passage of the sectors stands beside a pair only if it is not attributed to a third organisation.
fn fits(passage: &PassageRef, pair: Pair) -> bool {
    use troth_say::Attribution;
    match &passage.attribution {
        Attribution::Sector(_) => true,
        Attribution::Organisation { organisation, .. } => pair.has(*organisation),
        Attribution::Named { organisation, .. } => organisation.is_none_or(|o| pair.has(o)),
    }
}

fn not_for_partners(left: &Named, right: &Named) -> Finding {
    Finding {
        says: format!("What {} and {} say of each other is not shown to partners.", left.name, right.name),
        sure: "That was promised to those who answered in this round.".to_owned(),
        sureness: troth_lens::Sureness::CannotTell,
    }
}
