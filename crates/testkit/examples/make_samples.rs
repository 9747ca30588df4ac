//! Writes the generated files of the sample networks below the folder that is named, normally `samples`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use troth_testkit::sample::{SampleError, generate};

fn main() -> Result<(), SampleError> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder
        .ok_or("Name the folder to write to: cargo run -p troth-testkit --example make_samples -- samples")?;
    let mut out = std::io::stdout().lock();
    for file in generate()? {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.bytes)?;
        writeln!(out, "{} {} bytes", path.display(), file.bytes.len())?;
    }
    Ok(())
}
