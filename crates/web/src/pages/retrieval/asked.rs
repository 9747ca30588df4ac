//! The fields of an address, of which one name may come several times.

use axum::extract::Query as Fields;
use axum::http::Uri;
use troth_say::retrieval::Query;

/// The fields in their order.
pub(super) type Pairs = Vec<(String, String)>;

/// The first that is filled of this name.
pub(super) fn field<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(is, value)| is == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
}

/// A whole number in a field; what is none counts as not given.
pub(super) fn number(pairs: &[(String, String)], name: &str) -> Option<usize> {
    field(pairs, name)?.parse().ok()
}

/// The fields of a query as an address holds them: `code=…&polarity=loss`.
pub(super) fn written(query: &Query) -> String {
    let pairs = query.pairs();
    let fields = pairs.iter().map(|(name, value)| format!("{name}={}", crate::urls::segment(value)));
    fields.collect::<Vec<_>>().join("&")
}

/// Reads what [`written`] wrote; fields that are not understood are passed over.
pub(super) fn read(text: &str) -> Query {
    let fields = format!("/?{text}").parse::<Uri>().ok();
    let pairs = fields.and_then(|uri| Fields::<Pairs>::try_from_uri(&uri).ok());
    Query::of_pairs(&pairs.map(|Fields(pairs)| pairs).unwrap_or_default()).0
}

#[cfg(test)]
mod tests {
    use troth_say::{CodeKey, Polarity};

    use super::*;

    #[test]
    fn a_query_is_read_back_from_an_address() {
        let query = Query {
            codes: vec![CodeKey::narrative("roles", None), CodeKey::narrative("expertise", Some("known"))],
            polarity: Some(Polarity::Loss),
            speaker: Some("Zo\u{eb} & \"Bo\" = 100 %".into()),
            ..Query::default()
        };
        assert_eq!(read(&written(&query)), query);
        assert!(written(&query).starts_with("code=narrative%3Aroles&code=narrative%3Aexpertise%2Fknown&"));
        assert_eq!(read("%%%&x"), Query::default());
    }
}
