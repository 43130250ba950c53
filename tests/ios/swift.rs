//! The Swift package, and the C between it and Rust. There is no Swift to be had here: its grammar
//! is checked, its types are not.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use super::{files, read, root};

const HEADER: &str = "ios/Sources/CAuxilio/include/auxilio.h";
const C: &str = "ios/Sources/CAuxilio/auxilio.c";
const RUST: &str = "src/platform/ios/swift.rs";

#[test]
fn every_swift_file_is_swift() {
    let mut parser = tree_sitter::Parser::new();
    let swift = tree_sitter_swift::LANGUAGE.into();
    parser.set_language(&swift).unwrap();
    let files = files("ios", "swift");
    assert!(files.len() >= 7, "{files:?}");
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        let tree = parser.parse(&source, None).unwrap();
        let tree = tree.root_node();
        assert!(!tree.has_error(), "{}: {}", path.display(), tree.to_sexp());
    }
    // The check can fail.
    let broken = parser.parse("struct A { func }", None).unwrap();
    assert!(broken.root_node().has_error());
}

#[test]
fn the_c_between_compiles() {
    let compiled = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"])
        .args(["-I", "ios/Sources/CAuxilio/include", C])
        .current_dir(root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&compiled.stderr);
    assert!(compiled.status.success(), "{said}");
}

#[test]
fn c_and_rust_hand_over_the_same_function() {
    let (header, rust) = (read(HEADER), read(RUST));
    assert!(header.contains("typedef int32_t (*auxilio_raise_fn)(void);"));
    assert!(rust.contains("type Raise = extern \"C\" fn() -> i32;"));
    assert!(header.contains("void auxilio_connect(auxilio_raise_fn raise);"));
    assert!(rust.contains("let connect: extern \"C\" fn(Raise)"));
    assert!(rust.contains("c\"auxilio_connect\""));
}

#[test]
fn a_press_without_a_core_says_that_nothing_was_sent_and_one_with_a_core_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("press");
    let caller = folder.path().join("main.c");
    let main = "#include \"auxilio.h\"\n#include <stdio.h>\n\
        static int32_t saved(void) { return AUXILIO_SAVED; }\n\
        int main(void) { printf(\"%d \", auxilio_raise()); auxilio_connect(saved);\n\
        printf(\"%d\", auxilio_raise()); return 0; }\n";
    fs::write(&caller, main).unwrap();
    let built = Command::new("cc")
        .args(["-std=c11", "-I", "ios/Sources/CAuxilio/include", C, "-o"])
        .args([&program, &caller])
        .current_dir(root())
        .status();
    assert!(built.unwrap().success());
    let said = Command::new(program).output().unwrap().stdout;
    assert_eq!(String::from_utf8_lossy(&said), "0 1");
}

/// What follows `AUXILIO_`, and its number, however a language writes it.
fn numbers(source: &str, before_the_number: &str) -> BTreeMap<String, i32> {
    let line = |line: &str| {
        let (_, named) = line.split_once("AUXILIO_")?;
        let (name, rest) = named.split_once(before_the_number)?;
        let number = rest.trim().trim_end_matches([',', ';']).parse().ok()?;
        Some((name.trim().to_owned(), number))
    };
    source.lines().filter_map(line).collect()
}

#[test]
fn c_and_rust_mean_the_same_by_an_answer() {
    let in_c = numbers(&read(HEADER), "=");
    let in_rust = numbers(&read(RUST), ": i32 =");
    assert_eq!(in_c, in_rust);
    assert_eq!(in_c.len(), 4);
    // Zero is what C answers where nothing was handed over: there it must mean that nothing is sent.
    assert_eq!(in_c["NO_CORE"], 0);
}

#[test]
fn the_app_and_its_widgets_have_the_same_intent() {
    let in_app = read("ios/Sources/Auxilio/PedirAuxilio.swift");
    assert_eq!(in_app, read("ios/Control/Sources/PedirAuxilio.swift"));
    // iOS knows it by its module too.
    let dioxus: toml::Table = read("Dioxus.toml").parse().unwrap();
    let widget = &dioxus["ios"]["widget_extensions"][0];
    assert_eq!(widget["module_name"].as_str(), Some("Auxilio"));
    assert_eq!(widget["source"].as_str(), Some("ios/Control"));
    assert!(read("ios/Package.swift").contains(".target(name: \"Auxilio\""));
}

#[test]
fn the_widgets_hold_no_core() {
    for path in files("ios/Control", "swift") {
        let source = fs::read_to_string(&path).unwrap();
        assert!(!source.contains("CAuxilio"), "{}", path.display());
    }
}

#[test]
fn manganis_and_the_package_agree_on_its_name() {
    // What a block without types is called: manganis-macro 0.7.10, `generate_ios_metadata`.
    assert!(read("ios/Package.swift").contains("name: \"Plugin\""));
    assert!(read(RUST).contains("#[manganis::ffi(\"ios\")]\n    extern \"Swift\" {}"));
}
