//! What is laid over the project that `dx` makes for Android: the municipality's names, colours and
//! hosts, and the flavour's permission. A build type's own manifest and resources go before the
//! project's and its libraries', which is how Gradle lets one app be another municipality's.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use auxilio_municipality::Municipality;

use crate::faces;
use crate::stage::write_changed;

/// How the app reaches phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Flavour {
    /// From the municipality's own page or F-Droid: sends a text message by itself where data do
    /// not get through.
    Sideload,
    /// From Google Play, which lets only an app for messages have that permission: it opens the
    /// phone's own app with the message written, and the person sends it.
    Play,
}

impl Flavour {
    /// What Gradle is asked for: a file to install, or what Google makes such files from.
    pub(crate) fn gradle_task(self) -> &'static str {
        match self {
            Self::Sideload => "assembleRelease",
            Self::Play => "bundleRelease",
        }
    }

    /// The permission to send text messages, there or taken out of whatever brought it. The app
    /// looks at what it was given and needs no other sign of its flavour.
    fn text_messages(self) -> &'static str {
        match self {
            Self::Sideload => {
                "    <!-- A text message is the way when data do not get through. -->\n    \
                 <uses-permission android:name=\"android.permission.SEND_SMS\" />\n"
            }
            Self::Play => {
                "    <!-- Google Play gives this to apps for messages only. -->\n    \
                 <uses-permission android:name=\"android.permission.SEND_SMS\" \
                 tools:node=\"remove\" />\n"
            }
        }
    }
}

impl fmt::Display for Flavour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sideload => "sideload",
            Self::Play => "play",
        })
    }
}

/// The part of the repository that is the same for every municipality.
const RESOURCES: &str = "packaging/android/res";
/// The shortcut at the icon (`android/`): the system reads the package in it as it stands.
const SHORTCUTS: &str = "android/src/main/res/xml/auxilio_shortcuts.xml";
const OWN_PACKAGE: &str = "android:targetPackage=\"pe.gob.muniporvenir.auxilio\"";
/// The activity that takes invitations (`android/`).
const LINKS: &str = "pe.gob.muniporvenir.auxilio.phone.LinkActivity";

/// The files of the overlay that are one municipality's.
#[derive(Debug)]
pub(crate) struct Overlay {
    package: String,
    manifest: String,
    strings: String,
    light: String,
    dark: String,
}

impl Overlay {
    pub(crate) fn of(municipality: &Municipality, flavour: Flavour) -> Self {
        let name = escaped(municipality.app_name.as_str());
        let system_name = escaped(municipality.system_name.as_str());
        let colours = &municipality.colours;
        let ground = |ground| format!("    <color name=\"ground\">{ground}</color>\n");
        Self {
            package: municipality.application_id.to_string(),
            manifest: manifest(municipality, flavour),
            strings: resources(&format!(
                "    <string name=\"app_name\">{name}</string>\n    \
                 <string name=\"system_name\">{system_name}</string>\n"
            )),
            light: resources(&ground(colours.light.ground)),
            dark: resources(&ground(colours.dark.ground)),
        }
    }

    /// Writes the overlay of a staged repository into a folder.
    pub(crate) fn write(&self, repository: &Path, folder: &Path) -> Result<()> {
        let own = [
            ("AndroidManifest.xml", &self.manifest),
            ("res/values/strings.xml", &self.strings),
            ("res/values/ground.xml", &self.light),
            ("res/values-night/ground.xml", &self.dark),
        ];
        for (path, text) in own {
            write_changed(&folder.join(path), text.as_bytes())?;
        }
        let shortcuts = fs::read_to_string(repository.join(SHORTCUTS))
            .with_context(|| format!("{SHORTCUTS} cannot be read"))?;
        let package = format!("android:targetPackage=\"{}\"", self.package);
        let shortcuts = shortcuts.replace(OWN_PACKAGE, &package);
        let shortcuts_there = folder.join("res/xml/auxilio_shortcuts.xml");
        write_changed(&shortcuts_there, shortcuts.as_bytes())?;
        let shared = repository.join(RESOURCES);
        for kind in folders(&shared)? {
            for file in folders(&shared.join(&kind))? {
                let content = fs::read(shared.join(&kind).join(&file))?;
                write_changed(&folder.join("res").join(&kind).join(&file), &content)?;
            }
        }
        Ok(())
    }
}

/// The names in a folder.
fn folders(folder: &Path) -> Result<Vec<std::ffi::OsString>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    Ok(entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<std::io::Result<_>>()?)
}

