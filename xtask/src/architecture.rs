//! Holds the workspace to what ARCHITECTURE.md prints: which crate may use which, and what must
//! never be reached even through others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::workspace;

/// Longest source file that is not reported, in lines: longer ones hold more than one thing.
const FILE_LINES_MAX: usize = 400;
/// Names that say nothing of what is inside.
const MODULES_FORBIDDEN: [&str; 6] = ["utils", "util", "helpers", "helper", "manager", "common"];
/// What the block in ARCHITECTURE.md begins with.
const BLOCK: &str = "```text dependencies";

pub(crate) fn check() -> Result<()> {
    let document = fs::read_to_string(workspace::root().join("ARCHITECTURE.md"))?;
    let printed = Rules::parse(&document)?;
    let mut graph = Graph::of(&workspace::metadata()?)?;
    for name in printed.never.keys() {
        graph.reached.insert(name.clone(), reached_from(name)?);
    }
    let mut wrong = printed.broken_by(&graph);
    wrong.extend(crates_unmentioned(&graph, &document));
    wrong.extend(modules_misnamed()?);
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{} crates keep to ARCHITECTURE.md.", graph.members.len());
    for (path, lines) in files_too_long()? {
        println!("note: {path} has {lines} lines; above {FILE_LINES_MAX}, look for a second thing");
    }
    Ok(())
}

/// Crate names on the right of an arrow, by the crate on the left.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// What ARCHITECTURE.md prints.
#[derive(Debug, Default, PartialEq, Eq)]
struct Rules {
    /// `a -> b c`: a uses exactly b and c of this workspace.
    uses: Edges,
    /// `a dev-> b`: its tests use exactly b besides.
    tests_use: Edges,
    /// `a never x*`: no dependency of a, however far, is named so.
    never: Edges,
}

impl Rules {
    fn parse(document: &str) -> Result<Self> {
        let (_, block) = document
            .split_once(BLOCK)
            .with_context(|| format!("ARCHITECTURE.md has no block that begins with {BLOCK}"))?;
        let (block, _) = block.split_once("```").context("the block has no end")?;
        let mut rules = Self::default();
        for line in block.lines().filter(|line| !line.trim().is_empty()) {
            let mut words = line.split_whitespace().map(str::to_owned);
            let (Some(from), Some(verb)) = (words.next(), words.next()) else {
                anyhow::bail!("«{line}» is not a rule");
            };
            let edges = match verb.as_str() {
                "->" => &mut rules.uses,
                "dev->" => &mut rules.tests_use,
                "never" => &mut rules.never,
                _ => anyhow::bail!("«{line}» has none of ->, dev->, never"),
            };
            edges.insert(from, words.collect());
        }
        Ok(rules)
    }

    fn broken_by(&self, graph: &Graph) -> Vec<String> {
        let mut wrong = differences("uses", &self.uses, &graph.uses);
        wrong.extend(differences("tests use", &self.tests_use, &graph.tests_use));
        for (from, patterns) in &self.never {
            for reached in graph.reached.get(from).into_iter().flatten() {
                if patterns.iter().any(|pattern| matches(pattern, reached)) {
                    wrong.push(format!("{from} reaches {reached}, which it never may"));
                }
            }
        }
        wrong
    }
}

/// `tokio` is tokio; `dioxus*` is every name that begins so.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    }
}

fn differences(what: &str, printed: &Edges, found: &Edges) -> Vec<String> {
    let none = BTreeSet::new();
    let crates: BTreeSet<&String> = printed.keys().chain(found.keys()).collect();
    crates
        .into_iter()
        .filter_map(|from| {
            let printed = printed.get(from).unwrap_or(&none);
            let found = found.get(from).unwrap_or(&none);
            (printed != found).then(|| {
                format!("ARCHITECTURE.md says that {from} {what} {printed:?}; it is {found:?}")
            })
        })
        .collect()
}

/// What cargo says.
#[derive(Default)]
struct Graph {
    /// The workspace's crates and their folders below the root.
    members: BTreeMap<String, String>,
    uses: Edges,
    tests_use: Edges,
    /// Everything that ends up in a crate outside its tests, however far.
    reached: Edges,
}

impl Graph {
    fn of(metadata: &Value) -> Result<Self> {
        let mut graph = Self::default();
        let root = text(metadata, "workspace_root")?;
        let members: BTreeSet<&str> = list(metadata, "workspace_members")
            .filter_map(Value::as_str)
            .collect();
        for package in list(metadata, "packages") {
            let (id, name) = (text(package, "id")?, text(package, "name")?);
            if members.contains(id.as_str()) {
                let manifest = text(package, "manifest_path")?;
                let folder = manifest.trim_start_matches(&root).trim_matches('/');
                let folder = folder.trim_end_matches("Cargo.toml").to_owned();
                graph.members.insert(name.clone(), folder);
                graph.add_edges_of(&name, package)?;
            }
        }
        Ok(graph)
    }

