//! Kinds of identifiers.

/// What a stretch of text points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person's name.
    Person,
    /// An organisation, or one of its houses.
    Organisation,
    /// A place: town, street, ward.
    Place,
    /// A telephone number, an extension or a bleep.
    Telephone,
    /// An e-mail address.
    Email,
    /// A web address.
    WebAddress,
    /// A name of an account, such as `@name`.
    UserName,
    /// A postcode of the United Kingdom, or an Eircode.
    Postcode,
    /// A date of birth.
    BirthDate,
    /// Another full date.
    Date,
    /// A National Insurance number.
    NationalInsurance,
    /// A number in a professional register (GMC, NMC).
    Registration,
    /// An address on the internet in numbers.
    IpAddress,
    /// An NHS number.
    NhsNumber,
    /// A Community Health Index number (Scotland).
    ChiNumber,
    /// A Health and Care number (Northern Ireland).
    HealthAndCareNumber,
    /// A hospital's own number of a patient.
    HospitalNumber,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The form leaves little doubt.
    High,
    /// It may be something else.
    Low,
}

impl Kind {
    /// Whether a text that holds one is refused: Troth keeps nothing about patients.
    pub const fn refused(self) -> bool {
        matches!(self, Self::NhsNumber | Self::ChiNumber | Self::HealthAndCareNumber | Self::HospitalNumber)
    }

    /// In words, to stand in a table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Person => "name of a person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Telephone => "telephone number",
            Self::Email => "e-mail address",
            Self::WebAddress => "web address",
            Self::UserName => "user name",
            Self::Postcode => "postcode",
            Self::BirthDate => "date of birth",
            Self::Date => "date",
            Self::NationalInsurance => "National Insurance number",
            Self::Registration => "registration number",
            Self::IpAddress => "internet address",
            Self::NhsNumber => "NHS number",
            Self::ChiNumber => "CHI number",
            Self::HealthAndCareNumber => "Health and Care number",
            Self::HospitalNumber => "hospital number",
        }
    }

    /// What could stand in its place where nothing has to be told apart; empty for what is refused or numbered.
    pub(super) const fn suggestion(self) -> &'static str {
        match self {
            Self::Telephone => "[telephone]",
            Self::Email => "[e-mail]",
            Self::WebAddress => "[web address]",
            Self::UserName => "[user name]",
            Self::Postcode => "[postcode]",
            Self::BirthDate => "[date of birth]",
            Self::Date => "[date]",
            Self::NationalInsurance => "[National Insurance number]",
            Self::Registration => "[registration number]",
            Self::IpAddress => "[internet address]",
            Self::Person
            | Self::Organisation
            | Self::Place
            | Self::NhsNumber
            | Self::ChiNumber
            | Self::HealthAndCareNumber
            | Self::HospitalNumber => "",
        }
    }
}
