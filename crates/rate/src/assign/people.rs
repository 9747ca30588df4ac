//! From numbers to people: who exactly is asked about which partners.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::problem::{Organisation, Rules};

/// Hands the questions of one organisation out to its people. `cells` are the partners with how many different people are
/// asked about each: none of them more than there are people, and together no more than they have room for.
///
/// Each cell takes the people with fewest partners so far, among them first those who named contact. Taking the
/// least burdened keeps the burdens within one of each other, so nobody gets more than the most. Then people who named contact take the
/// places of colleagues who did not, by exchange where that leaves burdens as they are, otherwise up to the most.
pub(super) fn hand_out(
    place: usize,
    organisation: &Organisation,
    cells: &[(usize, usize)],
    rules: &Rules,
) -> Vec<BTreeSet<usize>> {
    let mut asked = vec![BTreeSet::new(); organisation.staff];
    let mut order: Vec<usize> = (0..organisation.staff).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(rules.seed);
    // One stream for each organisation: what one has changes nothing for another.
    rng.set_stream(place as u64 + 1);
    order.shuffle(&mut rng);
    let knows = |person: usize, partner: usize| {
        organisation.contacts.get(person).is_some_and(|contacts| contacts.contains(&partner))
    };
    for (partner, people) in cells {
        // Stable: those who are alike stay in the order of the seed.
        order.sort_by_key(|person| (asked[*person].len(), !knows(*person, *partner)));
        for person in order.iter().take(*people) {
            asked[*person].insert(*partner);
        }
    }
    if !organisation.contacts.is_empty() {
        prefer_contacts(&mut asked, cells, &knows, rules.most);
    }
    asked
}

/// Lets those who named contact take the places of those who did not, until nobody can any more.
fn prefer_contacts(
    asked: &mut [BTreeSet<usize>],
    cells: &[(usize, usize)],
    knows: &impl Fn(usize, usize) -> bool,
    most: usize,
) {
    // Every exchange puts one contact more in place, so this ends.
    loop {
        let mut changed = false;
        for (partner, _) in cells {
            let comers: Vec<usize> =
                (0..asked.len()).filter(|p| !asked[*p].contains(partner) && knows(*p, *partner)).collect();
            for comer in comers {
                let strangers =
                    (0..asked.len()).filter(|p| asked[*p].contains(partner) && !knows(*p, *partner));
                let strangers: Vec<usize> = strangers.collect();
                changed |= take_place(asked, *partner, comer, &strangers, knows, most);
            }
        }
        if !changed {
            break;
        }
    }
}

/// Puts `comer` in the place of one of the `strangers` if that is possible without losing a contact elsewhere.
fn take_place(
    asked: &mut [BTreeSet<usize>],
    partner: usize,
    comer: usize,
    strangers: &[usize],
    knows: &impl Fn(usize, usize) -> bool,
    most: usize,
) -> bool {
    for stranger in strangers.iter().copied() {
        let mut others = asked[comer].difference(&asked[stranger]).copied();
        let other = others.find(|o| !knows(comer, *o) || knows(stranger, *o));
        if let Some(other) = other {
            asked[comer].remove(&other);
            asked[stranger].insert(other);
        } else if asked[comer].len() >= most {
            continue;
        }
        asked[stranger].remove(&partner);
        asked[comer].insert(partner);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn organisation(contacts: &[BTreeSet<usize>]) -> Organisation {
        Organisation { contacts: contacts.to_vec(), ..Organisation::of(contacts.len(), 0.7) }
    }

    #[test]
    fn those_who_named_contact_are_asked() {
        let mut contacts = vec![BTreeSet::new(); 10];
        (4..9).for_each(|person| {
            contacts[person].extend([1, 2]);
        });
        let rules = Rules { most: 2, ..Rules::default() };
        let asked = hand_out(0, &organisation(&contacts), &[(1, 5), (2, 5)], &rules);
        assert!((4..9).all(|person| asked[person] == BTreeSet::from([1, 2])), "{asked:?}");
        let alone = Rules { most: 1, ..rules };
        let asked = hand_out(0, &organisation(&vec![BTreeSet::from([1, 2]); 10]), &[(1, 5), (2, 5)], &alone);
        assert!(asked.iter().all(|partners| partners.len() == 1));
    }

    proptest! {
        #[test]
        fn cells_have_distinct_people_and_nobody_has_too_many(
            (staff, most, seed) in (5_usize..25, 1_usize..6, 0_u64..50),
            wanted in proptest::collection::vec(1_usize..25, 1..9),
            named in proptest::collection::vec(proptest::collection::btree_set(0_usize..9, 0..4), 25),
            with_contacts in any::<bool>(),
        ) {
            let mut room = staff * most;
            let mut cells = Vec::new();
            for (partner, people) in wanted.into_iter().enumerate() {
                let people = people.min(staff).min(room);
                room -= people;
                cells.push((partner, people));
            }
            let contacts = if with_contacts { named[..staff].to_vec() } else { Vec::new() };
            let organisation = Organisation { contacts, ..Organisation::of(staff, 0.7) };
            let rules = Rules { most, seed, ..Rules::default() };
            let asked = hand_out(3, &organisation, &cells, &rules);
            for (partner, people) in &cells {
                prop_assert_eq!(asked.iter().filter(|a| a.contains(partner)).count(), *people);
            }
            prop_assert!(asked.iter().all(|a| a.len() <= most));
            prop_assert_eq!(&asked, &hand_out(3, &organisation, &cells, &rules));
            if !with_contacts {
                let burdens = asked.iter().map(BTreeSet::len);
                prop_assert!(burdens.clone().max().unwrap() - burdens.min().unwrap() <= 1);
            }
            // Somebody with contact and room is never left out for somebody without contact.
            let knows = |p: usize, partner| organisation.contacts.get(p).is_some_and(|c| c.contains(partner));
            for (partner, _) in &cells {
                let stranger = (0..staff).any(|p| asked[p].contains(partner) && !knows(p, partner));
                let left_out = |p: usize| !asked[p].contains(partner) && knows(p, partner) && asked[p].len() < most;
                prop_assert!(!(stranger && (0..staff).any(left_out)));
            }
        }
    }
}
