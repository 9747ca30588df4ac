//! Addresses of the pages with forms.

use std::fmt::Display;

use troth_network::Network;

use crate::urls::{home, segment};

/// What interviews say, and the list of texts.
pub(crate) fn interviews(network: &Network) -> String {
    format!("{}/interviews", home(network))
}

/// Coded passages by what is known of them.
pub(crate) fn passages(network: &Network) -> String {
    format!("{}/passages", interviews(network))
}

/// The codebook.
pub(crate) fn codebook(network: &Network) -> String {
    format!("{}/codebook", interviews(network))
}

/// One code of it, by its key.
pub(crate) fn code(network: &Network, key: &troth_say::CodeKey) -> String {
    format!("{}/{}", codebook(network), segment(key.as_str()))
}

/// Exchange with other programs.
pub(crate) fn exchange(network: &Network) -> String {
    format!("{}/exchange", interviews(network))
}

/// Double coding.
pub(crate) fn agreement(network: &Network) -> String {
    format!("{}/agreement", interviews(network))
}

/// Who has not been heard.
pub(crate) fn sampling(network: &Network) -> String {
    format!("{}/sampling", interviews(network))
}

/// Who was chosen for an interview.
pub(crate) fn chosen(network: &Network) -> String {
    format!("{}/people", sampling(network))
}

/// Somebody who was chosen.
pub(crate) fn chosen_one(network: &Network, id: impl Display) -> String {
    format!("{}/{id}", chosen(network))
}

/// One text.
pub(crate) fn transcript(network: &Network, id: impl Display) -> String {
    format!("{}/{id}", interviews(network))
}

/// Survey rounds.
pub(crate) fn survey(network: &Network) -> String {
    format!("{}/survey", home(network))
}

/// Data of survey rounds: files of other survey tools, and what leaves.
pub(crate) fn survey_data(network: &Network) -> String {
    format!("{}/data", survey(network))
}

/// Where a round is prepared that is asked in Troth.
pub(crate) fn new_round(network: &Network) -> String {
    format!("{}/prepare", survey(network))
}

/// All questions of the questionnaire that comes with Troth.
pub(crate) fn built_in_questions(network: &Network) -> String {
    format!("{}/questions", survey(network))
}

/// A round that is asked in Troth, by its id in files.
pub(crate) fn round(network: &Network, id: &str) -> String {
    format!("{}/rounds/{}", survey(network), segment(id))
}

/// What people say of the partnership in a closed round.
pub(crate) fn about_the_partnership(network: &Network, round: &str) -> String {
    format!("{}/partnership", self::round(network, round))
}

/// How good the answers of a closed round are, for the custodian.
pub(crate) fn answer_quality(network: &Network, round: &str) -> String {
    format!("{}/quality", self::round(network, round))
}

/// What people wrote in their own words in a closed round.
pub(crate) fn own_words(network: &Network, round: &str) -> String {
    format!("{}/words", self::round(network, round))
}

/// What organisations declare.
pub(crate) fn facts(network: &Network) -> String {
    format!("{}/facts", home(network))
}

/// One pathway, by its id in files.
pub(crate) fn pathway(network: &Network, id: &str) -> String {
    format!("{}/pathway/{}", facts(network), segment(id))
}

/// The partnership itself.
pub(crate) fn settings(network: &Network) -> String {
    format!("{}/settings", home(network))
}

/// Its organisations.
pub(crate) fn settings_organisations(network: &Network) -> String {
    format!("{}/organisations", settings(network))
}

/// Its people.
pub(crate) fn settings_people(network: &Network) -> String {
    format!("{}/people", settings(network))
}

/// How long data are kept.
pub(crate) fn settings_keeping(network: &Network) -> String {
    format!("{}/keeping", settings(network))
}

/// Erasing, and one's own answers.
pub(crate) fn settings_erasing(network: &Network) -> String {
    format!("{}/erasing", settings(network))
}

/// What respondents are promised.
pub(crate) fn settings_promise(network: &Network) -> String {
    format!("{}/promise", settings(network))
}

/// What was done.
pub(crate) fn settings_record(network: &Network) -> String {
    format!("{}/record", settings(network))
}

/// `path` with the notice of what was done.
pub(crate) fn done(path: &str, what: &str) -> String {
    crate::urls::with(path, &[("done", what)])
}
