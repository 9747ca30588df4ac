//! Measures to choose from: those linked to the narrative first, never ranked.

/// Splits the measures of the framework, given in its order, into those linked to a narrative and the others.
/// Both keep the framework's order; a linked id that the framework does not have is left out.
pub fn order_measures(all: &[String], linked: &[String]) -> (Vec<String>, Vec<String>) {
    all.iter().cloned().partition(|measure| linked.contains(measure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_framework_is_kept() {
        let ids = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (linked, others) = order_measures(&ids(&["M1", "M2", "M6", "M10"]), &ids(&["M10", "M6", "M99"]));
        assert_eq!(linked, ids(&["M6", "M10"]));
        assert_eq!(others, ids(&["M1", "M2"]));
    }
}
