//! What a machine needs to build the app for phones: looked for one by one, and told with how to
//! get it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The version of `dx` that `Dioxus.toml` is written for, and that the app's Dioxus is of.
pub(crate) const DX: &str = "0.7.10";
/// The NDK to get where there is none: the long-term one.
pub(crate) const NDK: &str = "27.2.12479018";
/// The JDK that Gradle 9 runs on, at least; `dx` brings Gradle 9.1.
const JDK_MAJOR_MIN: u32 = 17;
/// What Rust is built for on Android: manganis 0.7.10 refuses 32 bits.
pub(crate) const ANDROID_TARGET: &str = "aarch64-linux-android";
/// What Rust is built for on iOS.
pub(crate) const IOS_TARGET: &str = "aarch64-apple-ios";

/// A machine, as a command sees it.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    /// Its environment.
    variables: BTreeMap<String, OsString>,
    /// Whether its system is Apple's.
    is_mac: bool,
}

/// One thing that is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    /// What.
    pub(crate) what: String,
    /// Where it is, or how to get it.
    pub(crate) found: Result<String, String>,
}

impl Machine {
    /// This one.
    pub(crate) fn this() -> Self {
        let text = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value));
        Self {
            variables: std::env::vars_os().filter_map(text).collect(),
            is_mac: cfg!(target_os = "macos"),
        }
    }

    /// One with nothing but these variables.
    #[cfg(test)]
    pub(crate) fn with(variables: impl IntoIterator<Item = (String, OsString)>) -> Self {
        Self {
            variables: variables.into_iter().collect(),
            is_mac: false,
        }
    }

    /// The value of a variable that is set to something.
    pub(crate) fn variable(&self, name: &str) -> Option<&OsString> {
        self.variables.get(name).filter(|value| !value.is_empty())
    }

    /// Where a program of that name is in its PATH.
    fn program(&self, name: &str) -> Option<PathBuf> {
        let path = self.variable("PATH")?;
        let mut places = std::env::split_paths(path).map(|folder| folder.join(name));
        places.find(|place| place.is_file())
    }

    /// What a program prints, on either channel; none if it is not there or fails.
    fn told(&self, program: &Path, arguments: &[&str]) -> Option<String> {
        let output = Command::new(program)
            .args(arguments)
            .env_clear()
            .envs(&self.variables)
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        output.status.success().then_some(said)
    }

    /// The folder that one of these variables names, if it is there.
    fn folder(&self, names: &[&str]) -> Option<PathBuf> {
        let set = names.iter().filter_map(|name| self.variable(name));
        set.map(PathBuf::from).find(|folder| folder.is_dir())
    }
}

/// What building for Android needs; `compile_sdk` is the platform that `Dioxus.toml` names.
pub(crate) fn for_android(machine: &Machine, compile_sdk: i64) -> Vec<Need> {
    let sdk = android_sdk(machine);
    let platform = format!("platforms/android-{compile_sdk}/android.jar");
    let manager = |package: &str| format!("sdkmanager \"{package}\"");
    vec![
        dx(machine),
        jdk(machine),
        need(
            "Android SDK",
            sdk.as_deref().map(shown),
            "install Android Studio or its command-line tools, and set ANDROID_HOME to the SDK's \
             folder",
        ),
        need(
            &format!("Android platform {compile_sdk}"),
            sdk.as_ref()
                .map(|sdk| sdk.join(platform))
                .filter(|jar| jar.is_file())
                .map(|jar| shown(&jar)),
            &manager(&format!("platforms;android-{compile_sdk}")),
        ),
        need(
            "Android build-tools",
            sdk.as_ref()
                .and_then(|sdk| newest_in(&sdk.join("build-tools"))),
            &manager(&format!("build-tools;{compile_sdk}.0.0")),
        ),
        need(
            "Android NDK",
            ndk(machine, sdk.as_deref()),
            &format!(
                "{}, or set ANDROID_NDK_HOME to the NDK's folder",
                manager(&format!("ndk;{NDK}"))
            ),
        ),
        rust_target(machine, ANDROID_TARGET),
    ]
}

