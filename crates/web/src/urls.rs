//! Addresses of the analysis pages. Ids from files may hold anything, so each becomes one safe path segment.

use std::fmt::Write as _;

use troth_network::Network;

/// The framework, outside any partnership.
pub(crate) const FRAMEWORK: &str = "/framework";
/// Where a first partnership is founded.
pub(crate) const START: &str = "/start";

/// Partnerships side by side.
pub(crate) const COMPARE: &str = "/compare";
/// How each number and word was made.
pub(crate) const METHODS: &str = "/methods";

/// Where people sign in.
pub(crate) const SIGN_IN: &str = "/sign-in";
/// Where the second factor is asked for.
pub(crate) const SIGN_IN_CODE: &str = "/sign-in/code";
/// Where people are sent on to their organisation's sign-in.
pub(crate) const SIGN_IN_OIDC: &str = "/sign-in/oidc";
/// Where they are sent on to prove once more who they are.
pub(crate) const CONFIRM_OIDC: &str = "/confirm/oidc";
/// Where they are sent on to link their account.
#[cfg(feature = "oidc")]
pub(crate) const ACCOUNT_OIDC: &str = "/account/oidc";
/// Where a session ends.
pub(crate) const SIGN_OUT: &str = "/sign-out";
/// Where the password is asked for once more.
pub(crate) const CONFIRM: &str = "/confirm";
/// Where a forgotten password begins.
pub(crate) const FORGOTTEN: &str = "/forgotten";
/// One's own account.
pub(crate) const ACCOUNT: &str = "/account";
/// Where a second factor is set up.
pub(crate) const SECOND_FACTOR: &str = "/account/second-factor";

/// Where an invitation or a reset leads.
pub(crate) fn link(secret: &str) -> String {
    format!("/link/{secret}")
}

/// Where somebody who was invited is sent on to their organisation's sign-in.
pub(crate) fn link_oidc(secret: &str) -> String {
    format!("{}/oidc", link(secret))
}

/// Who has access to a partnership.
pub(crate) fn access(network: &Network) -> String {
    format!("{}/settings/access", home(network))
}

/// One page on a method, by its file without the ending.
pub(crate) fn method(page: &str) -> String {
    format!("{METHODS}/{page}")
}

/// `text` as one path segment or query value: everything but letters, digits, `-`, `_`, `~` and `.` becomes `%XX`.
pub(crate) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~' | b'.') {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The first page of a partnership.
pub(crate) fn home(network: &Network) -> String {
    format!("/n/{}", segment(&network.slug))
}

/// The map.
pub(crate) fn map(network: &Network) -> String {
    format!("{}/map", home(network))
}

/// All organisations.
pub(crate) fn organisations(network: &Network) -> String {
    format!("{}/organisations", home(network))
}

/// One organisation, by its id in files.
pub(crate) fn organisation(network: &Network, id: &str) -> String {
    format!("{}/{}", organisations(network), segment(id))
}

/// A relationship, by the ids in files; `left` stands left.
pub(crate) fn between(network: &Network, left: &str, right: &str) -> String {
    format!("{}/between/{}/{}", home(network), segment(left), segment(right))
}

/// The Why page.
pub(crate) fn why(network: &Network) -> String {
    format!("{}/why", home(network))
}

/// All actions.
pub(crate) fn actions(network: &Network) -> String {
    format!("{}/actions", home(network))
}

/// One action, by its id.
pub(crate) fn action(network: &Network, id: &str) -> String {
    format!("{}/{}", actions(network), segment(id))
}

/// A new action on a relationship, and possibly one narrative of it.
pub(crate) fn new_action(network: &Network, left: &str, right: &str, narrative: Option<&str>) -> String {
    let base = format!("{}/new", actions(network));
    let mut asked = vec![("left", left), ("right", right)];
    asked.extend(narrative.map(|n| ("narrative", n)));
    with(&base, &asked)
}

/// `path` with the values that are not empty as its query.
pub(crate) fn with(path: &str, values: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut sign = '?';
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "{sign}{name}={}", segment(value));
        sign = '&';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_becomes_one_segment() {
        assert_eq!(segment("gp/n\u{f6}rd.1 & co?#%"), "gp%2Fn%C3%B6rd.1%20%26%20co%3F%23%25");
    }

    #[test]
    fn empty_values_stay_out_of_the_query() {
        assert_eq!(
            with("/map", &[("wave", ""), ("question", "aspect:fairness")]),
            "/map?question=aspect%3Afairness"
        );
        assert_eq!(with("/map", &[("wave", "2"), ("sector", "a b")]), "/map?wave=2&sector=a%20b");
        assert_eq!(with("/map", &[]), "/map");
    }
}
