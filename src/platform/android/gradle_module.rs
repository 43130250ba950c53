//! Puts the folder `android/` into the app: `dx` finds this in the library that it has built, copies
//! the folder beside the project that it generates, and has Gradle build both.
//!
//! Manganis' own macro says the same, but its crate refuses 32-bit Android for the sake of a
//! callback that this app has no use for (manganis 0.7.10, `src/android/callback.rs`, line 122).

use const_serialize::{ConstVec, serialize_const};
use manganis_core::{AndroidArtifactMetadata, SymbolData};

/// What `dx` reads of such a symbol, in bytes.
const SIZE: usize = 4096;

/// `dx` looks for the beginning of this name; the rest only has to be this symbol's own.
#[expect(unsafe_code, reason = "a name that is exported could be another's")]
// SAFETY: nothing else has this name, and nobody calls it: it is data.
#[unsafe(export_name = "__ASSETS__auxilio_android")]
#[used]
static ANNOUNCEMENT: [u8; SIZE] = announcement();

#[expect(
    clippy::indexing_slicing,
    reason = "at compile time, where an index too high is an error of the compiler's"
)]
const fn announcement() -> [u8; SIZE] {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/android");
    let module = AndroidArtifactMetadata::new("auxilio", folder, "");
    let written = serialize_const(&SymbolData::AndroidArtifact(module), ConstVec::new());
    let written = written.as_ref();
    let mut padded = [0; SIZE];
    let mut index = 0;
    while index < written.len() {
        padded[index] = written[index];
        index += 1;
    }
    padded
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use const_serialize::deserialize_const;
    use manganis_core::SymbolData;

    use super::ANNOUNCEMENT;

    #[test]
    fn dx_reads_the_folder_of_the_gradle_module() {
        let (rest, read) = deserialize_const!(SymbolData, &ANNOUNCEMENT).unwrap();
        assert!(rest.iter().all(|byte| *byte == 0));
        let SymbolData::AndroidArtifact(module) = read else {
            panic!("{read:?} is no module of Gradle's");
        };
        let folder = Path::new(module.artifact_path.as_str());
        assert!(folder.join("build.gradle.kts").is_file());
    }
}
