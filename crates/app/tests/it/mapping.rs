//! Answers from files of survey tools. The files here are written by hand after what the tools document of their
//! exports: LimeSurvey, <https://www.limesurvey.org/manual/Exporting_results>; Qualtrics,
//! <https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/>
//! (three heading rows, of which the last holds import ids); Microsoft Forms, whose workbook begins with ID, Start time,
//! Completion time, Email and Name.

mod forms;
mod hostile;
mod limesurvey;
mod matrix;
mod qualtrics;

use troth_app::AppError;
use troth_app::imports::{Imported, RatingsOptions};
use troth_app::mapping::Mapping;
use troth_network::{Network, Rating, VisibleTo};

use super::support::{Bench, bench, small};

/// Reads a file as a mapping says into a partnership of its own.
struct Read {
    bench: Bench,
    network: Network,
}

impl Read {
    async fn new() -> Self {
        let bench = bench().await;
        let network = small(&bench).await;
        Self { bench, network }
    }

    /// What is proposed, as it would be used without corrections.
    async fn proposed(&self, file: &str, bytes: &[u8]) -> String {
        self.bench.app.propose_mapping(&self.network, file, bytes).await.unwrap()
    }

    async fn import(&self, file: &str, bytes: &[u8], mapping: &str) -> Result<Imported, AppError> {
        let mapping = Mapping::read("m.toml", mapping.as_bytes())?;
        let options =
            RatingsOptions { wave: Some("2".into()), representatives_visible_to: Some(VisibleTo::Audience) };
        self.bench.app.import_mapped(&self.network, file, bytes, &mapping, &options).await
    }

    async fn refused(&self, file: &str, bytes: &[u8], mapping: &str) -> String {
        let text = self.import(file, bytes, mapping).await.unwrap_err().to_string();
        assert!(self.bench.store.waves(self.network.id).await.unwrap().is_empty(), "nothing is stored");
        text
    }

    /// Answers that are stored, as `rater>target variable=value min-max`, sorted.
    async fn stored(&self) -> Vec<String> {
        let wave = self.bench.app.wave(&self.network, Some("2")).await.unwrap().unwrap();
        let names = self.bench.app.names(self.network.id).await.unwrap();
        let id = |o| names.get(o).unwrap().external_id.clone();
        let words = |r: Rating| {
            let scale = r.scale.unwrap();
            format!("{}>{} {}={} {}-{}", id(r.rater), id(r.target), r.variable, r.value, scale.min, scale.max)
        };
        let mut all: Vec<String> =
            self.bench.store.ratings(wave.id).await.unwrap().into_iter().map(words).collect();
        all.sort();
        all
    }

    /// Whether a word is in any file of the database.
    fn holds(&self, word: &str) -> bool {
        let files = std::fs::read_dir(self.bench.folder()).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.is_file()).any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(word.len()).any(|part| part == word.as_bytes())
        })
    }
}