fn manifest(municipality: &Municipality, flavour: Flavour) -> String {
    let mut activities = String::new();
    if !municipality.link_hosts.is_empty() {
        let hosts = municipality.link_hosts.iter();
        let hosts = hosts.map(|host| format!("                <data android:host=\"{host}\" />\n"));
        let hosts: String = hosts.collect();
        activities = format!(
            "        <activity android:name=\"{LINKS}\" android:exported=\"true\">\n            \
             <intent-filter android:autoVerify=\"true\">\n                \
             <action android:name=\"android.intent.action.VIEW\" />\n                \
             <category android:name=\"android.intent.category.DEFAULT\" />\n                \
             <category android:name=\"android.intent.category.BROWSABLE\" />\n                \
             <data android:scheme=\"https\" android:pathPrefix=\"/unirse/\" />\n{hosts}            \
             </intent-filter>\n        </activity>\n"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"\n    \
         xmlns:tools=\"http://schemas.android.com/tools\">\n\
         {}    <application\n        android:icon=\"@mipmap/face_neutral\"\n        \
         android:label=\"@string/system_name\"\n        \
         android:networkSecurityConfig=\"@xml/network_security_config\"\n        \
         tools:replace=\"android:icon,android:label,android:networkSecurityConfig\">\n{activities}{faces}    </application>\n</manifest>\n",
        flavour.text_messages(),
        faces = faces::manifest(),
    )
}

fn resources(values: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<resources>\n{values}</resources>\n")
}

/// A text as a resource has it: first what Android reads in it, then what XML does.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for (index, c) in text.chars().enumerate() {
        match c {
            '\\' | '\'' | '"' => escaped.extend(['\\', c]),
            '@' | '?' if index == 0 => escaped.extend(['\\', c]),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage;
    use crate::workspace;

    fn chosen(change: (&str, &str)) -> Municipality {
        let (text, _) = stage::chosen(None).unwrap();
        assert!(text.contains(change.0));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("m.toml");
        fs::write(&file, text.replace(change.0, change.1)).unwrap();
        stage::chosen(Some(&file)).unwrap().1
    }

    #[test]
    fn only_the_sideloaded_app_may_send_text_messages() {
        let (_, municipality) = stage::chosen(None).unwrap();
        let of = |flavour| Overlay::of(&municipality, flavour).manifest;
        let line = "<uses-permission android:name=\"android.permission.SEND_SMS\" />";
        assert!(of(Flavour::Sideload).contains(line));
        let play = of(Flavour::Play);
        assert!(!play.contains(line), "{play}");
        assert!(play.contains("SEND_SMS\" tools:node=\"remove\""), "{play}");
    }

    #[test]
    fn links_of_the_municipalitys_hosts_open_the_app_and_no_others() {
        let none = Overlay::of(&stage::chosen(None).unwrap().1, Flavour::Play).manifest;
        assert!(!none.contains("https"), "{none}");
        let two = "link_hosts = [\"a.example.pe\", \"b.example.pe\"]";
        let some = Overlay::of(&chosen(("link_hosts = []", two)), Flavour::Play).manifest;
        for host in ["a.example.pe", "b.example.pe"] {
            assert!(some.contains(&format!("android:host=\"{host}\"")), "{some}");
        }
        assert!(some.contains("android:autoVerify=\"true\""));
        assert!(some.contains("android:pathPrefix=\"/unirse/\""));
    }

    #[test]
    fn any_name_is_the_name_below_the_icon() {
        let named = chosen((
            "\"Botón de Auxilio\"",
            "\"@uxilio <D'Ambrosio> & \\\"Cía\\\"\"",
        ));
        let strings = Overlay::of(&named, Flavour::Play).strings;
        let expected = ">\\@uxilio &lt;D\\'Ambrosio&gt; &amp; \\\"Cía\\\"<";
        assert!(strings.contains(expected), "{strings}");
    }

    #[test]
    fn the_shortcut_at_the_icon_leads_into_this_municipalitys_app() {
        let folder = tempfile::tempdir().unwrap();
        let own = "\"pe.gob.muniporvenir.auxilio\"";
        let other = chosen((own, "\"pe.gob.munilaesperanza.auxilio\""));
        let overlay = Overlay::of(&other, Flavour::Sideload);
        overlay.write(workspace::root(), folder.path()).unwrap();
        let shortcuts = folder.path().join("res/xml/auxilio_shortcuts.xml");
        let shortcuts = fs::read_to_string(shortcuts).unwrap();
        let package = "android:targetPackage=\"pe.gob.munilaesperanza.auxilio\"";
        assert!(shortcuts.contains(package), "{shortcuts}");
        // The class is the same in every municipality's.
        let class = "android:targetClass=\"pe.gob.muniporvenir.auxilio.phone.RaiseActivity\"";
        assert!(shortcuts.contains(class), "{shortcuts}");
    }

    #[test]
    fn the_overlay_brings_all_that_it_names() {
        let folder = tempfile::tempdir().unwrap();
        let (_, municipality) = stage::chosen(None).unwrap();
        let overlay = Overlay::of(&municipality, Flavour::Sideload);
        overlay.write(workspace::root(), folder.path()).unwrap();
        for path in [
            "AndroidManifest.xml",
            "res/values/strings.xml",
            "res/values/styles.xml",
            "res/values-v31/styles.xml",
            "res/values-night/ground.xml",
        ] {
            assert!(folder.path().join(path).is_file(), "{path}");
        }
    }
}
