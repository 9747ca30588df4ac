//! What speakers say leads to what, put together: codes, and between them claims with their sources. A line says that
//! somebody said so, never that it is so.

use std::collections::{BTreeMap, BTreeSet};

use super::{FoundClaim, Source};
use crate::claim::ClaimSign;
use crate::code::CodeKey;

/// A code in the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimNode {
    /// The code.
    pub code: CodeKey,
    /// Who makes a claim with it as cause or effect.
    pub sources: BTreeSet<Source>,
    /// How many claims.
    pub claims: usize,
}

/// All claims of one cause, direction and effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimEdge {
    /// What leads to it.
    pub cause: CodeKey,
    /// Whether to more or less of it.
    pub sign: ClaimSign,
    /// What it leads to.
    pub effect: CodeKey,
    /// Who says so; a speaker counts once.
    pub sources: BTreeSet<Source>,
    /// How many claims.
    pub claims: usize,
}

/// Codes and claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimsMap {
    /// By code.
    pub nodes: Vec<ClaimNode>,
    /// Most sources first, then most claims, then by cause, effect and direction.
    pub edges: Vec<ClaimEdge>,
}

impl ClaimsMap {
    /// The map of those claims alone that at least this many sources make.
    #[must_use]
    pub fn with_sources(&self, least: usize) -> Self {
        let edges: Vec<ClaimEdge> =
            self.edges.iter().filter(|edge| edge.sources.len() >= least).cloned().collect();
        let ends: BTreeSet<&CodeKey> = edges.iter().flat_map(|edge| [&edge.cause, &edge.effect]).collect();
        let nodes = self.nodes.iter().filter(|node| ends.contains(&node.code)).cloned().collect();
        Self { nodes, edges }
    }
}

/// Puts claims together.
pub fn claims_map(claims: &[FoundClaim]) -> ClaimsMap {
    let mut nodes: BTreeMap<&CodeKey, (BTreeSet<Source>, usize)> = BTreeMap::new();
    let mut edges: BTreeMap<(&CodeKey, &CodeKey, ClaimSign), (BTreeSet<Source>, usize)> = BTreeMap::new();
    for claim in claims {
        for code in BTreeSet::from([&claim.cause, &claim.effect]) {
            let (sources, number) = nodes.entry(code).or_default();
            sources.insert(claim.said.source());
            *number += 1;
        }
        let (sources, number) = edges.entry((&claim.cause, &claim.effect, claim.sign)).or_default();
        sources.insert(claim.said.source());
        *number += 1;
    }
    let nodes = nodes
        .into_iter()
        .map(|(code, (sources, claims))| ClaimNode { code: code.clone(), sources, claims })
        .collect();
    let mut edges: Vec<ClaimEdge> = edges
        .into_iter()
        .map(|((cause, effect, sign), (sources, claims))| ClaimEdge {
            cause: cause.clone(),
            effect: effect.clone(),
            sign,
            sources,
            claims,
        })
        .collect();
    edges.sort_by_key(|edge| std::cmp::Reverse((edge.sources.len(), edge.claims)));
    ClaimsMap { nodes, edges }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{claim, key};
    use super::*;

    #[test]
    fn a_speaker_who_says_it_twice_is_one_source() {
        let claims = [
            claim("Ann", "roles", ClaimSign::Less, "faith"),
            claim("Ann", "roles", ClaimSign::Less, "faith"),
            claim("Bo", "roles", ClaimSign::Less, "faith"),
            claim("Bo", "roles", ClaimSign::More, "faith"),
            claim("Bo", "faith", ClaimSign::More, "faith"),
        ];
        let map = claims_map(&claims);
        let edges: Vec<_> = map.edges.iter().map(|e| (e.sign, e.sources.len(), e.claims)).collect();
        assert_eq!(edges, [(ClaimSign::Less, 2, 3), (ClaimSign::More, 1, 1), (ClaimSign::More, 1, 1)]);
        let nodes: Vec<_> = map.nodes.iter().map(|n| (n.code.clone(), n.sources.len(), n.claims)).collect();
        assert_eq!(nodes, [(key("faith"), 2, 5), (key("roles"), 2, 4)]);
        let strong = map.with_sources(2);
        assert_eq!((strong.edges.len(), strong.nodes.len()), (1, 2));
    }
}
