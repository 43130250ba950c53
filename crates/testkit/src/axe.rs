//! What an accessibility engine says of a page: axe-core, in the real browser.

use std::fs;

use anyhow::{Context as _, Result};

use crate::Browser;

/// Runs axe with the rules for text of 7:1 and for targets, which are off by default, and tells
/// what is serious, with the element. `arguments` are thirtyfour's.
const LOOK: &str = r#"
const done = arguments[arguments.length - 1];
const rules = { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
axe.run(document, { rules, resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`))),
  (error) => done([`axe failed: ${error}`]),
);
"#;

/// The engine's script.
#[derive(Debug)]
pub struct Axe {
    script: String,
}

impl Axe {
    /// The script that `AUXILIO_AXE` names.
    pub fn load() -> Result<Self> {
        let path = std::env::var_os("AUXILIO_AXE").context(
            "AUXILIO_AXE names no axe.min.js: `cargo xtask test` fetches one and says where",
        )?;
        let script = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(Self { script })
    }

    /// What is serious or critical in the browser's page; empty if nothing is.
    pub async fn serious_findings(&self, browser: &Browser) -> Result<Vec<String>> {
        browser.run(&self.script).await?;
        Ok(serde_json::from_value(browser.answer_of(LOOK).await?)?)
    }
}
