//! Erasing: answers, people, transcripts, accounts, and released words. Each is one transaction; whoever erases calls
//! [`Store::leave_no_trace`] afterwards.

use std::collections::BTreeSet;

use sqlx::FromRow;
use troth_gate::AccessRole;
use troth_network::{
    NetworkId, OrganisationId, PersonId, RespondentKey, Timestamp, TranscriptId, UserId, WaveId,
};
use troth_say::{Claim, Coding, CodingTask, Decision, Statement};
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;
use crate::release::LEDGER_LOCK;
use crate::survey::erase_comments;
use crate::transcript::StoredTranscript;
use crate::user::ROLES_LOCK;

/// What stands in the place of an erased person's name.
pub const ERASED_PERSON: &str = "Somebody who was erased";

/// Answers that were erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasedAnswers {
    /// How many.
    pub answers: u64,
    /// In which rounds.
    pub waves: Vec<WaveId>,
}

/// What remains of a transcript from which a speaker was taken out.
#[derive(Debug, Clone, Copy)]
pub struct Rest<'a> {
    /// The new text.
    pub text: &'a StoredTranscript,
    /// Passages of the others.
    pub codings: &'a [Coding],
    /// Claims of the others.
    pub claims: &'a [Claim],
    /// What the others say of their passages. Their links lead to the new text.
    pub statements: &'a [Statement],
    /// All statements of the old text that were looked at.
    pub seen: &'a [Uuid],
    /// Who codes it, where it is coded double.
    pub tasks: &'a [CodingTask],
    /// What was decided where codings differ, in order.
    pub decisions: &'a [Decision],
}

#[derive(FromRow)]
struct WaveRow {
    wave: Uuid,
}

