//! Where the words of a source are: in the project, in a plain text beside it, or in a styled document alone.

use super::DocxText;
use super::context::Context;
use crate::refi::archive::Archive;
use crate::refi::bytes::plain_text;
use crate::refi::error::RefiError;
use crate::refi::report::Notice;
use crate::refi::xml::Element;

/// Finds the words of sources.
pub(super) struct Texts<'t, 'b> {
    pub(super) archive: &'t mut Archive<'b>,
    pub(super) docx: DocxText<'t>,
}

impl Texts<'_, '_> {
    /// The words of a source, line ends as in the file; or why there are none, as the end of a sentence.
    pub(super) fn of(
        &mut self,
        element: &Element,
        name: &str,
        context: &mut Context<'_>,
    ) -> Result<Result<String, String>, RefiError> {
        let inline = element.child("PlainTextContent").map(|content| content.text.clone());
        let path = element.filled("plainTextPath").map(str::trim);
        let plain = match (inline, path) {
            (Some(text), _) if !text.trim().is_empty() => Some(text),
            (inline, None) => inline,
            (inline, Some(path)) => match self.archive.source(path)? {
                None => inline,
                Some((entry, bytes)) => {
                    let usual = path.strip_prefix("internal://").is_some_and(|rest| entry.ends_with(rest));
                    if !usual {
                        context
                            .report
                            .notice(Notice::Path { written: path.to_owned(), entry: entry.clone() });
                    }
                    let (text, western) = plain_text(&bytes);
                    if western {
                        context.report.notice(Notice::Encoding { entry });
                    }
                    Some(text)
                }
            },
        };
        let text = match plain {
            Some(text) if !text.trim_matches(['\u{feff}', ' ', '\r', '\n', '\t']).is_empty() => {
                context.styled += usize::from(element.filled("richTextPath").is_some());
                Ok(text)
            }
            found => match (self.styled(element)?, found) {
                (Some(Some(text)), _) => {
                    context.report.notice(Notice::FromDocument { source: name.to_owned() });
                    Ok(text)
                }
                (Some(None), _) => {
                    Err("its words stand in a styled document alone, which could not be read".to_owned())
                }
                (None, Some(text)) => Ok(text),
                (None, None) => match path {
                    Some(path) => Err(format!("its text \"{path}\" is not in the file")),
                    None => Err("it has no text".to_owned()),
                },
            },
        };
        let limit = context.limits.text_chars;
        Ok(match text {
            Ok(text) if text.len() > limit && text.chars().count() > limit => {
                Err(format!("it has more than {limit} characters"))
            }
            text => text,
        })
    }

    /// The words of the styled document, if there is one and it can be read.
    fn styled(&mut self, element: &Element) -> Result<Option<Option<String>>, RefiError> {
        let Some(path) = element.filled("richTextPath") else { return Ok(None) };
        let Some((_, bytes)) = self.archive.source(path.trim())? else { return Ok(None) };
        Ok(Some((self.docx)(&bytes).filter(|text| !text.trim().is_empty())))
    }
}
