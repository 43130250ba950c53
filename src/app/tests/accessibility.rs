//! What an accessibility engine says of every screen, in the browser that people's phones have
//! under the app: both themes, the smallest phone, and text of twice its size.

use auxilio_client::view::{AlertView, NotSaved, Stage, Storage, Trouble, View};
use auxilio_testkit::{Axe, Browser, Sight};

use super::{Mounted, alert, showing, view};
use crate::app::page;
use crate::route::Route;
use crate::texts::text;

/// The smallest phone that is still sold, in CSS pixels.
const SMALLEST: (u32, u32) = (360, 640);

/// Every element that a finger is to meet and that is smaller than 48 px in either direction. A
/// label around a box to tick is touched in its stead.
const TOO_SMALL: &str = r#"
[...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
  .map((target) => [target, (target.closest("label") ?? target).getBoundingClientRect()])
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

fn routed(route: Route) -> Mounted {
    let mut mounted = Mounted::with(view());
    mounted.press(&text(&format!("route-{}", route.as_str())));
    mounted
}

/// Every screen, by a name for who reads a failure.
fn screens() -> Vec<(String, Mounted)> {
    let stages = [
        Stage::Saving,
        Stage::NotSaved(NotSaved::Disk),
        Stage::Saved,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ];
    let mut screens: Vec<(String, Mounted)> = stages
        .map(|stage| (format!("{stage:?}"), Mounted::with(showing(alert(stage)))))
        .into();
    let lost = AlertView {
        offer_calls: true,
        offer_undo: true,
        trouble: Some(Trouble::NoAnswer),
        ..alert(Stage::Saved)
    };
    let drill = AlertView {
        exercise: true,
        ..alert(Stage::Received)
    };
    let in_memory = View {
        storage: Storage::MemoryOnly(NotSaved::Key),
        ..view()
    };
    screens.push(("nothing answers".to_owned(), Mounted::with(showing(lost))));
    screens.push(("a drill".to_owned(), Mounted::with(showing(drill))));
    screens.push(("in memory only".to_owned(), Mounted::with(in_memory)));
    screens.extend(Route::ALL.map(|route| (format!("{route:?}"), routed(route))));
    screens
}

fn whole_page(body: &str, font_percent: u32) -> String {
    page()
        .replace(
            "<html ",
            &format!("<html style=\"font-size: {font_percent}%\" "),
        )
        .replace("<head>", "<head><title>Auxilio</title>")
        .replace("<div id=\"main\">", &format!("<div id=\"main\">{body}"))
}

#[tokio::test]
async fn every_screen_can_be_read_and_touched_by_everybody() {
    let axe = Axe::load().unwrap();
    let browser = Browser::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("screen.html");
    let (width, height) = SMALLEST;
    let mut wrong = Vec::new();
    for (name, screen) in screens() {
        let body = screen.html();
        for (dark, font_percent) in [(false, 100), (true, 100), (false, 200)] {
            std::fs::write(&file, whole_page(&body, font_percent)).unwrap();
            let sight = Sight {
                width,
                height,
                dark,
            };
            browser.see(sight).await.unwrap();
            browser
                .open(&format!("file://{}", file.display()))
                .await
                .unwrap();
            let mut found = axe.serious_findings(&browser).await.unwrap();
            for look in [TOO_SMALL, TOO_WIDE] {
                let more = browser.value_of(look).await.unwrap();
                found.extend(serde_json::from_value::<Vec<String>>(more).unwrap());
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
