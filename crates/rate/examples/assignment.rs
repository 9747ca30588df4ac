//! Simulates networks and writes how far assignments may fall short of the best, and what spreading evenly gives:
//! `make study`. Arguments: number of networks per size, then sizes as `organisations/staff/partners/most/share`.

use std::io::Write;

use troth_rate::assign::{Problem, at_least, solve};

#[path = "../benches/drawn.rs"]
mod drawn;

use drawn::Network;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let networks = given.first().and_then(|n| n.parse().ok()).unwrap_or(20);
    line(
        "| organisations | staff | partners | most | share | both sides, of | evenly spread | gap mean | gap largest | proved best |",
    );
    line("|---|---|---|---|---|---|---|---|---|---|");
    given.iter().skip(1).filter_map(|size| read(size)).for_each(|network| size(network, networks));
}

fn read(size: &str) -> Option<Network> {
    let parts: Vec<&str> = size.split('/').collect();
    let [organisations, staff, partners, most, share] = parts[..] else { return None };
    let number = |text: &str| text.parse().ok();
    Some(Network {
        organisations: number(organisations)?,
        staff: number(staff)?,
        partners: number(partners)?,
        most: number(most)?,
        share: share.parse().ok()?,
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of networks")]
fn size(network: Network, networks: u64) {
    let (mut both, mut even, mut gaps, mut largest, mut best, mut all) = (0.0, 0.0, 0.0, 0.0_f64, 0, 0);
    for seed in 0..networks {
        let Ok(problem) = network.draw(seed) else { return };
        let solution = solve(&problem);
        both += solution.expected.both;
        even += evenly(&problem);
        gaps += solution.gap();
        largest = largest.max(solution.gap());
        best += u64::from(solution.is_best());
        all += solution.expected.relationships;
    }
    let n = networks as f64;
    let Network { organisations, staff, partners, most, share } = network;
    line(&format!(
        "| {organisations} | {staff} | {partners} | {most} | {share} | {:.1} of {:.0} | {:.1} | {:.2} % | {:.2} % | {best} of {networks} |",
        both / n,
        all as f64 / n,
        even / n,
        gaps / n * 100.0,
        largest * 100.0
    ));
}

/// Relationships expected on both sides if the questions of every organisation are spread evenly over its partners.
fn evenly(problem: &Problem) -> f64 {
    let organisations = problem.organisations();
    let mut partners = vec![0; organisations.len()];
    for candidate in problem.candidates() {
        partners[candidate.a] += 1;
        partners[candidate.b] += 1;
    }
    let chance = |place: usize| {
        let organisation = &organisations[place];
        let each = (organisation.staff * problem.rules().most / partners[place]).min(organisation.staff);
        at_least(problem.rules().floor, each, organisation.share)
    };
    problem.candidates().iter().map(|c| chance(c.a) * chance(c.b)).sum()
}

fn line(text: &str) {
    // Somebody who closes the pipe has read enough.
    let _ = writeln!(std::io::stdout(), "{text}");
}
