//! How often intervals of agreement of coders hold the truth. Behind the table in
//! `docs/methods/agreement-of-coders.md`; takes a minute, so it runs on demand:
//! `cargo test -p troth-dyads --test it coders_coverage -- --ignored --nocapture`.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use troth_dyads::Uncertainty;
use troth_dyads::agreement::{
    Agreement, Bootstrap, CoderAgreement, Codings, Status, Weighted, coder_agreement,
};

/// Segments of 20 to 200 characters, a third of them about the code; each of three coders hits or misses a segment as
/// a whole with probability 0.85 and does not see one in ten.
fn draw(rng: &mut ChaCha8Rng, segments: usize, about: f64) -> Codings {
    let clusters: Vec<Vec<Weighted>> = (0..segments)
        .map(|_| {
            let truth = rng.random::<f64>() < about;
            let mut code = || {
                let hit = rng.random::<f64>() < 0.85;
                (rng.random::<f64>() >= 0.1).then(|| u16::from(truth == hit))
            };
            let codes = vec![code(), code(), code()];
            vec![Weighted { codes, weight: rng.random_range(20..=200) }]
        })
        .collect();
    Codings::from_clusters(2, 3, &clusters).unwrap()
}

type Which = fn(&CoderAgreement) -> &Agreement;

const FIGURES: [(&str, Which); 4] = [
    ("percent", |f| &f.percent),
    ("alpha", |f| &f.alpha),
    ("AC1", |f| &f.ac1),
    ("kappa of the first two", |f| &f.pairs[0].kappa),
];

#[test]
#[ignore = "a simulation of a minute"]
#[expect(clippy::print_stdout, reason = "prints the table of the page")]
fn intervals_by_drawing_segments() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    for about in [0.33, 0.1] {
        let many = coder_agreement(&draw(&mut rng, 300_000, about), Bootstrap::NONE);
        for segments in [20, 40, 100, 300] {
            let mut held = [(0, 0, 0); 4];
            for seed in 0..1000 {
                let codings = draw(&mut rng, segments, about);
                let found = coder_agreement(&codings, Bootstrap { replicates: 400, seed });
                for ((_, which), (held, of, none)) in FIGURES.iter().zip(&mut held) {
                    let truth = which(&many).value().unwrap();
                    match &which(&found).status {
                        Status::Value(e) => match e.uncertainty {
                            Uncertainty::Interval { low, high } => {
                                *of += 1;
                                *held += i32::from(low <= truth && truth <= high);
                            }
                            Uncertainty::NotQuantified { .. } => *none += 1,
                        },
                        Status::Undefined { .. } => *none += 1,
                    }
                }
            }
            for ((name, _), (held, of, none)) in FIGURES.iter().zip(held) {
                let share = 100.0 * f64::from(held) / f64::from(of.max(1));
                println!("{about} {segments} {name}: {share:.1} % of {of}, none {none}");
                // Wide of the nominal 95 only where there is little to draw from.
                assert!(segments < 40 || share > 88.0, "{about} {segments} {name} {share}");
            }
        }
    }
}
