//! Where somebody is signed in, in words as few as "Firefox on Windows": enough to know one's own sessions apart, too
//! little to know anybody by.

use std::sync::Arc;

use crate::app::App;

/// Browsers by what they write of themselves. Most write the names of others besides, so the order matters.
const BROWSERS: [(&str, &str); 11] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Systems, in the same way.
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// What a browser says of itself (`User-Agent`), reduced to words of this file; `None` if it is known by none of them.
pub fn device_in_words(user_agent: &str) -> Option<String> {
    let known = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, words)| *words)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser} on {system}")),
        (Some(browser), None) => Some(browser.to_owned()),
        (None, Some(system)) => Some(format!("A browser on {system}")),
        (None, None) => None,
    }
}

impl App {
    /// The same application for a request from this device: sessions that begin are named by it.
    #[must_use]
    pub fn on_device(&self, user_agent: Option<&str>) -> Self {
        let mut app = self.clone();
        app.device = user_agent.and_then(device_in_words).map(Arc::from);
        app
    }
}

#[cfg(test)]
mod tests {
    use super::device_in_words;

    #[test]
    fn a_device_is_told_in_a_few_words_and_nothing_it_wrote_is_kept() {
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
        for (said, words) in [
            (format!("{windows} {webkit}"), Some("Chrome on Windows")),
            (format!("{windows} {webkit} Edg/141.0.0.0"), Some("Edge on Windows")),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".into(),
                Some("Firefox on Linux"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1".into(),
                Some("Safari on iPhone"),
            ),
            (format!("Mozilla/5.0 (Linux; Android 15) {webkit}"), Some("Chrome on Android")),
            ("curl/8.0 (Linux)".into(), Some("A browser on Linux")),
            ("<script>".into(), None),
            (String::new(), None),
        ] {
            assert_eq!(device_in_words(&said).as_deref(), words, "{said}");
        }
    }
}
