//! The faces under which the Android app can stand on the home screen: aliases of the one activity
//! that `dx` makes. `Faces.java` shows one and hides the others.

use std::fmt::Write as _;

/// dx's one activity.
pub(crate) const ACTIVITY: &str = "dev.dioxus.main.MainActivity";

/// The package of the aliases' names, whatever the app's id is.
const PACKAGE: &str = "pe.gob.muniporvenir.auxilio.phone";

/// Launchers look for the button at the icon where they find the icon: at an alias. A neutral face
/// has none.
const SHORTCUTS: &str = "            <meta-data\n                \
                         android:name=\"android.app.shortcuts\"\n                \
                         android:resource=\"@xml/auxilio_shortcuts\" />\n";

/// One face.
struct Face {
    name: &'static str,
    label: &'static str,
    icon: &'static str,
    /// Whether it is the one that a new installation has.
    is_first: bool,
}

const FACES: [Face; 2] = [
    Face {
        name: "Face_Auxilio",
        label: "@string/app_name",
        icon: "@mipmap/face_auxilio",
        is_first: true,
    },
    // Says nothing of what the app is, to whoever looks at somebody else's phone.
    Face {
        name: "Face_Calculator",
        label: "@string/face_calculator",
        icon: "@mipmap/face_calculator",
        is_first: false,
    },
];

/// The manifest's part: the aliases, and `dx`'s activity without its own place on the home screen,
/// where it would stand beside them, and by the name that the settings have too: the list of recent
/// apps may show it.
pub(crate) fn manifest() -> String {
    let mut manifest = format!(
        "        <activity\n            android:name=\"{ACTIVITY}\"\n            \
         android:label=\"@string/system_name\"\n            \
         tools:replace=\"android:label\">\n            \
         <intent-filter tools:node=\"removeAll\" />\n        </activity>\n"
    );
    for face in &FACES {
        let Face {
            name,
            label,
            icon,
            is_first,
        } = face;
        // Writing to a String cannot fail.
        let _ = write!(
            manifest,
            "        <activity-alias\n            \
             android:name=\"{PACKAGE}.{name}\"\n            \
             android:enabled=\"{is_first}\"\n            \
             android:exported=\"true\"\n            \
             android:icon=\"{icon}\"\n            \
             android:label=\"{label}\"\n            \
             android:targetActivity=\"{ACTIVITY}\">\n            \
             <intent-filter>\n                \
             <action android:name=\"android.intent.action.MAIN\" />\n                \
             <category android:name=\"android.intent.category.LAUNCHER\" />\n            \
             </intent-filter>\n{}        </activity-alias>\n",
            if *is_first { SHORTCUTS } else { "" }
        );
    }
    manifest
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::FACES;
    use crate::workspace;

    #[test]
    fn java_knows_these_faces_and_no_others_and_one_is_shown_at_first() {
        let java = "android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Faces.java";
        let java = fs::read_to_string(workspace::root().join(java)).unwrap();
        let names: Vec<String> = FACES
            .iter()
            .map(|face| format!("\"{}\"", face.name))
            .collect();
        let list = format!("List.of({})", names.join(", "));
        assert!(java.contains(&list), "Faces.java has no {list}");
        assert_eq!(FACES.iter().filter(|face| face.is_first).count(), 1);
    }
}
