use std::collections::BTreeSet;

use troth_framework::{About, Concept, Drawn, FactorKind, Lens, Polarity, Strength, Tangibility};

#[test]
fn everything_the_design_names_is_there() {
    let lens = Lens::built_in();
    let counts = [
        ("families", lens.families.len(), 3),
        ("narratives", lens.narratives.len(), 5),
        ("aspects", lens.aspects.len(), 4),
        ("outcomes", lens.outcomes.len(), 4),
        ("constructs", lens.constructs.len(), 15),
        ("factors", lens.factors.len(), 14),
        ("subthemes", lens.subthemes.len(), 14),
        ("asymmetry types", lens.asymmetry_types.len(), 6),
        ("mechanisms", lens.mechanisms.len(), 35),
        ("measures", lens.measures.len(), 12),
        ("variables", lens.variables.len(), 35),
    ];
    for (what, found, wanted) in counts {
        assert_eq!(found, wanted, "{what}");
    }
    let tangible = lens.asymmetry_types.iter().filter(|t| t.kind == Tangibility::Tangible).count();
    assert_eq!(tangible, 5);
}

#[test]
fn ids_run_without_a_gap() {
    let lens = Lens::built_in();
    let factors: Vec<_> = lens.factors.iter().map(|f| f.id.clone()).collect();
    assert_eq!(factors, (1..=14).map(|n| format!("F{n:02}")).collect::<Vec<_>>());
    let mechanisms: Vec<_> = lens.mechanisms.iter().map(|m| m.id.clone()).collect();
    assert_eq!(mechanisms, (1..=35).map(|n| format!("W{n}")).collect::<Vec<_>>());
    let measures: Vec<_> = lens.measures.iter().map(|m| m.id.clone()).collect();
    assert_eq!(measures, (1..=12).map(|n| format!("M{n}")).collect::<Vec<_>>());
    let subthemes: String = lens.subthemes.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(subthemes, "T1a T1b T1c T1d T1e T1f T2a T2b T3a T3b T3c T3d T3e T3f");
}

#[test]
fn every_arrow_of_the_design_says_where_it_is_drawn() {
    let mut arrows = Vec::new();
    for narrative in &Lens::built_in().narratives {
        for arrow in narrative.erodes.iter().chain(&narrative.harms) {
            arrows.push((narrative.id.as_str(), arrow.to.as_str(), arrow.drawn));
        }
    }
    let wanted = [
        ("roles", "mutuality", Drawn::Figure),
        ("roles", "credibility", Drawn::Text),
        ("roles", "consolidation", Drawn::Text),
        ("expertise", "credibility", Drawn::Text),
        ("expertise", "referral", Drawn::Text),
        ("expertise", "consolidation", Drawn::Figure),
        ("capacity", "fairness", Drawn::Text),
        ("capacity", "planning", Drawn::Text),
        ("distance", "fairness", Drawn::Text),
        ("distance", "planning", Drawn::Text),
        ("model", "predictability", Drawn::Text),
        ("model", "jointwork", Drawn::Text),
    ];
    assert_eq!(arrows, wanted);
}

#[test]
fn words_on_screen_are_those_of_the_mock_ups() {
    let lens = Lens::built_in();
    let labels: Vec<_> = lens.narratives.iter().map(|n| (n.label.as_str(), n.short_label.as_str())).collect();
    assert_eq!(
        labels,
        [
            ("Roles: who does what", "Roles"),
            ("Expertise: known and recognised", "Expertise"),
            ("Capacity and money", "Capacity"),
            ("Power distance: who decides", "Power distance"),
            ("Ways of working", "Ways of working"),
        ]
    );
    let label = |text: &str| lens.concept_label(&text.parse().unwrap());
    assert_eq!(label("aspect:mutuality"), Some("Looks after our interest too"));
    assert_eq!(label("aspect:credibility"), Some("Able and skilled"));
    assert_eq!(label("aspect:predictability"), Some("Does what we expect"));
    assert_eq!(label("outcome:planning"), Some("Joint planning and budgets"));
    assert_eq!(label("construct:reliance_contact"), Some("The person we deal with there"));
    assert_eq!(label("aspect:nonsense"), None);
}

#[test]
fn every_entry_can_be_traced_to_a_source_that_can_be_looked_up() {
    let lens = Lens::built_in();
    for source in &lens.sources {
        assert!(source.link().is_some() || source.url.is_some() || !source.via.is_empty(), "{}", source.id);
    }
    let roles = lens.narrative("roles").unwrap();
    assert_eq!(lens.cited(&roles.cite), ["Islam et al. 2020", "Li et al. 2018"]);
    let islam = lens.source("islam2020").and_then(troth_framework::Source::link);
    assert_eq!(islam.as_deref(), Some("https://doi.org/10.1007/s11365-019-00583-8"));
}

