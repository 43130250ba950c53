//! Documents that cannot drift: every file that they name exists, and so does every test.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::workspace;

/// Endings of what counts as the name of a file in a code span.
const FILE_ENDINGS: [&str; 7] = [".java", ".rs", ".md", ".toml", ".ftl", ".sql", ".css"];

pub(crate) fn check() -> Result<()> {
    let files = workspace::files()?;
    let documents = files
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut wrong = Vec::new();
    let mut checked = 0;
    for document in documents {
        let text = fs::read_to_string(workspace::root().join(document))?;
        let folder = document.parent().unwrap_or(Path::new(""));
        for named in names(&text) {
            checked += 1;
            if !named.holds(folder) {
                wrong.push(format!("{}: {}", document.display(), named.0));
            }
        }
    }
    ensure!(
        wrong.is_empty(),
        "named in the documents, but not there:\n{}",
        wrong.join("\n")
    );
    println!("{checked} files and tests named in the documents are there.");
    Ok(())
}

/// A link's target, a path, or a test as `path/of/file.rs::name_of_test`.
#[derive(Debug, PartialEq, Eq)]
struct Named<'a>(&'a str);

impl Named<'_> {
    /// Whether it is there, seen from the document's folder or from the root.
    fn holds(&self, folder: &Path) -> bool {
        let (path, test) = match self.0.split_once("::") {
            Some((path, test)) => (path, Some(test)),
            None => (self.0.split('#').next().unwrap_or_default(), None),
        };
        let root = workspace::root();
        let found = [root.join(folder).join(path), root.join(path)]
            .into_iter()
            .find(|path| path.exists());
        match (found, test) {
            (Some(file), Some(test)) => {
                // As Rust and as Java begin one.
                let begins = [format!("fn {test}("), format!("void {test}(")];
                let source = fs::read_to_string(file);
                source.is_ok_and(|source| begins.iter().any(|begin| source.contains(begin)))
            }
            (found, None) => found.is_some(),
            (None, _) => false,
        }
    }
}

/// Relative links, and code spans that look like a path of this repository.
fn names(text: &str) -> impl Iterator<Item = Named<'_>> {
    let links = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains(':') && !target.starts_with('#'));
    let prose = text.split("```").step_by(2);
    let spans = prose
        .flat_map(|part| part.split('`').skip(1).step_by(2))
        .filter(|span| is_path(span));
    links.chain(spans).map(Named)
}

fn is_path(span: &str) -> bool {
    let path = span.split("::").next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    path.contains('/')
        && path.chars().all(plain)
        && !path.starts_with(['/', '.', '<'])
        && (path.ends_with('/') || FILE_ENDINGS.iter().any(|ending| path.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_paths_are_found_and_addresses_are_not() {
        let text = "[a](docs/a.md) [b](https://b.example/c.md) [c](#here) `src/x.rs` \
                    `tests/t.rs::it_holds` `Option::map` `/v1/alerts` `crates/client/`\n\
                    ```\n`no/span.rs`\n```\n`after/block.rs`";
        let found: Vec<&str> = names(text).map(|named| named.0).collect();
        assert_eq!(
            found,
            [
                "docs/a.md",
                "src/x.rs",
                "tests/t.rs::it_holds",
                "crates/client/",
                "after/block.rs"
            ]
        );
    }

    #[test]
    fn a_test_that_is_not_in_its_file_does_not_hold() {
        let here = Path::new("");
        let file = "xtask/src/documents.rs";
        let own = format!("{file}::a_test_that_is_not_in_its_file_does_not_hold");
        assert!(Named(&own).holds(here));
        assert!(!Named(&format!("{file}::no_such_test")).holds(here));
        let java = "android/src/test/java/pe/gob/muniporvenir/auxilio/phone/FlushJobTest.java";
        let test = "theJobWaitsForANetworkOutlivesARestartAndTriesMoreAndMoreSeldom";
        assert!(Named(&format!("{java}::{test}")).holds(here));
        assert!(!Named(&format!("{java}::noSuchTest")).holds(here));
        assert!(!Named("no/such/file.rs").holds(here));
    }
}
