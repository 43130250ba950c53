//! What an accessibility engine says of every screen, in the browser that people's phones have
//! under the app: both themes, the smallest phone, and text of twice its size.

use auxilio_testkit::{Axe, Browser, Motion, Sight};

use super::Mounted;
use crate::app::page;

mod faces;
mod screens;

/// The smallest phone that is still sold, in CSS pixels.
const SMALLEST: (u32, u32) = (360, 640);

/// Every element that a finger is to meet and that is smaller than 48 px in either direction. A
/// tick is as large as its label.
const TOO_SMALL: &str = r#"
[...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
  .map((target) => (target.type === "checkbox" ? target.closest("label") : target))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
  .map(([target, box]) => `${box.width}x${box.height} ${target.outerHTML.slice(0, 200)}`)
"#;

/// What does not fit beside a finger: a page that has to be moved sideways to be read.
const TOO_WIDE: &str = r#"
[...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .filter((element) => !element.closest("svg"))
  .map((element) => element.outerHTML.slice(0, 200))
"#;

/// What shows nobody that it has the keyboard, neither itself nor the label that stands for it.
const WITHOUT_FOCUS: &str = r#"
[...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
  .filter((target) => target.checkVisibility())
  .filter((target) => {
    target.focus({ focusVisible: true });
    const shown = [target, target.closest("label")].filter((element) => element);
    return !shown.some((element) => parseFloat(getComputedStyle(element).outlineWidth) >= 3
      && getComputedStyle(element).outlineStyle !== "none");
  })
  .map((target) => target.outerHTML.slice(0, 200))
"#;

/// Whatever moves by itself; named as its element is.
const MOVING: &str = r#"
document.getAnimations()
  .filter((animation) => animation.playState === "running")
  .map((animation) => `${animation.animationName}: ${animation.effect.target.outerHTML.slice(0, 200)}`)
"#;

fn whole_page(body: &str, font_percent: u32) -> String {
    page()
        .replace(
            "<html ",
            &format!("<html style=\"font-size: {font_percent}%\" "),
        )
        .replace("<head>", "<head><title>Auxilio</title>")
        .replace("<div id=\"main\">", &format!("<div id=\"main\">{body}"))
}

/// What says more than the label is its description, and no part of the name to call it by.
fn is_described(finding: &str) -> bool {
    finding.starts_with("label-content-name-mismatch") && finding.contains("aria-description")
}

/// A browser and the file that it looks at.
struct Eyes {
    browser: Browser,
    folder: tempfile::TempDir,
}

impl Eyes {
    async fn open() -> Self {
        Self {
            browser: Browser::start().await.unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    async fn see(&self, screen: &Mounted, font_percent: u32, sight: Sight) {
        let file = self.folder.path().join("screen.html");
        std::fs::write(&file, whole_page(&screen.html(), font_percent)).unwrap();
        self.browser.see(sight).await.unwrap();
        let address = format!("file://{}", file.display());
        self.browser.open(&address).await.unwrap();
    }

    async fn find(&self, look: &str) -> Vec<String> {
        let found = self.browser.value_of(look).await.unwrap();
        serde_json::from_value(found).unwrap()
    }
}

fn every_screen() -> screens::Named {
    [screens::all(), faces::all()]
        .into_iter()
        .flatten()
        .collect()
}

fn phone() -> Sight {
    let (width, height) = SMALLEST;
    Sight {
        width,
        height,
        ..Sight::default()
    }
}

#[tokio::test]
async fn every_screen_can_be_read_and_touched_by_everybody() {
    let axe = Axe::load().unwrap();
    let eyes = Eyes::open().await;
    let mut wrong = Vec::new();
    for (name, screen) in every_screen() {
        for (dark, font_percent) in [(false, 100), (true, 100), (false, 200)] {
            eyes.see(&screen, font_percent, Sight { dark, ..phone() })
                .await;
            let mut found = axe.serious_findings(&eyes.browser).await.unwrap();
            found.retain(|finding| !is_described(finding));
            for look in [TOO_SMALL, TOO_WIDE, WITHOUT_FOCUS] {
                found.extend(eyes.find(look).await);
            }
            let here = format!("{name}, dark {dark}, text {font_percent} %");
            wrong.extend(
                found
                    .into_iter()
                    .map(|finding| format!("{here}: {finding}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn nothing_moves_for_who_asked_for_stillness() {
    let eyes = Eyes::open().await;
    let mut can_move = false;
    for (name, screen) in every_screen() {
        eyes.see(&screen, 100, phone()).await;
        can_move |= !eyes.find(MOVING).await.is_empty();
        let still = Sight {
            motion: Motion::Reduced,
            ..phone()
        };
        eyes.see(&screen, 100, still).await;
        let moving = eyes.find(MOVING).await;
        assert!(moving.is_empty(), "{name}: {moving:?}");
    }
    assert!(can_move, "nothing moves for anybody, and nothing was shown");
}
