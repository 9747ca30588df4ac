//! Receipts: a code shown once at the end, with which alone somebody reads or erases their own answers after the round.

use troth_gate::ledger::sha256_hex;
use troth_network::{AnswerRole, Network, Organisation, Rating, Wave};
use troth_rate::round::{OwnAnswer, ReceiptOf};

use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

/// Letters and digits that cannot be taken for each other.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a receipt finds.
#[derive(Debug, Clone)]
pub struct OwnReceipt {
    found: ReceiptOf,
    comment: String,
    /// The partnership.
    pub network: Network,
    /// The round.
    pub wave: Wave,
    /// For whom the answers were given.
    pub organisation: Organisation,
    /// As what.
    pub role: AnswerRole,
    /// Answers about partners.
    pub ratings: Vec<Rating>,
    /// Other answers.
    pub own: Vec<OwnAnswer>,
    /// Own words that are kept apart.
    pub words: Vec<String>,
}

/// A receipt of 100 random bits, in groups of five.
pub(super) fn drawn_receipt(secret: [u8; 20]) -> String {
    let letters: Vec<char> = secret.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The code as it was drawn, from how somebody typed it.
fn typed(receipt: &str) -> String {
    let upper = receipt.to_uppercase();
    let kept = upper.chars().filter(char::is_ascii_alphanumeric);
    // Read aloud or copied by hand these are taken for each other.
    kept.map(|c| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    })
    .collect()
}

/// What is kept of a receipt.
pub(super) fn receipt_hash(receipt: &str) -> String {
    sha256_hex(format!("receipt:{}", typed(receipt)).as_bytes())
}

/// What leads from a receipt to free words, and from them to nothing else that is stored.
pub(super) fn comment_hash(receipt: &str) -> String {
    sha256_hex(format!("words:{}", typed(receipt)).as_bytes())
}

impl App {
    /// What a receipt finds in closed rounds; `None` if it finds nothing. Nobody guesses one of 2^100, so tries are not
    /// counted: whoever wanted to could make everybody else wait.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn by_receipt(&self, receipt: &str) -> Result<Option<OwnReceipt>, AppError> {
        let (hash, comment) = (receipt_hash(receipt), comment_hash(receipt));
        let Some(found) = self.store.receipt(&hash).await? else { return Ok(None) };
        let Some(wave) = self.store.wave(found.wave).await? else { return Ok(None) };
        let Some(network) = self.store.network(wave.network).await? else { return Ok(None) };
        let organisations = self.store.organisations(network.id).await?;
        let Some(organisation) = organisations.into_iter().find(|o| o.id == found.rater) else {
            return Ok(None);
        };
        let (mut ratings, role) = match &found.respondent {
            Some(key) => (self.store.ratings_by(key).await?, AnswerRole::Staff),
            None => (self.store.ratings_by_representative(found.rater).await?, AnswerRole::Representative),
        };
        ratings.retain(|rating| rating.wave == wave.id);
        let mut own = self.store.own_answers(wave.id).await?;
        own.retain(|answer| answer.rater == found.rater && answer.respondent == found.respondent);
        let comments = self.store.comments(wave.id).await?;
        let words = comments.into_iter().filter(|c| c.receipt.as_deref() == Some(&comment)).map(|c| c.words);
        let words = words.collect();
        Ok(Some(OwnReceipt { found, comment, network, wave, organisation, role, ratings, own, words }))
    }

    /// Erases what a receipt finds, in that round alone. Figures that were released stay until the next release, which
    /// is asked for; words leave what was released at once.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn erase_by_receipt(&self, receipt: &OwnReceipt) -> Result<(), AppError> {
        self.store.erase_receipt(&receipt.found, &receipt.comment, self.now()).await?;
        self.store.leave_no_trace().await?;
        // The number of the erasure: nothing that leads to the person.
        self.note(receipt.network.id, "answers erased", self.new_id()).await?;
        self.refresh(receipt.network.id, Subject::Words(receipt.wave.id)).await?;
        self.refresh(receipt.network.id, Subject::Ratings(receipt.wave.id)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_can_be_typed_with_small_letters_and_without_groups() {
        let receipt = drawn_receipt([10, 33, 0, 255, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        assert_eq!(receipt, "A10Z7-12345-6789A-BCDEF");
        assert_eq!(receipt_hash(&receipt), receipt_hash(" a1oz7 l2345 6789abcdef "));
        assert_ne!(receipt_hash(&receipt), comment_hash(&receipt));
    }
}
