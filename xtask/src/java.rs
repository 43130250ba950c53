//! The Android app's Java (`android/`), compiled against Android's own classes and tested on
//! Robolectric. Everything comes from Maven Central: no Android SDK is needed.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::packages::{self, JAVA};
use crate::tools::must_succeed;
use crate::workspace;

/// Compiles it, for the tests that run it from Rust.
pub(crate) fn compile() -> Result<()> {
    must_succeed(maven()?.args(["--quiet", "test-compile"]))
}

/// Compiles it with every warning an error, and runs its tests in sight of the person.
pub(crate) fn test() -> Result<()> {
    let mut maven = maven()?
        .arg("test")
        .stdout(Stdio::piped())
        .spawn()
        .context("mvn cannot be run")?;
    let stdout = maven.stdout.take().context("mvn has no output")?;
    let mut total = None;
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        total = tests_run(&line).or(total);
    }
    let status = maven.wait()?;
    ensure!(status.success(), "mvn test failed ({status})");
    let total = total.filter(|total| *total > 0);
    println!("\n{} Java tests passed", total.context("no Java test ran")?);
    Ok(())
}

fn maven() -> Result<Command> {
    packages::ensure_installed(&[JAVA])?;
    let mut maven = Command::new("mvn");
    maven
        .current_dir(workspace::root())
        .args(["--batch-mode", "--no-transfer-progress"])
        .args(["-Dstyle.color=never", "--file", "android/pom.xml"]);
    Ok(maven)
}

/// Reads how many tests ran in all: `[INFO] Tests run: 20, Failures: 0, …`. The lines of single
/// classes end with the class.
fn tests_run(line: &str) -> Option<u32> {
    let (_, results) = line.split_once("Tests run: ")?;
    let (count, rest) = results.split_once(',')?;
    let is_total = !rest.contains(" in ");
    is_total.then(|| count.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::tests_run;

    #[test]
    fn the_number_of_java_tests_is_that_of_all_classes_together() {
        let class = "[INFO] Tests run: 8, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 6.9 s -- in pe.gob.LinkActivityTest";
        let total = "[INFO] Tests run: 20, Failures: 0, Errors: 0, Skipped: 0";
        assert_eq!(
            (tests_run(class), tests_run(total), tests_run("[INFO]")),
            (None, Some(20), None)
        );
    }
}
