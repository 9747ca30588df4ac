//! The checker finds what is wrong, and only that.

use super::{Node, Schema, codebook, problems, project};

const GUID: &str = "0b5d3c5e-1111-4222-8333-944455556666";

fn wrong(schema: &Schema, xml: &str) -> Vec<String> {
    problems(
        schema,
        &Node::read(&xml.replace("'GUID'", &format!("'{GUID}'")).replace("{GUID}", &format!("{{{GUID}}}"))),
    )
}

fn in_book(codes: &str) -> String {
    format!("<CodeBook xmlns='urn:QDA-XML:codebook:1.0' origin='x'>{codes}</CodeBook>")
}

#[test]
fn codebooks_that_fit_pass() {
    let schema = codebook();
    let code = "<Code guid='GUID' name='a' isCodable='true' color='#ff0000'><Description>d</Description>\
                <Code guid='{GUID}' name='b' isCodable='0'/></Code>";
    assert_eq!(wrong(&schema, &in_book(&format!("<Codes>{code}</Codes>"))), Vec::<String>::new());
    let set = "<Sets><Set guid='GUID' name='s'><MemberCode guid='GUID'/></Set></Sets>";
    assert_eq!(wrong(&schema, &in_book(&format!("<Codes>{code}</Codes>{set}"))), Vec::<String>::new());
}

#[test]
fn codebooks_with_a_fault_do_not() {
    let schema = codebook();
    let good = "<Code guid='GUID' name='a' isCodable='true'/>";
    for (codes, said) in [
        (format!("<Codes>{good}</Codes><Sets/>"), "Sets"),
        ("<Codes/>".to_owned(), "Codes"),
        (format!("<Sets/><Codes>{good}</Codes>"), "CodeBook"),
        ("<Codes><Code guid='1' name='a' isCodable='true'/></Codes>".to_owned(), "Code/@guid"),
        ("<Codes><Code guid='GUID' isCodable='true'/></Codes>".to_owned(), "name is missing"),
        ("<Codes><Code guid='GUID' name='a' isCodable='yes'/></Codes>".to_owned(), "@isCodable"),
        ("<Codes><Code guid='GUID' name='a' isCodable='true' color='red'/></Codes>".to_owned(), "@color"),
        ("<Codes><Code guid='GUID' name='a' isCodable='true' size='2'/></Codes>".to_owned(), "size is not known"),
        (format!("<Codes>{good} words</Codes>"), "words between"),
        (
            "<Codes><Code guid='GUID' name='a' isCodable='true'><Code guid='GUID' name='b' isCodable='true'/>\
             <Description>late</Description></Code></Codes>"
                .to_owned(),
            "order",
        ),
    ] {
        let found = wrong(&schema, &in_book(&codes)).join("; ");
        assert!(found.contains(said), "{codes}: {found}");
    }
    assert!(!wrong(&schema, "<CodeBook><Codes/></CodeBook>").is_empty());
    assert!(!wrong(&schema, "<Book xmlns='urn:QDA-XML:codebook:1.0'/>").is_empty());
}

#[test]
fn projects_with_a_fault_do_not_pass() {
    let schema = project();
    let in_project =
        |inside: &str| format!("<Project xmlns='urn:QDA-XML:project:1.0' name='p'>{inside}</Project>");
    let selection = |attributes: &str, inside: &str| {
        in_project(&format!(
            "<Sources><TextSource guid='GUID'><PlainTextSelection guid='GUID' {attributes}>{inside}\
             </PlainTextSelection></TextSource></Sources>"
        ))
    };
    let coding =
        "<Coding guid='GUID' creationDateTime='2026-10-16T12:00:00Z'><CodeRef targetGUID='GUID'/></Coding>";
    let place = "startPosition='1' endPosition='2'";
    let none = Vec::<String>::new();
    assert_eq!(wrong(&schema, &in_project("")), none);
    assert_eq!(wrong(&schema, &selection(place, coding)), none);
    assert_eq!(
        wrong(
            &schema,
            &in_project(
                "<Cases><Case guid='GUID'><VariableValue><VariableRef targetGUID='GUID'/><DateValue>2026-10-16\
                 </DateValue></VariableValue></Case></Cases>"
            )
        ),
        none
    );
    for (xml, said) in [
        (selection("startPosition='1'", ""), "endPosition is missing"),
        (selection("startPosition='a' endPosition='2'", ""), "@startPosition"),
        (selection(place, "<Coding guid='GUID'/>"), "Coding"),
        (selection(place, &coding.replace("2026-10-16T", "16.10.2026 ")), "@creationDateTime"),
        (selection(place, &format!("<NoteRef targetGUID='GUID'/>{coding}")), "order"),
        (in_project("<Sources/>"), "Sources"),
        (in_project("<Sets/>"), "Sets"),
        (in_project("<Links><Link guid='GUID' direction='Up'/></Links>"), "@direction"),
        (in_project("<Notes/><Users/>"), "Project"),
        (
            in_project(
                "<Cases><Case guid='GUID'><VariableValue><VariableRef targetGUID='GUID'/><IntegerValue>1.5\
                 </IntegerValue></VariableValue></Case></Cases>",
            ),
            "IntegerValue",
        ),
    ] {
        let found = wrong(&schema, &xml).join("; ");
        assert!(found.contains(said), "{xml}: {found}");
    }
}
