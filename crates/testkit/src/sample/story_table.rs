//! The table of planted stories.

use super::story::Story;

const BOTH: &[u8] = &[1, 2];
/// Health organisations that send people on.
const SENDERS: &[&str] = &["acute", "gp", "ward-4", "ward-7", "ward-2", "community-hospital"];
/// Voluntary organisations whose skill is little known.
const LITTLE_KNOWN: &[&str] = &["voluntary-action", "age-charity", "service-navigation"];
/// Health organisations that assess people together with social care.
const ASSESSORS: &[&str] = &["acute", "ward-4", "ward-7", "idt", "gp", "community-hospital"];
/// Social care organisations that assess people together with health.
const SOCIAL: &[&str] = &["council-asc", "reablement"];

/// The planted stories, most particular first.
pub const STORIES: [Story; 14] = [
    Story {
        id: "strain-council",
        tells: "The council finds the hospital hard to rely on and unfair.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 0.55), ("castle-green", 0.3)],
        waves: BOTH,
        from: &["council-asc"],
        to: &["acute"],
        shifts: &[
            ("reliance_organisation", -1.25),
            ("fairness", -1.3),
            ("mutuality", -1.0),
            ("predictability", -1.0),
            ("roles_clear", -1.45),
            ("capacity_alike", -1.05),
            ("distance_say", -0.8),
            ("distance_identity", -0.7),
            ("model_understand", -0.2),
            ("outcome_planning", -0.8),
        ],
    },
    Story {
        id: "strain-hospital",
        tells: "The hospital does not see it that way, though it too is unsure who does what.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 0.55), ("castle-green", 0.3)],
        waves: BOTH,
        from: &["acute"],
        to: &["council-asc"],
        shifts: &[
            ("reliance_organisation", 0.3),
            ("fairness", 0.25),
            ("mutuality", 0.1),
            ("predictability", 0.1),
            ("roles_clear", -0.7),
            ("capacity_alike", 0.4),
            ("model_understand", 0.1),
            ("outcome_planning", 0.2),
        ],
    },
    Story {
        id: "small-win-before",
        tells: "Discharge team and reablement find each other hard to foresee before the morning call.",
        networks: &[("alder-vale", 1.0)],
        waves: &[1],
        from: &["idt", "reablement"],
        to: &["idt", "reablement"],
        shifts: &[
            ("reliance_organisation", -0.8),
            ("predictability", -0.8),
            ("roles_clear", -0.8),
            ("mutuality", -0.7),
            ("fairness", -0.3),
        ],
    },
    Story {
        id: "small-win-after",
        tells: "After the morning call both rely on each other more.",
        networks: &[("alder-vale", 1.0)],
        waves: &[2],
        from: &["idt", "reablement"],
        to: &["idt", "reablement"],
        shifts: &[
            ("reliance_organisation", 0.5),
            ("predictability", 0.5),
            ("roles_clear", 0.6),
            ("mutuality", 0.5),
            ("fairness", 0.3),
        ],
    },
    Story {
        id: "care-home-before",
        tells: "The community hospital and the care home wait for each other before the shared form.",
        networks: &[("brook-edge", 1.0)],
        waves: &[1],
        from: &["community-hospital", "care-home"],
        to: &["community-hospital", "care-home"],
        shifts: &[("reliance_organisation", -0.6), ("predictability", -0.6), ("roles_clear", -0.6)],
    },
    Story {
        id: "care-home-after",
        tells: "After the shared form both rely on each other more.",
        networks: &[("brook-edge", 1.0)],
        waves: &[2],
        from: &["community-hospital", "care-home"],
        to: &["community-hospital", "care-home"],
        shifts: &[("reliance_organisation", 0.4), ("predictability", 0.4), ("roles_clear", 0.4)],
    },
    Story {
        id: "ward-reablement",
        tells: "Ward 4 cannot foresee reablement; reablement sees nothing unusual.",
        networks: &[("alder-vale", 1.0)],
        waves: BOTH,
        from: &["ward-4"],
        to: &["reablement"],
        shifts: &[("predictability", -0.9), ("roles_clear", -0.8), ("reliance_organisation", -0.6)],
    },
    Story {
        id: "ward-to-ward",
        tells: "Ward 4 finds Ward 7 hard to rely on; both are units of one trust.",
        networks: &[("alder-vale", 1.0)],
        waves: BOTH,
        from: &["ward-4"],
        to: &["ward-7"],
        shifts: &[("reliance_organisation", -0.7), ("mutuality", -0.6)],
    },
    Story {
        id: "expertise-unknown",
        tells: "Hospital and practice neither know nor recognise what the voluntary sector can do.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 0.8), ("castle-green", 0.5)],
        waves: BOTH,
        from: SENDERS,
        to: LITTLE_KNOWN,
        shifts: &[
            ("expertise_known", -1.35),
            ("expertise_recognised", -1.4),
            ("credibility", -1.1),
            ("outcome_referral", -0.9),
        ],
    },
    Story {
        id: "expertise-returned",
        tells: "The voluntary sector rates the skill of health fairly well.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 1.0), ("castle-green", 1.0)],
        waves: BOTH,
        from: LITTLE_KNOWN,
        to: SENDERS,
        shifts: &[("expertise_known", 0.3), ("expertise_recognised", 0.4), ("credibility", 0.3)],
    },
    Story {
        id: "said-not-rated-health",
        tells: "Health rates the skill of social care highly, though interviews tell of work done twice.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 0.6)],
        waves: BOTH,
        from: ASSESSORS,
        to: SOCIAL,
        shifts: &[("expertise_known", 1.0), ("expertise_recognised", 0.9), ("credibility", 0.2)],
    },
    Story {
        id: "said-not-rated-social",
        tells: "Social care rates the skill of health highly, though interviews tell of work done twice.",
        networks: &[("alder-vale", 1.0), ("brook-edge", 0.6)],
        waves: BOTH,
        from: SOCIAL,
        to: ASSESSORS,
        shifts: &[("expertise_known", 1.0), ("expertise_recognised", 0.9), ("credibility", 0.2)],
    },
    Story {
        id: "ways-of-working",
        tells: "Council and community hospital work to different models and cannot foresee each other.",
        networks: &[("brook-edge", 1.0)],
        waves: BOTH,
        from: &["council-asc", "community-hospital"],
        to: &["council-asc", "community-hospital"],
        shifts: &[("model_understand", -1.3), ("model_open", -1.25), ("predictability", -0.8)],
    },
    Story {
        id: "open-hub",
        tells: "Health hub, council and service navigation understand each other; a case that goes well.",
        networks: &[("castle-green", 1.0)],
        waves: BOTH,
        from: &["health-hub", "council-asc", "service-navigation"],
        to: &["health-hub", "council-asc", "service-navigation"],
        shifts: &[
            ("model_understand", 0.7),
            ("model_open", 0.8),
            ("predictability", 0.5),
            ("mutuality", 0.4),
            ("roles_clear", 0.5),
            ("expertise_known", 0.3),
            ("expertise_recognised", 0.3),
            ("capacity_alike", 0.0),
        ],
    },
];
