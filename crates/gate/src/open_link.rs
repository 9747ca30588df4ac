//! Respondents who came by an organisation's open link. Nobody vouches that each is one person: somebody could answer five
//! times and so bring a colleague's answer out alone. So they never count where a number of people is asked for, nor where it is
//! asked whether nearly everybody gave the same end of a scale; and as people with an answer of their own they are
//! protected like everybody else.

/// How the pseudonyms of such respondents begin.
pub const MARK: &str = "open-";

/// Whether a respondent counts as a person.
pub fn counts(respondent: &str) -> bool {
    !respondent.starts_with(MARK)
}

/// How many of these respondents count.
pub fn counted<'a, S: AsRef<str> + 'a + ?Sized>(respondents: impl IntoIterator<Item = &'a S>) -> usize {
    respondents.into_iter().filter(|respondent| counts(respondent.as_ref())).count()
}