/// What building for iOS needs.
pub(crate) fn for_ios(machine: &Machine) -> Vec<Need> {
    let mac = machine.is_mac.then(|| "macOS".to_owned());
    let xcode = machine
        .program("xcrun")
        .and_then(|xcrun| machine.told(&xcrun, &["--sdk", "iphoneos", "--show-sdk-path"]));
    vec![
        need("macOS", mac, "Apple builds iOS apps on a Mac only"),
        dx(machine),
        need(
            "Xcode with the SDK of iOS",
            xcode,
            "install Xcode from the App Store, then: sudo xcode-select --switch \
             /Applications/Xcode.app && xcodebuild -runFirstLaunch",
        ),
        rust_target(machine, IOS_TARGET),
    ]
}

fn need(what: &str, found: Option<String>, how: &str) -> Need {
    Need {
        what: what.to_owned(),
        found: found.ok_or_else(|| how.to_owned()),
    }
}

fn dx(machine: &Machine) -> Need {
    let how = format!("cargo install dioxus-cli --version {DX} --locked");
    let said = machine
        .program("dx")
        .and_then(|dx| machine.told(&dx, &["--version"]));
    let found = match said {
        None => Err(how),
        Some(said) if said.split_whitespace().any(|word| word == DX) => Ok(said),
        Some(said) => Err(format!("{said} is another version: {how}")),
    };
    Need {
        what: format!("dx {DX}"),
        found,
    }
}

fn jdk(machine: &Machine) -> Need {
    let own = machine.folder(&["JAVA_HOME"]);
    let own = own
        .map(|home| home.join("bin/java"))
        .filter(|java| java.is_file());
    let how = "apt-get install openjdk-17-jdk-headless, or set JAVA_HOME to one";
    let found = match own.or_else(|| machine.program("java")) {
        None => Err(how.to_owned()),
        Some(java) => match machine
            .told(&java, &["-version"])
            .as_deref()
            .and_then(major)
        {
            Some(version) if version >= JDK_MAJOR_MIN => Ok(format!("{version}, {}", shown(&java))),
            Some(version) => Err(format!("{} is of Java {version}: {how}", shown(&java))),
            None => Err(format!("{} does not tell its version: {how}", shown(&java))),
        },
    };
    Need {
        what: format!("JDK {JDK_MAJOR_MIN} or newer"),
        found,
    }
}

/// The version in `openjdk version "17.0.12" 2024-07-16`; Java 8 calls itself 1.8.
fn major(said: &str) -> Option<u32> {
    let quoted = said.split('"').nth(1)?;
    let mut numbers = quoted.split(['.', '-', '+']).map(str::parse::<u32>);
    match numbers.next()?.ok()? {
        1 => numbers.next()?.ok(),
        version => Some(version),
    }
}

/// The SDK, where `dx` looks for it.
pub(crate) fn android_sdk(machine: &Machine) -> Option<PathBuf> {
    machine.folder(&["ANDROID_HOME", "ANDROID_SDK_ROOT"])
}

fn ndk(machine: &Machine, sdk: Option<&Path>) -> Option<String> {
    let named = machine.folder(&["ANDROID_NDK_HOME", "NDK_HOME"]);
    let named = named.filter(|ndk| ndk.join("toolchains/llvm").is_dir());
    named
        .as_deref()
        .map(shown)
        .or_else(|| newest_in(&sdk?.join("ndk")))
}

/// The folder with the highest name; none if there is none.
fn newest_in(folder: &Path) -> Option<String> {
    let entries = std::fs::read_dir(folder).ok()?;
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
    folders
        .filter(|path| path.is_dir())
        .max()
        .as_deref()
        .map(shown)
}

fn rust_target(machine: &Machine, target: &str) -> Need {
    let folder = machine
        .program("rustc")
        .and_then(|rustc| machine.told(&rustc, &["--print", "target-libdir", "--target", target]));
    let there = folder.filter(|folder| Path::new(folder).is_dir());
    need(
        &format!("Rust's standard library for {target}"),
        there,
        &format!("rustup target add {target}"),
    )
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// What a person reads, a line for each.
pub(crate) fn report(needs: &[Need]) -> String {
    let lines = needs.iter().map(|need| match &need.found {
        Ok(found) => format!("  there    {}: {found}\n", need.what),
        Err(how) => format!("  MISSING  {}\n           {how}\n", need.what),
    });
    lines.collect()
}

/// How many are missing.
pub(crate) fn missing(needs: &[Need]) -> usize {
    needs.iter().filter(|need| need.found.is_err()).count()
}

#[cfg(test)]
mod tests;
