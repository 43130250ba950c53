//! `cargo xtask icons`: the app's pictures in every size and form that phones and shops ask for,
//! from one drawing for each face.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use auxilio_municipality::{Colour, Municipality};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::packages::{self, PICTURES};
use crate::stage::{self, write_changed};
use crate::workspace;

/// The part of a drawing that a square icon shows: the middle of what an adaptive icon has around
/// it, in the drawing's own units.
const MIDDLE: &str = "18 18 72 72";
/// Android's densities and how large a launcher's icon is there, in pixels (Android 7 and older).
const DENSITIES: [(&str, u32); 5] = [
    ("mdpi", 48),
    ("hdpi", 72),
    ("xhdpi", 96),
    ("xxhdpi", 144),
    ("xxxhdpi", 192),
];
/// iOS' icons: the end of the file's name, and pixels. The last one is the App Store's.
const IOS: [(&str, u32); 5] = [
    ("60x60@2x", 120),
    ("60x60@3x", 180),
    ("76x76@2x~ipad", 152),
    ("83.5x83.5@2x~ipad", 167),
    ("1024x1024", 1024),
];
/// The icon in F-Droid's and Google's shop, in pixels.
const SHOP_PX: u32 = 512;
const SHOP: &str = "fastlane/metadata/android/es-419/images/icon.png";
/// What the calculator's icon and the one in the settings stand on. No municipality chooses it: it
/// belongs to nobody.
const NEUTRAL: &str = "#37474f";

/// What the app looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// What it is.
    Auxilio,
    /// A calculator.
    Calculator,
    /// A house: what Android's settings show, whatever stands on the home screen.
    Neutral,
}

impl Face {
    const ALL: [Self; 3] = [Self::Auxilio, Self::Calculator, Self::Neutral];

    /// Its drawing, below `assets/icon/`.
    fn drawing(self) -> &'static str {
        match self {
            Self::Auxilio => "auxilio.svg",
            Self::Calculator => "calculadora.svg",
            Self::Neutral => "barrio.svg",
        }
    }

    /// Its name among Android's resources.
    fn android(self) -> &'static str {
        match self {
            Self::Auxilio => "face_auxilio",
            Self::Calculator => "face_calculator",
            Self::Neutral => "face_neutral",
        }
    }

    /// The beginning of its files' names for iOS, which has one icon for all places.
    fn ios(self) -> Option<&'static str> {
        match self {
            Self::Auxilio => Some("AppIcon"),
            Self::Calculator => Some("Calculator"),
            Self::Neutral => None,
        }
    }

    fn ground(self, municipality: &Municipality) -> String {
        match self {
            Self::Auxilio => municipality.colours.alarm.to_string(),
            Self::Calculator | Self::Neutral => NEUTRAL.to_owned(),
        }
    }
}

pub(crate) fn icons() -> Result<()> {
    let (_, municipality) = stage::chosen(None)?;
    draw(workspace::root(), &municipality)
}

/// Draws them all into a copy of this repository, in a municipality's colours.
pub(crate) fn draw(root: &Path, municipality: &Municipality) -> Result<()> {
    packages::ensure_installed(&[PICTURES])?;
    let resources = root.join("android/src/main/res");
    for face in Face::ALL {
        let drawing = root.join("assets/icon").join(face.drawing());
        let drawing = fs::read_to_string(&drawing)
            .with_context(|| format!("{} cannot be read", drawing.display()))?;
        let name = face.android();
        for (path, text) in vectors(face, &drawing, municipality)? {
            write_changed(&resources.join(path), text.as_bytes())?;
        }
        let whole = on_ground(&drawing, &face.ground(municipality))?;
        for (density, px) in DENSITIES {
            let file = resources.join(format!("mipmap-{density}/{name}.png"));
            write_changed(&file, &rendered(&whole, px)?)?;
        }
        for (end, px) in IOS {
            let Some(start) = face.ios() else { break };
            let file = root.join(format!("packaging/ios/{start}{end}.png"));
            write_changed(&file, &rendered(&whole, px)?)?;
        }
        if face == Face::Auxilio {
            write_changed(&root.join(SHOP), &rendered(&whole, SHOP_PX)?)?;
        }
    }
    println!("The pictures are drawn.");
    Ok(())
}

