//! What a route needs of whoever asks.

use troth_gate::AccessRole;

/// What a route needs of whoever asks. In single-user mode the holder of the database meets every need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: pages that hold nothing of any partnership, and the way in.
    Anyone,
    /// To be signed in.
    SignedIn,
    /// To be custodian of some partnership; anybody signed in while there is none.
    Found,
    /// To see some partnership as a whole: any role but partner.
    Compare,
    /// Any role in the partnership.
    See,
    /// To read results for the whole partnership and to judge them: custodian, coordinator, analyst.
    Analyse,
    /// To act in the name of an organisation: a partner of its own alone, custodian and coordinator of any.
    OwnOrganisation,
    /// To run the partnership: custodian and coordinator.
    Run,
    /// To read single answers and transcripts: the custodian.
    Custodian,
}

impl Need {
    /// As the table of routes names it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::SignedIn => "signed in",
            Self::Found => "custodian somewhere",
            Self::Compare => "sees a whole partnership",
            Self::See => "any role",
            Self::Analyse => "analyse",
            Self::OwnOrganisation => "own organisation",
            Self::Run => "run",
            Self::Custodian => "custodian",
        }
    }

    /// Whether a role in a partnership meets the need.
    pub(crate) const fn is_met_by(self, role: AccessRole) -> bool {
        use AccessRole::{Analyst, Coordinator, Custodian, Partner};
        match self {
            Self::Anyone | Self::SignedIn | Self::See => true,
            Self::Analyse | Self::Compare => matches!(role, Custodian | Coordinator | Analyst),
            Self::OwnOrganisation => matches!(role, Custodian | Coordinator | Partner),
            Self::Run => matches!(role, Custodian | Coordinator),
            Self::Found | Self::Custodian => matches!(role, Custodian),
        }
    }
}
