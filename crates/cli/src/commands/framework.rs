//! `troth framework`.

use std::fmt::Write as _;

use troth_framework::Lens;

use super::read;
use crate::arguments::{Framework, FrameworkFormat};
use crate::output::print;

pub(crate) fn run(given: &Framework) -> anyhow::Result<()> {
    if let Some(path) = &given.check {
        let (file, bytes) = read(path)?;
        let text = troth_app::intake::decode::text(&file, &bytes)?;
        let lens = Lens::parse(&text, &file)?;
        return print(&format!("{file}: a valid framework, version {}.\n", lens.version));
    }
    let lens = Lens::built_in();
    print(&match given.format {
        FrameworkFormat::Toml => Lens::built_in_text().to_owned(),
        FrameworkFormat::Json => format!("{}\n", serde_json::to_string_pretty(lens)?),
        FrameworkFormat::Table => table(lens),
    })
}

fn table(lens: &Lens) -> String {
    let mut text = format!("{}, version {}\n\n", lens.title, lens.version);
    let to = |label: Option<&str>, drawn: &dyn std::fmt::Debug| {
        format!("{} ({})", label.unwrap_or("?"), format!("{drawn:?}").to_lowercase())
    };
    for n in &lens.narratives {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "{} [{}, {}]", n.label, n.id, n.family);
        let erodes: Vec<String> =
            n.erodes.iter().map(|a| to(lens.aspect(&a.to).map(|x| x.label.as_str()), &a.drawn)).collect();
        let harms: Vec<String> =
            n.harms.iter().map(|a| to(lens.outcome(&a.to).map(|x| x.label.as_str()), &a.drawn)).collect();
        let _ = writeln!(text, "  wears down: {}", erodes.join("; "));
        let _ = writeln!(text, "  harms:      {}", harms.join("; "));
        let measures: Vec<String> =
            lens.measures_for(&n.id).iter().map(|m| format!("{} {}", m.id, m.label)).collect();
        let _ = writeln!(text, "  measures:   {}", measures.join("; "));
        let _ =
            writeln!(text, "  sources:    {} (mark {})\n", lens.cited(&n.cite).join(", "), n.mark.letter());
    }
    let _ = writeln!(
        text,
        "Also: {} factors, {} subthemes, {} mechanisms, {} measures, {} survey variables. Arrows marked figure are \
         drawn in\nIslam et al. 2020; text means told there and not drawn. V verified, S sign or size word only, A \
         our assumption.\nThe whole: troth framework --format toml",
        lens.factors.len(),
        lens.subthemes.len(),
        lens.mechanisms.len(),
        lens.measures.len(),
        lens.variables.len()
    );
    text
}
