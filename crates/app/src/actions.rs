//! Actions: writing one down, accepting, reviewing, deciding what follows. Two people who save at once do not
//! overwrite each other.

use troth_act::Action;
use troth_act::{
    ActionError, Next, Review, Side, SmallWin, accept, check_draft, check_ready, decide_next, order_measures,
    review, revise,
};
use troth_framework::Measure;
use troth_gate::{ActionsReading, Audience, Released, ShownAction, Viewer};
use troth_network::{ActionId, Network, OrganisationId, Pair, PersonId};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports::refuse_patients;
use crate::jobs::Subject;

/// What a form says of one side.
#[derive(Debug, Clone, Default)]
pub struct SideForm {
    /// What it expects.
    pub expectation: String,
    /// The risk it accepts.
    pub risk: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
}

/// What a form says of an action.
#[derive(Debug, Clone)]
pub struct ActionForm {
    /// The organisation on the left of the form.
    pub left: OrganisationId,
    /// The one on the right.
    pub right: OrganisationId,
    /// Narrative it works on.
    pub narrative: String,
    /// Measure, M1 to M12.
    pub measure: String,
    /// Title.
    pub title: String,
    /// The left side's part.
    pub left_side: SideForm,
    /// The right side's part.
    pub right_side: SideForm,
    /// The small win.
    pub small_win: SmallWin,
    /// The action this one follows.
    pub previous: Option<ActionId>,
}