    /// Dependencies inside the workspace have a path.
    fn add_edges_of(&mut self, name: &str, package: &Value) -> Result<()> {
        for dependency in list(package, "dependencies") {
            if dependency.get("path").is_none_or(Value::is_null) {
                continue;
            }
            let edges = match dependency.get("kind").and_then(Value::as_str) {
                Some("dev") => &mut self.tests_use,
                _ => &mut self.uses,
            };
            edges
                .entry(name.to_owned())
                .or_default()
                .insert(text(dependency, "name")?);
        }
        Ok(())
    }
}

/// The names of everything that ends up in this crate on this system, outside its tests.
fn reached_from(name: &str) -> Result<BTreeSet<String>> {
    let tree = ["tree", "--locked", "--edges", "normal", "--prefix", "none"];
    let output = workspace::cargo()
        .args(tree)
        .args(["--package", name])
        .output()?;
    ensure!(output.status.success(), "cargo tree of {name} failed");
    let lines = String::from_utf8(output.stdout)?;
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    Ok(names
        .filter(|reached| *reached != name)
        .map(str::to_owned)
        .collect())
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text(value: &Value, name: &str) -> Result<String> {
    let text = value.get(name).and_then(Value::as_str);
    Ok(text
        .with_context(|| format!("cargo metadata without {name}"))?
        .to_owned())
}

fn crates_unmentioned(graph: &Graph, document: &str) -> Vec<String> {
    let folders = graph.members.iter();
    folders
        .filter(|(_, folder)| !folder.is_empty() && !document.contains(folder.as_str()))
        .map(|(name, folder)| format!("ARCHITECTURE.md does not mention {folder} ({name})"))
        .collect()
}

fn modules_misnamed() -> Result<Vec<String>> {
    let files = workspace::files()?;
    let misnamed = files.iter().filter(|path| {
        path.extension().is_some_and(|ending| ending == "rs")
            && path
                .iter()
                .filter_map(|part| part.to_str())
                .any(|part| MODULES_FORBIDDEN.contains(&part.strip_suffix(".rs").unwrap_or(part)))
    });
    Ok(misnamed
        .map(|path| format!("{}: name it for what it is for", path.display()))
        .collect())
}

fn files_too_long() -> Result<Vec<(String, usize)>> {
    let mut long = Vec::new();
    for path in workspace::files()? {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let lines = fs::read_to_string(workspace::root().join(&path))?
                .lines()
                .count();
            if lines > FILE_LINES_MAX {
                long.push((path.display().to_string(), lines));
            }
        }
    }
    Ok(long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rules(block: &str) -> Rules {
        Rules::parse(&format!("# Title\n{BLOCK}\n{block}\n```\n")).unwrap()
    }

    fn graph() -> Graph {
        let mut graph = Graph::of(&json!({
            "workspace_root": "/w",
            "workspace_members": ["c", "p"],
            "packages": [
                { "id": "c", "name": "client", "manifest_path": "/w/crates/client/Cargo.toml",
                  "dependencies": [{ "name": "protocol", "path": "/w/p", "kind": null }] },
                { "id": "p", "name": "protocol", "manifest_path": "/w/crates/protocol/Cargo.toml",
                  "dependencies": [] },
            ],
        }))
        .unwrap();
        let reached = ["protocol", "dioxus-core"].map(str::to_owned);
        graph.reached.insert("client".to_owned(), reached.into());
        graph
    }

    #[test]
    fn edges_as_printed_are_right() {
        assert!(rules("client -> protocol").broken_by(&graph()).is_empty());
    }

    #[test]
    fn an_edge_that_is_not_printed_is_wrong() {
        let wrong = rules("client ->").broken_by(&graph());
        assert_eq!(wrong.len(), 1);
    }

    #[test]
    fn an_edge_that_is_printed_and_gone_is_wrong() {
        let wrong = rules("client -> protocol\nprotocol -> client").broken_by(&graph());
        assert_eq!(wrong.len(), 1);
    }

    #[test]
    fn what_a_crate_never_may_reach_is_found_behind_others() {
        let wrong = rules("client -> protocol\nclient never dioxus*").broken_by(&graph());
        assert_eq!(wrong, ["client reaches dioxus-core, which it never may"]);
    }

    #[test]
    fn a_crate_without_a_word_is_named() {
        let missing = crates_unmentioned(&graph(), "only crates/client/ is here");
        assert_eq!(missing.len(), 1);
    }
}
