//! Where letters go. The application writes them; whoever runs it decides what sends them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::app::App;
use crate::error::AppError;

/// Something that takes letters and sees to it that they are sent.
pub trait Post: Send + Sync {
    /// Takes a letter in plain text. It is enough that it cannot be lost: it may be sent later.
    fn put<'a>(
        &'a self,
        to: &'a str,
        subject: &'a str,
        text: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<(), AppError>> + Send + 'a>>;
}

impl App {
    /// The same application with something that sends its letters.
    #[must_use]
    pub fn with_post(&self, post: Arc<dyn Post>) -> Self {
        let mut app = self.clone();
        app.post = Some(post);
        app
    }

    /// Whether letters are sent at all.
    pub fn sends_mail(&self) -> bool {
        self.post.is_some()
    }

    /// Sends a letter. It names no partner, no rating and no disagreement: letters are read by others.
    ///
    /// # Errors
    /// If it cannot be taken, or no letters are sent here.
    pub async fn send_mail(&self, to: &str, subject: &str, text: &str) -> Result<(), AppError> {
        match &self.post {
            Some(post) => post.put(to, subject, text).await,
            None => {
                Err(AppError::Denied("No mail is sent from here. Hand the link over yourself.".to_owned()))
            }
        }
    }
}