/// The adaptive icon of Android 8 and newer: its two layers, and what puts them together.
fn vectors(
    face: Face,
    drawing: &str,
    municipality: &Municipality,
) -> Result<[(String, String); 3]> {
    let name = face.android();
    let ground: Colour = face.ground(municipality).parse()?;
    let colour = format!(
        "{XML}<!-- {MADE} -->\n<resources>\n    <color name=\"{name}\">{ground}</color>\n</resources>\n"
    );
    // Android 13 can draw an icon in one colour of the person's own: only what has one colour here.
    let themed = match face {
        Face::Auxilio | Face::Neutral => {
            format!("    <monochrome android:drawable=\"@drawable/{name}\" />\n")
        }
        Face::Calculator => String::new(),
    };
    let adaptive = format!(
        "{XML}<!-- {MADE} -->\n<adaptive-icon xmlns:android=\"{ANDROID}\">\n    \
         <background android:drawable=\"@color/{name}\" />\n    \
         <foreground android:drawable=\"@drawable/{name}\" />\n{themed}</adaptive-icon>\n"
    );
    Ok([
        (format!("drawable/{name}.xml"), vector(drawing)?),
        (format!("values/{name}.xml"), colour),
        (format!("mipmap-anydpi-v26/{name}.xml"), adaptive),
    ])
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const MADE: &str = "Made by `cargo xtask icons` from assets/icon/.";
const ANDROID: &str = "http://schemas.android.com/apk/res/android";

/// The drawing as Android draws it itself: a path for each path.
fn vector(drawing: &str) -> Result<String> {
    let mut vector = format!(
        "{XML}<!-- {MADE} -->\n<vector xmlns:android=\"{ANDROID}\"\n    \
         android:width=\"108dp\"\n    android:height=\"108dp\"\n    \
         android:viewportWidth=\"108\"\n    android:viewportHeight=\"108\">\n"
    );
    let mut reader = Reader::from_str(drawing);
    loop {
        match reader.read_event()? {
            Event::Empty(path) if path.name().as_ref() == "path" => {
                vector.push_str(&path_of(&path)?);
            }
            Event::Empty(other) => {
                bail!("«{}» in a drawing: only paths", &*other);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    vector.push_str("</vector>\n");
    Ok(vector)
}

fn path_of(path: &BytesStart<'_>) -> Result<String> {
    let mut written = "    <path".to_owned();
    for attribute in path.attributes() {
        let attribute = attribute?;
        let value = &attribute.value;
        let name = match attribute.key.as_ref() {
            "d" => "pathData",
            "fill" => "fillColor",
            "stroke" => "strokeColor",
            "stroke-width" => "strokeWidth",
            "stroke-linecap" => "strokeLineCap",
            other => bail!("«{other}» in a path has no name at Android's"),
        };
        write!(written, "\n        android:{name}=\"{value}\"")?;
    }
    written.push_str(" />\n");
    Ok(written)
}

/// The drawing as a square on its ground. What is only stroked is not filled.
fn on_ground(drawing: &str, ground: &str) -> Result<String> {
    let start = "viewBox=\"0 0 108 108\">";
    ensure!(drawing.contains(start), "a drawing begins with {start}");
    let square = format!(
        "viewBox=\"{MIDDLE}\" fill=\"none\"><path fill=\"{ground}\" d=\"M0 0h108v108h-108z\"/>"
    );
    Ok(drawing.replacen(start, &square, 1))
}

/// The square as PNG, so many pixels wide.
fn rendered(drawing: &str, px: u32) -> Result<Vec<u8>> {
    let px = px.to_string();
    let mut converter = Command::new("rsvg-convert")
        .args(["--width", &px, "--height", &px])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rsvg-convert cannot be run")?;
    let mut stdin = converter
        .stdin
        .take()
        .context("rsvg-convert takes nothing")?;
    stdin.write_all(drawing.as_bytes())?;
    drop(stdin);
    let output = converter.wait_with_output()?;
    ensure!(output.status.success(), "rsvg-convert failed");
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(face: Face) -> String {
        fs::read_to_string(workspace::root().join("assets/icon").join(face.drawing())).unwrap()
    }

    #[test]
    fn androids_own_drawings_are_those_in_the_assets() {
        let (_, municipality) = stage::chosen(None).unwrap();
        for face in Face::ALL {
            for (path, text) in vectors(face, &drawing(face), &municipality).unwrap() {
                let file = workspace::root().join("android/src/main/res").join(&path);
                let there = fs::read_to_string(file).unwrap_or_default();
                assert!(there == text, "{path} is another one: cargo xtask icons");
            }
        }
    }

    #[test]
    fn every_picture_is_there_in_its_size() {
        let size = |path: &str| {
            let png = fs::read(workspace::root().join(path)).unwrap();
            assert_eq!(&png[1..4], b"PNG", "{path}");
            // PNG, 11.2.2: width and height are the first of the first chunk.
            let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            (number(16), number(20))
        };
        for face in Face::ALL {
            for (density, px) in DENSITIES {
                let name = face.android();
                let path = format!("android/src/main/res/mipmap-{density}/{name}.png");
                assert_eq!(size(&path), (px, px), "{path}");
            }
            for (end, px) in IOS {
                let Some(start) = face.ios() else { break };
                let path = format!("packaging/ios/{start}{end}.png");
                assert_eq!(size(&path), (px, px), "{path}");
            }
        }
        assert_eq!(size(SHOP), (SHOP_PX, SHOP_PX));
    }

    #[test]
    fn a_drawing_with_what_android_cannot_draw_is_refused() {
        let text = "<svg viewBox=\"0 0 108 108\"><text/></svg>";
        assert!(vector(text).is_err());
        let dashed = "<svg viewBox=\"0 0 108 108\"><path d=\"M0 0\" stroke-dasharray=\"1\"/></svg>";
        assert!(vector(dashed).is_err());
    }
}