impl Store {
    /// The respondent of a rater whose id in files has this salted hash.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn respondent_by_hash(
        &self,
        network: NetworkId,
        rater: OrganisationId,
        hash: &str,
    ) -> Result<Option<RespondentKey>, StoreError> {
        let sql = "SELECT key FROM respondent WHERE network = $1 AND rater = $2 AND external_hash = $3";
        let row = fetch_optional!(self.db.reader(), (String,), sql, network.0, rater.0, hash)?;
        Ok(row.map(|row| RespondentKey(row.0)))
    }

    /// Erases a respondent with all answers; after that the key leads to nobody.
    ///
    /// # Errors
    /// Not found, if the network has no such respondent.
    pub async fn erase_respondent(
        &self,
        network: NetworkId,
        key: &RespondentKey,
    ) -> Result<ErasedAnswers, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "SELECT key FROM respondent WHERE network = $1 AND key = $2";
        if fetch_optional!(tx.on(), (String,), sql, network.0, &key.0)?.is_none() {
            return Err(StoreError::not_found("respondent", "with this key"));
        }
        let sql = "SELECT wave FROM rating WHERE respondent = $1 \
                   UNION SELECT wave FROM own_answer WHERE respondent = $1 ORDER BY wave";
        let waves = fetch_all!(tx.on(), WaveRow, sql, &key.0)?;
        let mut answers = execute!(tx.on(), "DELETE FROM rating WHERE respondent = $1", &key.0)?;
        answers += execute!(tx.on(), "DELETE FROM own_answer WHERE respondent = $1", &key.0)?;
        execute!(tx.on(), "DELETE FROM receipt WHERE respondent = $1", &key.0)?;
        execute!(tx.on(), "DELETE FROM respondent WHERE key = $1", &key.0)?;
        tx.commit().await?;
        Ok(ErasedAnswers { answers, waves: waves.into_iter().map(|row| WaveId(row.wave)).collect() })
    }

    /// Erases what the representative of an organisation answered.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_representative(&self, rater: OrganisationId) -> Result<ErasedAnswers, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "SELECT wave FROM rating WHERE rater = $1 AND respondent IS NULL \
                   UNION SELECT wave FROM own_answer WHERE rater = $1 AND respondent IS NULL ORDER BY wave";
        let waves = fetch_all!(tx.on(), WaveRow, sql, rater.0)?;
        let sql = "DELETE FROM rating WHERE rater = $1 AND respondent IS NULL";
        let mut answers = execute!(tx.on(), sql, rater.0)?;
        let sql = "DELETE FROM own_answer WHERE rater = $1 AND respondent IS NULL";
        answers += execute!(tx.on(), sql, rater.0)?;
        execute!(tx.on(), "DELETE FROM receipt WHERE rater = $1 AND respondent IS NULL", rater.0)?;
        tx.commit().await?;
        Ok(ErasedAnswers { answers, waves: waves.into_iter().map(|row| WaveId(row.wave)).collect() })
    }

    /// Erases all answers of a round, and the respondents who have none left. Free words leave what was released of it at
    /// `now`. Returns how many answers.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_answers_of(
        &self,
        network: NetworkId,
        wave: WaveId,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let mut answers = execute!(tx.on(), "DELETE FROM rating WHERE wave = $1", wave.0)?;
        answers += execute!(tx.on(), "DELETE FROM own_answer WHERE wave = $1", wave.0)?;
        answers += erase_comments(&mut tx, wave, None, now).await?;
        execute!(tx.on(), "DELETE FROM receipt WHERE wave = $1", wave.0)?;
        let sql = "DELETE FROM respondent WHERE network = $1 AND NOT EXISTS \
                   (SELECT 1 FROM rating WHERE rating.respondent = respondent.key) AND NOT EXISTS \
                   (SELECT 1 FROM own_answer WHERE own_answer.respondent = respondent.key)";
        execute!(tx.on(), sql, network.0)?;
        tx.commit().await?;
        Ok(answers)
    }

    /// Takes name, id in files and level of a person away. What the person decided stays, by somebody who was erased.
    ///
    /// # Errors
    /// Not found, if the network has no such person.
    pub async fn erase_person(&self, network: NetworkId, person: PersonId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql =
            "UPDATE person SET name = $3, external_id = $4, role_level = NULL WHERE network = $1 AND id = $2";
        let id = format!("erased-{}", person.0.simple());
        if execute!(tx.on(), sql, network.0, person.0, ERASED_PERSON, &id)? == 0 {
            return Err(StoreError::not_found("person", person));
        }
        tx.commit().await
    }

    /// Erases a transcript in all versions with its speakers, turns, coded passages, claims and decisions, its words in the search,
    /// saved questions that may name it, and every released reading of the interviews of its network, since readings
    /// quote. With `rest`, what remains of it is stored in its place, as a new transcript. The speakers' own links and
    /// statements go with it, and those of the speakers who remain move along.
    ///
    /// # Errors
    /// Not found, if the network has no such transcript; a conflict if somebody said something of it meanwhile.
    pub async fn erase_transcript(
        &self,
        network: NetworkId,
        id: TranscriptId,
        rest: Option<Rest<'_>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        if let Some(rest) = rest {
            // Locks the text. What somebody takes back at this moment must not get lost on the way.
            execute!(tx.on(), "UPDATE transcript SET version = version WHERE id = $1", id.0)?;
            let sql = "SELECT id FROM speaker_statement WHERE transcript = $1";
            let now_there: BTreeSet<Uuid> =
                fetch_all!(tx.on(), (Uuid,), sql, id.0)?.into_iter().map(|row| row.0).collect();
            if now_there != rest.seen.iter().copied().collect() {
                let why =
                    "a speaker of the text said something of their passages at the same moment. Try again.";
                return Err(StoreError::Conflict { what: "The erasure", why: why.to_owned() });
            }
            crate::transcript::insert(&mut tx, &rest.text.transcript, &rest.text.speakers, &rest.text.turns)
                .await?;
            for label in rest.text.speakers.iter().map(|s| &s.label) {
                let sql = "UPDATE check_link SET transcript = $2 WHERE transcript = $1 AND label = $3";
                execute!(tx.on(), sql, id.0, rest.text.transcript.id.0, label)?;
            }
        }
        // Who was chosen stays; where words of the text remain, the link leads there.
        let new = rest.map(|rest| rest.text.transcript.id.0);
        execute!(tx.on(), "UPDATE sampling SET transcript = $2 WHERE transcript = $1", id.0, new)?;
        let sql = "DELETE FROM check_session WHERE link IN (SELECT id FROM check_link WHERE transcript = $1)";
        execute!(tx.on(), sql, id.0)?;
        for sql in [
            "DELETE FROM check_link WHERE transcript = $1",
            "DELETE FROM speaker_statement WHERE transcript = $1",
            "DELETE FROM brought WHERE transcript = $1",
            "DELETE FROM coding WHERE transcript = $1",
            "DELETE FROM coding_task WHERE transcript = $1",
            "DELETE FROM coding_decision WHERE transcript = $1",
            "DELETE FROM claim WHERE transcript = $1",
            "DELETE FROM coding_step WHERE transcript = $1",
            "DELETE FROM text_version WHERE transcript = $1",
            "DELETE FROM text_key WHERE transcript = $1",
            "DELETE FROM turn WHERE transcript = $1",
            "DELETE FROM speaker WHERE transcript = $1",
        ] {
            execute!(tx.on(), sql, id.0)?;
        }
        crate::search::forget(&mut tx, id).await?;
        crate::saved_query::forget_naming(&mut tx, network).await?;
        let sql = "DELETE FROM transcript WHERE network = $1 AND id = $2";
        if execute!(tx.on(), sql, network.0, id.0)? == 0 {
            return Err(StoreError::not_found("transcript", id));
        }
        if let Some(rest) = rest {
            for coding in rest.codings {
                crate::coding::insert(&mut tx, coding).await?;
            }
            for claim in rest.claims {
                crate::claim::insert(&mut tx, claim).await?;
            }
            for statement in rest.statements {
                crate::statement::insert(&mut tx, statement).await?;
            }
            for task in rest.tasks {
                crate::coding_task::insert(&mut tx, task).await?;
            }
            for decision in rest.decisions {
                crate::coding_decision::insert(&mut tx, decision).await?;
            }
        }
        execute!(tx.on(), LONELY)?;
        erase_released(&mut tx, network, "interviews", now).await?;
        tx.commit().await?;
        self.shelf.forget(id);
        Ok(())
    }

    /// Erases coded passages, claims and decisions between codings with their notes, and every released reading of the interviews of the network. Returns
    /// how many passages there were.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_codings(
        &self,
        network: NetworkId,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM coding WHERE coded_at < $2 AND transcript IN \
                   (SELECT id FROM transcript WHERE network = $1)";
        let codings = execute!(tx.on(), sql, network.0, before.micros())?;
        let sql = "DELETE FROM claim WHERE coded_at < $2 AND transcript IN \
                   (SELECT id FROM transcript WHERE network = $1)";
        execute!(tx.on(), sql, network.0, before.micros())?;
        let sql = "DELETE FROM coding_decision WHERE made_at < $2 AND transcript IN \
                   (SELECT id FROM transcript WHERE network = $1)";
        execute!(tx.on(), sql, network.0, before.micros())?;
        // What could bring erased passages and notes back goes as a whole.
        let sql =
            "DELETE FROM coding_step WHERE transcript IN (SELECT id FROM transcript WHERE network = $1)";
        execute!(tx.on(), sql, network.0)?;
        execute!(tx.on(), LONELY)?;
        // Amended words are words; the stretch stays closed, so that those they replaced do not come back.
        let sql = "UPDATE speaker_statement SET amended = NULL, permission = 'not_quoted' \
                   WHERE amended IS NOT NULL AND stated_at < $2 AND transcript IN \
                   (SELECT id FROM transcript WHERE network = $1)";
        let amended = execute!(tx.on(), sql, network.0, before.micros())?;
        if codings + amended > 0 {
            erase_released(&mut tx, network, "interviews", now).await?;
        }
        tx.commit().await?;
        Ok(codings)
    }

    /// Erases an account: name, address, password, second factor, sessions, links and roles. Its id stays in the
    /// record and in the ledger and leads to nobody.
    ///
    /// # Errors
    /// Not found; a conflict if a network would be left without a custodian who can sign in.
    pub async fn erase_account(&self, account: UserId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.one_at_a_time(ROLES_LOCK).await?;
        let sql = "SELECT COUNT(*) FROM membership mine WHERE mine.account = $1 AND mine.role = $2 AND NOT EXISTS \
                   (SELECT 1 FROM membership m JOIN credential c ON c.account = m.account \
                   WHERE m.network = mine.network AND m.account <> $1 AND m.role = $2 AND (c.password IS NOT NULL OR EXISTS \
                   (SELECT 1 FROM account_subject s WHERE s.account = c.account)))";
        if fetch_one!(tx.on(), (i64,), sql, account.0, AccessRole::Custodian.id())?.0 > 0 {
            let why = "a partnership needs a custodian who can sign in. Name another one first, and wait until they \
                       have accepted.";
            return Err(StoreError::Conflict { what: "The erasure", why: why.to_owned() });
        }
        for sql in [
            "DELETE FROM session WHERE account = $1",
            "DELETE FROM account_link WHERE account = $1",
            "DELETE FROM recovery_code WHERE account = $1",
            "DELETE FROM account_subject WHERE account = $1",
            "DELETE FROM oidc_attempt WHERE account = $1",
            "DELETE FROM reminded WHERE account = $1",
            "UPDATE mail SET account = NULL WHERE account = $1",
            "DELETE FROM credential WHERE account = $1",
            "DELETE FROM membership WHERE account = $1",
        ] {
            execute!(tx.on(), sql, account.0)?;
        }
        if execute!(tx.on(), "DELETE FROM account WHERE id = $1", account.0)? == 0 {
            return Err(StoreError::not_found("account", account));
        }
        tx.commit().await
    }
}

/// What second readers say of codings that are gone.
const LONELY: &str =
    "DELETE FROM confirmation WHERE NOT EXISTS (SELECT 1 FROM coding WHERE coding.id = confirmation.coding)";

/// Empties every release of a kind; the entries of the ledger stay, as they hold opaque ids and hashes alone.
pub(crate) async fn erase_released(
    tx: &mut Tx,
    network: NetworkId,
    kind: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.one_at_a_time(LEDGER_LOCK).await?;
    let sql = "UPDATE release SET body = '', erased_at = $3 WHERE erased_at IS NULL AND entry IN \
               (SELECT id FROM ledger_entry WHERE network = $1 AND kind = $2)";
    execute!(tx.on(), sql, network.0, kind, now.micros())?;
    // What is being worked out at the moment rests on what was taken back: it is not released.
    let sql = "INSERT INTO taken_back (network, kind, number) VALUES ($1, $2, 1) \
               ON CONFLICT (network, kind) DO UPDATE SET number = taken_back.number + 1";
    execute!(tx.on(), sql, network.0, kind)?;
    Ok(())
}
