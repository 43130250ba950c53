//! A link as a QR code, drawn as SVG: one path, no style, so that the strictest page may show it.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// The white margin that a reader needs, in modules (ISO/IEC 18004).
const MARGIN: usize = 4;

/// The picture, black on white whatever the page's colours. None if the text is too long for one.
pub(crate) fn picture(text: &str, name: &str) -> Option<Markup> {
    // M mends 15 %: a screen with a crack or a shine, without making the modules small.
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let path = path(&code.to_colors(), width);
    let side = width + 2 * MARGIN;
    Some(html! {
        svg.qr role="img" aria-label=(name) viewBox=(format!("0 0 {side} {side}"))
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path fill="#000" d=(path) {}
        }
    })
}

/// One rectangle for each run of dark modules in a row.
fn path(modules: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in modules.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, length) = (x + MARGIN, y + MARGIN, run.len());
                // Writing to a String cannot fail.
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_dark_modules_is_one_rectangle_within_the_margin() {
        use Color::{Dark, Light};
        let drawn = path(&[Dark, Dark, Light, Light, Light, Dark], 3);
        assert_eq!(drawn, "M4 4h2v1h-2zM6 5h1v1h-1z");
    }

    #[test]
    fn an_invitations_link_makes_large_modules_and_anything_too_long_none() {
        let link = format!("https://central.example.gob.pe/unirse/{}", "a".repeat(32));
        let drawn = picture(&link, "QR").unwrap().into_string();
        // At most 45 modules with the margin: 8 pixels each where the page is 360 wide.
        let side = drawn.split("0 0 ").nth(1).unwrap().split(' ').next();
        let side: usize = side.unwrap().parse().unwrap();
        assert!(side <= 45, "{side}");
        assert!(!drawn.contains("style"));
        assert!(picture(&"a".repeat(4_000), "QR").is_none());
    }
}
