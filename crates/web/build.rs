//! Names the built stylesheet and script, so that pages can ask for them by their hashed names.

use std::path::Path;
use std::process::ExitCode;

const MANIFEST: &str = "../../web-ui/dist/manifest.json";

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed={MANIFEST}");
    match names() {
        Ok((css, js)) => {
            println!("cargo:rustc-env=TROTH_CSS=/assets/{css}");
            println!("cargo:rustc-env=TROTH_JS=/assets/{js}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            println!(
                "cargo::error=The styles and scripts are not built ({reason}): run `make assets` first."
            );
            ExitCode::FAILURE
        }
    }
}

fn names() -> Result<(String, String), String> {
    let text = std::fs::read_to_string(Path::new(MANIFEST)).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|e| format!("{MANIFEST}: {e}"))?;
    let name = |key: &str| {
        manifest
            .get(key)
            .and_then(|v| v.as_str())
            .map(str::to_owned)
            .ok_or(format!("{MANIFEST} names no {key}"))
    };
    Ok((name("app.css")?, name("app.js")?))
}
