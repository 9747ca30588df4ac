//! The rules of the gate by name, so that tests can show what each of them prevents.

/// One rule. What each prevents stands in docs/methods/cells-and-withholding.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A staff cell needs as many people as the floor says.
    Floor,
    /// All cells of a question and round, earlier ones and those beside, single out no group smaller than the floor.
    Apart,
    /// A cell in which nearly everybody gave the same end of the scale is entered as that end, not as it is.
    Edge,
    /// A representative's answer goes only as far as the representative allowed.
    Permission,
    /// Estimates for an audience rest on the cells which that audience may see, and on no other row.
    OwnCells,
    /// Colleagues count alike: figures depend on a cell through the mean of its answers.
    Alike,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 6] =
        [Self::Floor, Self::Apart, Self::Edge, Self::Permission, Self::OwnCells, Self::Alike];
}

/// Which rules hold: all of them, everywhere in the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    off: Option<Rule>,
}

impl Rules {
    /// All rules but one. For the attacks in `troth-testkit` alone, which have to find the leak that this opens; a test
    /// of the house sees to it that nothing in the product calls it.
    #[must_use]
    pub const fn without(rule: Rule) -> Self {
        Self { off: Some(rule) }
    }

    /// Whether a rule holds.
    pub fn hold(self, rule: Rule) -> bool {
        self.off != Some(rule)
    }
}
