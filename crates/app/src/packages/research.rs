//! Single answers of a round for research: for the custodian alone, where the promise of the round named it, with new
//! numbers in the place of people, encrypted, and noted.

mod rows;

use troth_gate::CustodianOnly;
use troth_gate::ledger::sha256_hex;
use troth_network::timestamp::day_in_files;
use troth_network::{Network, Wave};
use troth_store::{PromiseRow, ResearchPackage};

use super::describe::{About, descriptor};
use super::{PackageFile, archive, safe, scripts};
use crate::app::App;
use crate::backup::Lock;
use crate::error::{AppError, FieldError};
use rows::Numbers;

/// Longest purpose, approval and recipient, in characters.
const LONGEST: usize = 300;

/// Why single answers are given out, and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResearchFor {
    /// What it is for.
    pub purpose: String,
    /// The reference of the approval, such as that of an ethics committee.
    pub approval: String,
    /// Who gets it: an organisation or a post.
    pub recipient: String,
}

impl ResearchFor {
    /// The same with single spaces.
    ///
    /// # Errors
    /// A sentence for each part that is missing, too long, or about a patient.
    fn checked(&self) -> Result<Self, AppError> {
        let mut errors = Vec::new();
        let mut part = |field: &'static str, text: &str, what: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() || text.chars().count() > LONGEST {
                errors.push(FieldError::new(field, format!("{what} in up to {LONGEST} characters.")));
            }
            text
        };
        let checked = Self {
            purpose: part("purpose", &self.purpose, "Say what the answers are given out for"),
            approval: part("approval", &self.approval, "Give the reference of the approval"),
            recipient: part("recipient", &self.recipient, "Say who gets them: an organisation or a post,"),
        };
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        for text in [&checked.purpose, &checked.approval, &checked.recipient] {
            crate::imports::refuse_patients("What was written", text)?;
        }
        Ok(checked)
    }
}

impl App {
    /// A package of all single answers of a closed round, encrypted, with what they mean and scripts that label them in R
    /// and SPSS. Each package has numbers of its own in the place of people. Free words are not in it.
    ///
    /// # Errors
    /// If the viewer is not the custodian, the promise of the round names no research, the round is not closed or has no
    /// answers, or something is missing.
    pub async fn research_package(
        &self,
        network: &Network,
        round: Option<&str>,
        asked: &ResearchFor,
        lock: &Lock,
    ) -> Result<CustodianOnly<PackageFile>, AppError> {
        self.only_the_custodian()?;
        let asked = asked.checked()?;
        let wave = self.closed_round(network, round).await?;
        let (promise, research) = self.promised_research(&wave).await?;
        let ratings = self.store.ratings(wave.id).await?;
        let own = self.store.own_answers(wave.id).await?;
        if ratings.is_empty() && own.is_empty() {
            return Err(AppError::Conflict(format!("{} has no answers.", wave.label)));
        }
        let meanings = self.meanings(&wave, &ratings, &own).await?;
        let names = self.names(network.id).await?;
        let numbers = Numbers::of(&self.secret::<32>());
        let answers = ratings.len() + own.len();
        let mut tables = rows::tables(&wave, &ratings, &own, &meanings, &names, &numbers);
        tables.push(meanings.table());
        let made = day_in_files(self.today());
        let about = About {
            name: &format!("{}-{}-research", safe(&network.slug), safe(&wave.external_id)),
            title: format!("{}, {}: single answers", network.name, wave.label),
            description: format!(
                "For {}, approved as {}, given to {}. Promised to respondents: {research}",
                asked.purpose, asked.approval, asked.recipient
            ),
            created: made.clone(),
        };
        let mut files: Vec<(String, Vec<u8>)> =
            tables.iter().map(|table| (table.path(), table.csv().into_bytes())).collect();
        if let Some(wide) = tables.iter().find(|table| table.name == rows::WIDE) {
            files.push(("label.R".to_owned(), scripts::r(wide, &meanings).into_bytes()));
            files.push(("label.sps".to_owned(), scripts::spss(wide, &meanings).into_bytes()));
        }
        files.push(("promise.txt".to_owned(), promise.words.replace('\n', "\r\n").into_bytes()));
        files.push(("datapackage.json".to_owned(), descriptor(&about, &tables).into_bytes()));
        files.push(("README.txt".to_owned(), read_me(&about, &made).into_bytes()));
        let bytes = lock.encrypt(&archive(&files)?)?;
        let package = ResearchPackage {
            id: self.new_id(),
            network: network.id,
            wave: wave.id,
            made: self.now(),
            made_by: self.viewer().id,
            purpose: asked.purpose,
            approval: asked.approval,
            recipient: asked.recipient,
            answers: i64::try_from(answers).unwrap_or(i64::MAX),
            hash: sha256_hex(&bytes),
        };
        // What cannot be noted does not leave.
        let noted = self.noted(network.id, "single answers given to research", package.id);
        self.store.note_package(&package, &noted).await?;
        let file = PackageFile {
            name: format!("{}.zip.age", about.name),
            media: "application/octet-stream",
            bytes,
            sentences: vec![
                format!("Respondents were promised: {research}. Make sure that this is the one it goes to."),
                "It holds single answers. What is erased later stays in it until its recipient deletes it."
                    .to_owned(),
            ],
        };
        Ok(CustodianOnly::open(file, &self.viewer())?)
    }

    /// The packages of single answers that were made, the newest first.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the database cannot be read.
    pub async fn research_packages(
        &self,
        network: &Network,
    ) -> Result<CustodianOnly<Vec<ResearchPackage>>, AppError> {
        let packages = self.store.packages(network.id).await?;
        Ok(CustodianOnly::open(packages, &self.viewer())?)
    }

    /// The promise of a round and the research it names.
    ///
    /// # Errors
    /// If it names none, or there is no promise.
    async fn promised_research(&self, wave: &Wave) -> Result<(PromiseRow, String), AppError> {
        let promise = self.store.promise_of(wave.id).await?;
        let found = promise.and_then(|promise| promise.research.clone().map(|research| (promise, research)));
        found.ok_or_else(|| {
            AppError::Conflict(format!(
                "The promise of {} names no research, so its single answers are given to nobody. A research can be named in \
                 the promise of a round before it begins.",
                wave.label
            ))
        })
    }
}

fn read_me(about: &About<'_>, made: &str) -> String {
    let tables = [
        ("ratings.csv", "what people say of partners, one row for each answer"),
        ("ratings-labelled.csv", "the same with the words of each answer"),
        ("ratings-wide.csv", "one row for each person and partner, one column for each question"),
        ("own-answers.csv", "what people say of the partnership and themselves"),
        ("organisations.csv", "ids, sectors and kinds"),
        ("dictionary.csv", "what each question means"),
        ("label.R, label.sps", "read ratings-wide.csv and label it in R and SPSS"),
        ("promise.txt", "what respondents were promised"),
        ("datapackage.json", "the columns of all tables, by the Data Package standard"),
    ];
    let mut text = format!("{}\r\nMade on {made}.\r\n\r\n{}\r\n\r\n", about.title, about.description);
    for (file, what) in tables {
        text.push_str(&format!("{file}: {what}\r\n"));
    }
    text.push_str(
        "\r\nConfidential, not anonymous: somebody who knows the organisations may recognise people. Numbers in the place of \
         people hold in this package alone; do not try to join it with another. \"Can't say\" is not kept and not in it, nor \
         are free words. Respondents of an open link are marked: nobody vouches that each is one person. Delete it when the \
         research is over, and when the custodian says that somebody took their answers back.\r\n",
    );
    text
}