#[test]
fn no_source_is_listed_in_vain() {
    let text = Lens::built_in_text();
    for source in &Lens::built_in().sources {
        let uses = text.matches(&format!("\"{}\"", source.id)).count();
        assert!(uses > 1, "{} is defined and never cited", source.id);
    }
}

#[test]
fn seven_measures_are_the_papers_and_every_link_to_a_narrative_is_an_assumption() {
    let lens = Lens::built_in();
    let from_table: Vec<_> = lens.measures.iter().filter(|m| m.from_table).map(|m| m.id.as_str()).collect();
    assert_eq!(from_table, ["M1", "M2", "M3", "M4", "M5", "M6", "M7"]);
    for measure in &lens.measures {
        assert!(!measure.sub_measures.is_empty() && !measure.works_on.is_empty(), "{}", measure.id);
        assert!(measure.works_on.iter().all(|link| link.mark == Strength::Assumption), "{}", measure.id);
    }
    for narrative in &lens.narratives {
        assert!(!lens.measures_for(&narrative.id).is_empty(), "nothing can be done about {}", narrative.id);
    }
}

#[test]
fn a_small_win_carries_both_of_its_warnings_and_a_contract_its_own() {
    let lens = Lens::built_in();
    let rests_on = |id: &str| -> Vec<&str> {
        lens.measure(id).unwrap().cautions.iter().filter_map(|caution| caution.mechanism.as_deref()).collect()
    };
    assert_eq!(rests_on("M7"), ["W6", "W13"]);
    assert_eq!(rests_on("M8"), ["W22"]);
}

#[test]
fn variables_know_what_they_measure_and_which_way_is_good() {
    let lens = Lens::built_in();
    let variable = |id: &str| lens.variable(id).unwrap();
    assert_eq!(variable("roles_clear").maps_to, Concept::Narrative("roles".into()));
    assert_eq!(variable("expertise_recognised").facet.as_deref(), Some("recognised"));
    assert_eq!(variable("distance_identity").facet.as_deref(), Some("identity"));
    assert_eq!(variable("model_open").facet.as_deref(), Some("open"));
    assert_eq!(variable("outcome_jointwork").maps_to, Concept::Outcome("jointwork".into()));
    let reversed: Vec<_> =
        lens.variables.iter().filter(|v| v.polarity == Polarity::Asymmetry).map(|v| v.id.as_str()).collect();
    assert_eq!(reversed, ["conflict", "competition_history", "threat", "complexity"]);
    let of_model = lens.variables_for(&Concept::Narrative("model".into()));
    let ids: Vec<_> = of_model.iter().map(|v| v.id.as_str()).collect();
    assert_eq!(ids, ["model_understand", "model_open", "model_priority", "model_insider"]);
    assert!(lens.variable("favourite_colour").is_none());
    assert!(lens.variables.iter().all(|v| v.mark == Strength::Assumption), "items are ours");
}

#[test]
fn every_concept_has_a_variable() {
    let lens = Lens::built_in();
    let aspects = lens.aspects.iter().map(|e| Concept::Aspect(e.id.clone()));
    let narratives = lens.narratives.iter().map(|e| Concept::Narrative(e.id.clone()));
    let outcomes = lens.outcomes.iter().map(|e| Concept::Outcome(e.id.clone()));
    let constructs = lens.constructs.iter().map(|e| Concept::Construct(e.id.clone()));
    let all: BTreeSet<Concept> = aspects.chain(narratives).chain(outcomes).chain(constructs).collect();
    let measured: BTreeSet<Concept> = lens.variables.iter().map(|v| v.maps_to.clone()).collect();
    assert_eq!(all, measured);
}

#[test]
fn faith_progress_complexity_and_engagement_are_about_the_whole_collaboration() {
    let lens = Lens::built_in();
    let whole: Vec<_> =
        lens.constructs.iter().filter(|c| c.about == About::Collaboration).map(|c| c.id.as_str()).collect();
    assert_eq!(whole, ["faith", "progress", "complexity", "engagement"]);
}

#[test]
fn factors_keep_the_kind_that_the_source_gives_and_no_other() {
    let lens = Lens::built_in();
    let of = |kind| -> Vec<&str> {
        lens.factors.iter().filter(|f| f.kind == Some(kind)).map(|f| f.id.as_str()).collect()
    };
    assert_eq!(of(FactorKind::Asymmetry), ["F03", "F05"]);
    assert_eq!(of(FactorKind::Diversity), ["F11", "F12", "F13"]);
    assert_eq!(of(FactorKind::TrustEffect), ["F04", "F06"]);
}

#[test]
fn the_whole_framework_is_written_as_json() {
    let json = serde_json::to_value(Lens::built_in()).unwrap();
    assert_eq!(json["narrative"][0]["erodes"][0]["drawn"], "figure");
    assert_eq!(json["narrative"][0]["mark"], "V");
    assert_eq!(json["variable"][0]["maps_to"], "aspect:mutuality");
    assert_eq!(json["mechanism"][4]["sign"], "-");
}
