//! The Android app's Java (`android/`), compiled against Android's own classes and tested on
//! Robolectric. Everything comes from Maven Central: no Android SDK is needed.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
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

/// A method that Java declares and something else must have.
pub(crate) struct Native {
    /// Its class, by its full name with dots.
    pub(crate) class: String,
    pub(crate) name: String,
    /// Its types, as the class file spells them.
    pub(crate) signature: String,
}

impl Native {
    /// The name under which Java looks for it in a library (JNI, «Resolving native method names»).
    pub(crate) fn symbol(&self) -> String {
        let mangled = |text: &str| {
            text.replace('_', "_1")
                .replace('.', "_")
                .replace('$', "_00024")
        };
        format!("Java_{}_{}", mangled(&self.class), mangled(&self.name))
    }
}

/// The native methods of all the app's classes, which must be compiled.
pub(crate) fn natives() -> Result<Vec<Native>> {
    let classes = workspace::root().join("target/java/classes");
    let mut files = Vec::new();
    collect_classes(&classes, &mut files)?;
    ensure!(
        !files.is_empty(),
        "there are no classes in {}",
        classes.display()
    );
    let output = Command::new("javap")
        .args(["-p", "-s"])
        .args(files)
        .output()
        .context("javap cannot be run")?;
    ensure!(output.status.success(), "javap failed");
    Ok(natives_in(&String::from_utf8(output.stdout)?))
}

fn collect_classes(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect_classes(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "class")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads javap's listing: a line for each class, then one for each method and its descriptor.
fn natives_in(listing: &str) -> Vec<Native> {
    let mut class = "";
    let mut method = None;
    let mut natives = Vec::new();
    for line in listing.lines() {
        if !line.starts_with(' ') {
            let mut words = line
                .split(' ')
                .skip_while(|word| !["class", "interface"].contains(word));
            class = words.nth(1).unwrap_or(class);
        } else if let Some(signature) = line.trim().strip_prefix("descriptor: ") {
            natives.extend(method.take().map(|name: &str| Native {
                class: class.to_owned(),
                name: name.to_owned(),
                signature: signature.to_owned(),
            }));
        } else if line.contains(" native ") {
            method = line
                .split('(')
                .next()
                .and_then(|head| head.rsplit(' ').next());
        }
    }
    natives
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
    use super::{natives_in, tests_run};

    #[test]
    fn native_methods_are_read_from_what_javap_lists() {
        let listing = "Compiled from \"Positions.java\"\n\
            public final class pe.gob.a_b.Positions implements android.location.LocationListener {\n  \
              static final int WORKING;\n    \
                descriptor: I\n\n  \
              private static native void found(long, java.lang.String);\n    \
                descriptor: (JLjava/lang/String;)V\n}\n";
        let natives = natives_in(listing);
        let symbols: Vec<_> = natives.iter().map(super::Native::symbol).collect();
        assert_eq!(symbols, ["Java_pe_gob_a_1b_Positions_found"]);
        assert_eq!(natives[0].signature, "(JLjava/lang/String;)V");
    }

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
