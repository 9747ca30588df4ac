//! The rules of the house: which way dependencies point, and how large a room may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Every crate with what it may depend on (docs/architecture.md).
const MAY_USE: [(&str, &[&str]); 15] = [
    ("framework", &[]),
    ("network", &[]),
    ("dyads", &["framework", "network"]),
    ("say", &["framework", "network", "dyads"]),
    ("record", &["framework", "network", "dyads"]),
    ("rate", &["framework", "network", "dyads"]),
    ("lens", &["framework", "network", "dyads", "say", "record"]),
    ("act", &["framework", "network", "dyads", "say", "record", "lens"]),
    ("gate", &["framework", "network", "dyads", "say", "record", "rate", "lens", "act"]),
    ("store", &["framework", "network", "dyads", "say", "record", "rate", "lens", "act", "gate"]),
    ("app", &["framework", "network", "dyads", "say", "record", "rate", "lens", "act", "gate", "store"]),
    ("report", &["framework", "network", "say", "record", "rate", "lens", "act", "gate", "app"]),
    ("web", &["framework", "network", "say", "record", "rate", "lens", "act", "gate", "app", "report"]),
    (
        "cli",
        &["framework", "network", "say", "record", "rate", "lens", "act", "gate", "app", "report", "web"],
    ),
    ("testkit", &["framework", "network"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn dependencies_point_as_drawn() {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut seen = BTreeSet::new();
    for package in &metadata.packages {
        let name = package.name.strip_prefix("troth-").unwrap().to_owned();
        let may = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no place in MAY_USE"));
        assert_eq!(package.publish, Some(Vec::new()), "{name} must say publish = false");
        for dependency in &package.dependencies {
            if dependency.kind != DependencyKind::Normal {
                continue;
            }
            if let Some(used) = dependency.name.strip_prefix("troth-") {
                assert!(may.contains(&used), "{name} may not depend on {used}");
            }
        }
        seen.insert(name);
    }
    assert_eq!(seen.len(), MAY_USE.len(), "MAY_USE names crates that are not there");
}

/// Lines of every source file that people write: Rust, TypeScript, JavaScript, SQL and styles.
fn sizes() -> Vec<(String, usize)> {
    let mut sizes = Vec::new();
    for folder in ["crates", "web-ui/src", "web-ui/styles", "web-ui/tests", "e2e/specs", "scripts"] {
        walk(&root().join(folder), &mut sizes);
    }
    sizes
}

fn walk(at: &Path, sizes: &mut Vec<(String, usize)>) {
    for entry in std::fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        let skipped = ["node_modules", "dist", "target"].iter().any(|s| path.ends_with(s));
        if path.is_dir() && !skipped {
            walk(&path, sizes);
        } else if path
            .extension()
            .is_some_and(|e| ["rs", "ts", "mjs", "js", "sql", "scss", "sh"].iter().any(|x| e == *x))
        {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            sizes.push((path.display().to_string(), lines));
        }
    }
}

#[test]
fn rooms_are_small() {
    let mut sizes = sizes();
    sizes.sort_by_key(|(_, lines)| *lines);
    assert!(sizes.len() > 100, "the files were found");
    let at = |share: f64| {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a list of files"
        )]
        let place = ((sizes.len() - 1) as f64 * share).round() as usize;
        &sizes[place]
    };
    assert!(at(0.5).1 <= 150, "the median file has {} lines", at(0.5).1);
    assert!(at(0.9).1 <= 400, "nine in ten should be under 400: {:?}", at(0.9));
    assert!(at(1.0).1 <= 800, "outgrown its purpose: {:?}", at(1.0));
}

#[test]
fn the_product_speaks_of_itself_alone() {
    let needles = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat()];
    let mut texts = Vec::new();
    for folder in ["crates", "docs", "web-ui/src", "web-ui/styles", "e2e/specs", "scripts", "framework"] {
        collect(&root().join(folder), &mut texts);
    }
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        for needle in &needles {
            assert!(!text.contains(needle.as_str()), "{} holds a path of one machine", path.display());
        }
    }
}

#[test]
fn no_rule_of_the_gate_is_switched_off_in_the_product() {
    let call = ["Rules::", "without("].concat();
    let mut texts = Vec::new();
    collect(&root().join("crates"), &mut texts);
    let callers: Vec<String> = texts
        .into_iter()
        .filter(|path| std::fs::read_to_string(path).unwrap().contains(&call))
        .map(|path| path.display().to_string())
        .collect();
    assert!(!callers.is_empty(), "the attacks were found");
    assert!(callers.iter().all(|path| path.contains("crates/testkit/tests/")), "{callers:?}");
}

fn collect(at: &Path, texts: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("node_modules") {
                collect(&path, texts);
            }
        } else if path
            .extension()
            .is_some_and(|e| ["rs", "md", "toml", "ts", "mjs", "sh"].iter().any(|x| e == *x))
        {
            texts.push(path);
        }
    }
}