impl App {
    /// Actions as released.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn actions(&self, network: &Network) -> Result<Released<ActionsReading>, AppError> {
        Ok(self.evidence(network.id, None).await?.map(|e| e.actions))
    }

    /// One action as released.
    ///
    /// # Errors
    /// If it is not there.
    pub async fn action(&self, network: &Network, id: ActionId) -> Result<Released<ShownAction>, AppError> {
        let all = self.actions(network).await?;
        if all.value().actions.iter().all(|a| a.action().id != id) {
            return Err(AppError::missing("This action"));
        }
        Ok(all.map(|mut all| {
            let at = all.actions.iter().position(|a| a.action().id == id).unwrap_or(0);
            all.actions.swap_remove(at)
        }))
    }

    /// Measures for a narrative: the linked ones first, then the others; neither list is a ranking.
    pub fn measures_for(&self, narrative: &str) -> (Vec<&Measure>, Vec<&Measure>) {
        let all: Vec<String> = self.lens.measures.iter().map(|m| m.id.clone()).collect();
        let linked: Vec<String> = self.lens.measures_for(narrative).iter().map(|m| m.id.clone()).collect();
        let (first, rest) = order_measures(&all, &linked);
        let find = |ids: Vec<String>| ids.iter().filter_map(|id| self.lens.measure(id)).collect();
        (find(first), find(rest))
    }

    /// Writes an action down. Both sides have to accept it before it counts as agreed.
    ///
    /// # Errors
    /// If something is missing or wrong; nothing is saved.
    pub async fn add_action(&self, network: &Network, form: ActionForm) -> Result<ActionId, AppError> {
        self.check_form(network, &form).await?;
        let pair = Pair::of(form.left, form.right);
        let (a, b) = sides(&form, pair);
        let action = Action {
            id: ActionId(self.new_id()),
            network: network.id,
            pair,
            narrative: form.narrative,
            measure: form.measure,
            title: form.title.trim().to_owned(),
            agreed_on: None,
            a,
            b,
            small_win: form.small_win,
            follows: None,
            previous: form.previous,
            created: self.now(),
        };
        check_draft(&action, self.today()).map_err(mended)?;
        check_ready(&action, self.today()).map_err(mended)?;
        self.store.insert_action(&action).await?;
        self.note(network.id, "action written", action.id.0).await?;
        self.settle_actions(network).await?;
        Ok(action.id)
    }

    /// Changes the words of an action; a changed word takes acceptances back.
    ///
    /// # Errors
    /// If something is missing or wrong, or somebody saved first.
    pub async fn revise_action(
        &self,
        network: &Network,
        id: ActionId,
        version: i64,
        form: ActionForm,
    ) -> Result<(), AppError> {
        self.check_form(network, &form).await?;
        self.change(network, id, version, |before, today| {
            let (a, b) = sides(&form, before.pair);
            let mut after = before.clone();
            let keep =
                |new: Side, old: &Side| Side { accepted: old.accepted, review: old.review.clone(), ..new };
            after.a = keep(a, &before.a);
            after.b = keep(b, &before.b);
            after.title = form.title.trim().to_owned();
            after.narrative.clone_from(&form.narrative);
            after.measure.clone_from(&form.measure);
            after.small_win = form.small_win.clone();
            revise(&before, after, today)
        })
        .await
    }

    async fn check_form(&self, network: &Network, form: &ActionForm) -> Result<(), AppError> {
        let written = [
            &form.title,
            &form.left_side.expectation,
            &form.left_side.risk,
            &form.right_side.expectation,
            &form.right_side.risk,
            &form.small_win.what,
            &form.small_win.seen_how,
        ];
        for text in written {
            refuse_patients("The action", text)?;
        }
        let people = self.people(network.id).await?;
        let mut errors = Vec::new();
        if form.title.trim().is_empty() {
            errors.push(FieldError::new("title", "Give the action a title."));
        }
        if self.lens.narrative(&form.narrative).is_none() {
            errors.push(FieldError::new("narrative", "Choose what the action works on."));
        }
        if self.lens.measure(&form.measure).is_none() {
            errors.push(FieldError::new("measure", "Choose a measure."));
        }
        for (field, side, organisation) in
            [("left_owner", &form.left_side, form.left), ("right_owner", &form.right_side, form.right)]
        {
            let fits = |id: PersonId| people.iter().any(|p| p.id == id && p.organisation == organisation);
            if side.owner.is_some_and(|id| !fits(id)) {
                errors.push(FieldError::new(field, "The owner has to work at this organisation."));
            }
        }
        for (fields, side) in [
            (["left_expectation", "left_risk", "left_owner"], &form.left_side),
            (["right_expectation", "right_risk", "right_owner"], &form.right_side),
        ] {
            let missing = [
                (side.expectation.trim().is_empty(), "Write what this side expects, in its own words."),
                (side.risk.trim().is_empty(), "Write the risk this side takes, in its own words."),
                (side.owner.is_none(), "Choose who answers for it on this side."),
            ];
            let missing = fields.into_iter().zip(missing).filter(|(_, (lacks, _))| *lacks);
            errors.extend(missing.map(|(field, (_, message))| FieldError::new(field, message)));
        }
        if form.small_win.what.trim().is_empty() {
            errors.push(FieldError::new("win_what", "Write what will have happened."));
        }
        if form.small_win.by.is_none() {
            errors.push(FieldError::new("win_by", "Give the day by which it will have happened."));
        }
        if form.small_win.seen_how.trim().is_empty() {
            errors.push(FieldError::new("win_seen", "Write how both will see it."));
        }
        if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
    }

    /// One side accepts the action as it stands.
    ///
    /// # Errors
    /// If something is still missing, or somebody saved first.
    pub async fn accept_action(
        &self,
        network: &Network,
        id: ActionId,
        version: i64,
        side: OrganisationId,
    ) -> Result<(), AppError> {
        self.speak_for(&[side])?;
        self.change(network, id, version, |action, today| accept(action, side, today)).await
    }

    /// One side reviews the action. The review stays sealed until the other side has written its own.
    ///
    /// # Errors
    /// If it is too early or written already, or somebody saved first.
    pub async fn review_action(
        &self,
        network: &Network,
        id: ActionId,
        version: i64,
        side: OrganisationId,
        words: Review,
    ) -> Result<(), AppError> {
        self.speak_for(&[side])?;
        refuse_patients("The review", &words.words)?;
        self.change(network, id, version, |action, _| review(action, side, words).map_err(|e| vec![e])).await
    }

    /// Both decide what follows.
    ///
    /// # Errors
    /// If the reviews do not allow it, or somebody saved first.
    pub async fn close_action(
        &self,
        network: &Network,
        id: ActionId,
        version: i64,
        next: Next,
    ) -> Result<(), AppError> {
        refuse_patients("The next step", &next.words)?;
        let found = self.store.action(id).await?.filter(|s| s.value.network == network.id);
        let pair = found.ok_or_else(|| AppError::missing("This action"))?.value.pair;
        self.speak_for(&[pair.a(), pair.b()])?;
        self.change(network, id, version, |action, _| decide_next(action, next).map_err(|e| vec![e])).await
    }

    async fn change(
        &self,
        network: &Network,
        id: ActionId,
        version: i64,
        step: impl FnOnce(Action, troth_network::Day) -> Result<Action, Vec<ActionError>>,
    ) -> Result<(), AppError> {
        let stored = self.store.action(id).await?.filter(|s| s.value.network == network.id);
        let stored = stored.ok_or_else(|| AppError::missing("This action"))?;
        if stored.version != version {
            return Err(AppError::Conflict(
                "Somebody else has changed this action since you opened it. Nothing of yours was saved: open it \
                 again, look at what changed, and save once more."
                    .to_owned(),
            ));
        }
        let changed = step(stored.value, self.today()).map_err(mended)?;
        self.store.update_action(&changed, version).await?;
        self.note(network.id, "action changed", id.0).await?;
        self.settle_actions(network).await
    }

    /// Actions are few and quick to release, so the page that follows shows them as they are now.
    async fn settle_actions(&self, network: &Network) -> Result<(), AppError> {
        self.refresh(network.id, Subject::Actions).await?;
        // Whoever has saved: the release is made as the job makes it, for the agreed audience and by the holder.
        let holder = self.acting(Viewer::holder(), Audience::Agreed);
        match holder.work_out_actions(network.id).await {
            // The background job was faster, or does it next; what was saved is saved.
            Ok(_) | Err(AppError::Conflict(_)) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

fn sides(form: &ActionForm, pair: Pair) -> (Side, Side) {
    let side = |form: &SideForm| Side {
        expectation: form.expectation.trim().to_owned(),
        risk: form.risk.trim().to_owned(),
        owner: form.owner,
        accepted: false,
        review: None,
    };
    let (left, right) = (side(&form.left_side), side(&form.right_side));
    if pair.a() == form.left { (left, right) } else { (right, left) }
}

/// What has to be mended, with the field it belongs to; `action` where it is none in particular.
fn mended(errors: Vec<ActionError>) -> AppError {
    let field = |error: &ActionError| match error {
        ActionError::DateInPast { .. } | ActionError::NoDate => "win_by",
        ActionError::OneOrganisation => "right",
        ActionError::NoWords => "words",
        ActionError::TooBig => "size",
        _ => "action",
    };
    AppError::Invalid(errors.into_iter().map(|e| FieldError::new(field(&e), e.to_string())).collect())
}
