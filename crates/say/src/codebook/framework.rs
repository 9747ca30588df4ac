//! The framework's entries as codes.

use troth_framework::Lens;

use super::{Codebook, letters};
use crate::code::{Code, CodeKey, CodeKind, CodeState, Wording};

impl Codebook {
    /// The codes that a framework brings: narratives with their facets and hallmarks, trust aspects, outcomes,
    /// constructs, factors, subthemes and mechanisms. They are worded by the framework; only memo, example, letters and
    /// colour are a partnership's own.
    pub fn of(lens: &Lens) -> Self {
        let mut book = Self::default();
        for (place, narrative) in lens.narratives.iter().enumerate() {
            let key = CodeKey::narrative(&narrative.id, None);
            let colour = u8::try_from(place).unwrap_or_default();
            book.bring(&key, None, &narrative.label, &narrative.definition, &narrative.hallmark, colour);
            for facet in &narrative.facets {
                let own = CodeKey::narrative(&narrative.id, Some(&facet.id));
                book.bring(&own, Some(&key), &facet.label, &facet.definition, "", colour);
            }
        }
        for aspect in &lens.aspects {
            let key = CodeKey::framework(CodeKind::Aspect, &aspect.id);
            book.bring(&key, None, &aspect.label, &aspect.definition, "", 5);
        }
        for outcome in &lens.outcomes {
            let key = CodeKey::framework(CodeKind::Outcome, &outcome.id);
            book.bring(&key, None, &outcome.label, &outcome.definition, "", 6);
        }
        for construct in &lens.constructs {
            let key = CodeKey::framework(CodeKind::Construct, &construct.id);
            book.bring(&key, None, &construct.label, &construct.definition, "", 7);
        }
        for factor in &lens.factors {
            let key = CodeKey::framework(CodeKind::Factor, &factor.id);
            book.bring(&key, None, &factor.neutral, &format!("Worded as a loss: {}.", factor.loss), "", 7);
        }
        for subtheme in &lens.subthemes {
            let key = CodeKey::framework(CodeKind::Subtheme, &subtheme.id);
            book.bring(&key, None, &subtheme.wording, subtheme.condition.as_deref().unwrap_or(""), "", 7);
        }
        for mechanism in &lens.mechanisms {
            let key = CodeKey::framework(CodeKind::Mechanism, &mechanism.id);
            let then = mechanism.leads_to.as_ref().map_or_else(String::new, |then| format!("; then: {then}"));
            let name = format!("{} \u{2192} {}{then}", mechanism.cause, mechanism.effect);
            book.bring(&key, None, &name, mechanism.condition.as_deref().unwrap_or(""), "", 7);
        }
        book
    }

    fn bring(
        &mut self,
        key: &CodeKey,
        parent: Option<&CodeKey>,
        name: &str,
        definition: &str,
        hallmark: &str,
        colour: u8,
    ) {
        let letters = letters::free(name, |pair| self.by_letters(pair).is_some());
        let wording = Wording {
            name: name.to_owned(),
            definition: definition.to_owned(),
            hallmark: hallmark.to_owned(),
            letters,
            colour,
            state: CodeState::Named,
            ..Wording::default()
        };
        self.order.push(key.clone());
        self.codes.insert(
            key.clone(),
            Code { key: key.clone(), parent: parent.cloned(), wording, merged_into: None, retired: false },
        );
    }
}
