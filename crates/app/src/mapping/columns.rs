//! Columns that survey tools add by themselves, and those that point to people: the latter are never read.

/// What is known of a column by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It may hold a name, an address, a place or a time of somebody: emptied at once, and of no use to any mapping.
    OfPeople,
    /// The tool's own notes, such as the progress; not used unless a mapping does.
    OfTheTool,
    /// Whatever the survey asked.
    Asked,
}

/// Headings of LimeSurvey, Qualtrics and Microsoft Forms that hold e-mail addresses, names, addresses in networks,
/// places or times; letters and digits only.
const OF_PEOPLE: [&str; 46] = [
    "address",
    "completiontime",
    "datelastaction",
    "datestamp",
    "datestarted",
    "datesubmitted",
    "email",
    "emailaddress",
    "enddate",
    "firstname",
    "fullname",
    "geolocation",
    "ip",
    "ipaddr",
    "ipaddress",
    "lastmodifiedtime",
    "lastname",
    "latitude",
    "locationlatitude",
    "locationlongitude",
    "longitude",
    "mail",
    "mobile",
    "mobilenumber",
    "name",
    "participantemail",
    "participantname",
    "phone",
    "phonenumber",
    "postcode",
    "recipientemail",
    "recipientfirstname",
    "recipientlastname",
    "recipientphone",
    "recordeddate",
    "referrerurl",
    "refurl",
    "startdate",
    "starttime",
    "submitdate",
    "surname",
    "telephone",
    "timestamp",
    "useragent",
    "workemail",
    "youremail",
];

/// Headings of the tools' own notes; letters and digits only.
const OF_THE_TOOL: [&str; 20] = [
    "accesscode",
    "distributionchannel",
    "durationinseconds",
    "externaldatareference",
    "externalreference",
    "finished",
    "id",
    "interviewtime",
    "language",
    "lastpage",
    "progress",
    "responseid",
    "seed",
    "startlanguage",
    "status",
    "token",
    "totaltime",
    "userlanguage",
    "gradeposttime",
    "totalpoints",
];

/// What is known of a column by its heading. LimeSurvey's `code. text` counts by either part.
pub fn kind(heading: &str) -> Kind {
    let plain =
        |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let words = [
        Some(heading),
        heading.split_once(". ").map(|(code, _)| code),
        heading.split_once(". ").map(|(_, t)| t),
    ];
    let words: Vec<String> = words.into_iter().flatten().map(plain).collect();
    let among = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if among(&OF_PEOPLE) {
        Kind::OfPeople
    } else if among(&OF_THE_TOOL) || timing(heading) {
        Kind::OfTheTool
    } else {
        Kind::Asked
    }
}

/// LimeSurvey's times for each group and question, and Qualtrics' for each page.
fn timing(heading: &str) -> bool {
    let name = heading.to_lowercase();
    ["grouptime", "questiontime", "group time:", "question time:"].iter().any(|start| name.starts_with(start))
        || [" - first click", " - last click", " - page submit", " - click count"]
            .iter()
            .any(|e| name.ends_with(e))
}

/// Whether a cell looks like an e-mail address or the address of a computer.
pub(super) fn looks_like_an_address(cell: &str) -> bool {
    let email = cell.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && host.len() > 3)
    });
    email || (cell.contains(['.', ':']) && cell.trim().parse::<std::net::IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_people_are_known_in_every_tool() {
        for heading in [
            "ipaddr",
            "IP address",
            "IPAddress",
            "ipaddr. IP address",
            "Email",
            "RecipientEmail",
            "email. Email address",
            "Name",
            "LocationLatitude",
            "Start time",
            "Completion time",
            "submitdate",
            "Date submitted",
        ] {
            assert_eq!(kind(heading), Kind::OfPeople, "{heading}");
        }
        for heading in [
            "id",
            "id. Response ID",
            "ResponseId",
            "Finished",
            "lastpage",
            "Duration (in seconds)",
            "groupTime12",
        ] {
            assert_eq!(kind(heading), Kind::OfTheTool, "{heading}");
        }
        for heading in ["G01Q02[SQ001]", "How fair is Acute?", "organisation", "Q3_1"] {
            assert_eq!(kind(heading), Kind::Asked, "{heading}");
        }
    }

    #[test]
    fn addresses_are_seen_in_cells() {
        for cell in ["ann@hospital.example", "Ann <ann@hospital.example>", "192.0.2.7", "2001:db8::1"] {
            assert!(looks_like_an_address(cell), "{cell}");
        }
        for cell in ["4", "1.5", "12:30", "s-017", "a@b"] {
            assert!(!looks_like_an_address(cell), "{cell}");
        }
    }
}
