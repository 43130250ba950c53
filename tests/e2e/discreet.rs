//! A phone that somebody else holds every evening: what is seen of the app, what a PIN opens, and how
//! help is called all the same.

use anyhow::{Context as _, Result, ensure};
use auxilio::municipality;
use auxilio::texts::{Values, plain, text_with};
use auxilio_testkit::{Browser, Central, Desktop, Phone, Window};

use crate::{LAT, LON, said};

const PIN: &str = "2468";
const DURESS: &str = "1357";
const CODE: &str = "90210";

/// Words of the app that must not be read on a face.
const TELLING: [&str; 6] = [
    "alarm-name",
    "route-alert",
    "route-central",
    "route-profile",
    "discreet-leave",
    "discreet-title",
];

async fn type_pin(window: &Window<'_>, pin: &str) -> Result<()> {
    for digit in pin.chars() {
        window.press(&digit.to_string()).await?;
    }
    window.press(&said("pin-done")).await
}

/// What stands in the titles and on the screens of the app, and not on a face.
fn telling() -> Vec<String> {
    let words = TELLING.into_iter().map(said);
    words.chain([municipality::APP_NAME.to_owned()]).collect()
}

/// Types on the calculator, as a thumb does.
async fn calculate(window: &Window<'_>, keys: &[&str]) -> Result<()> {
    for key in keys {
        window.press(key).await?;
    }
    Ok(())
}

async fn type_number(window: &Window<'_>, number: &str) -> Result<()> {
    for digit in number.chars() {
        window.press(&digit.to_string()).await?;
    }
    window.press(&said("calculator-equals")).await
}

/// Through all the steps, as the person goes.
async fn turn_on(window: &Window<'_>) -> Result<()> {
    window.press(&said("route-profile")).await?;
    window.press(&said("discreet-open")).await?;
    window.wait_for(&said("discreet-limit-forced")).await?;
    window.press(&said("discreet-understood")).await?;
    window.wait_for(&said("discreet-trace-help")).await?;
    window.press(&said("discreet-next")).await?;
    for pin in [PIN, PIN, DURESS, DURESS, CODE] {
        type_pin(window, pin).await?;
    }
    window.wait_for(&said("discreet-history")).await?;
    window.press(&said("discreet-next")).await?;
    window.press(&said("discreet-turn-on")).await?;
    window.wait_for(&said("discreet-is-on")).await?;
    window.press(&said("discreet-leave-now")).await?;
    wait_for_face(window).await
}

async fn wait_for_face(window: &Window<'_>) -> Result<()> {
    window.wait_for(&said("calculator-memory-recall")).await?;
    window.wait_for_title(&said("calculator-title")).await?;
    let all = window.said().await;
    for words in telling() {
        ensure!(!all.contains(&words), "the face says «{words}»");
    }
    Ok(())
}

/// The app, opened from the face.
async fn open(window: &Window<'_>) -> Result<()> {
    window.press(&said("calculator-clear")).await?;
    type_number(window, PIN).await?;
    window.wait_for(&said("route-central")).await
}

#[tokio::test]
async fn the_app_hides_behind_a_calculator_from_its_first_picture_and_a_pin_opens_it() -> Result<()>
{
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.wait_for_title(municipality::APP_NAME).await?;
    turn_on(&window).await?;
    window.kill();

    let window = phone.open(&desktop)?;
    let face = said("calculator-memory-recall");
    window.wait_without(&telling(), &face).await?;
    wait_for_face(&window).await?;
    calculate(&window, &["7", &said("calculator-multiply"), "6"]).await?;
    window.press(&said("calculator-equals")).await?;
    window.wait_for("42").await?;

    for other in [DURESS, "2469"] {
        window.press(&said("calculator-clear")).await?;
        type_number(&window, other).await?;
        window.wait_for(other).await?;
    }
    wait_for_face(&window).await?;

    open(&window).await?;
    window.key("Escape")?;
    wait_for_face(&window).await?;
    // Also where nothing on the page has the keyboard any more.
    open(&window).await?;
    window.press(&said("route-profile")).await?;
    window.mouse_down(&said("profile-title")).await?;
    window.mouse_up()?;
    window.key("Escape")?;
    wait_for_face(&window).await?;
    ensure!(
        central.alerts().await?.is_empty(),
        "nothing of it is an alert"
    );
    Ok(())
}

#[tokio::test]
async fn a_held_key_and_a_number_call_for_help_while_the_calculator_stays() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    turn_on(&window).await?;

    // A thumb that trembles.
    window.mouse_down("5").await?;
    window.mouse_right(70)?;
    let alerts = central.wait_for_alerts(1).await?;
    window.mouse_up()?;
    assert_eq!(alerts[0].json()?["mode"], "covert");
    assert_eq!(alerts[0].lane, "verified");
    wait_for_face(&window).await?;

    // Neither that nor a key of the keyboard has typed anything; fast fingers have.
    window.hold("5")?;
    central.wait_for_updates("urgent", 1).await?;
    window.let_go("5")?;
    window.hold("5")?;
    window.key("6")?;
    window.let_go("5")?;
    window.write("7+1")?;
    window.key("Return")?;
    window.wait_for("568").await?;
    ensure!(!window.says("5568").await?, "a held key types nothing");

    window.press(&said("calculator-clear")).await?;
    type_number(&window, CODE).await?;
    window.wait_for(CODE).await?;
    central.wait_for_updates("urgent", 2).await?;
    assert_eq!(central.alerts().await?.len(), 1, "of the same alert");
    wait_for_face(&window).await?;
    Ok(())
}

#[tokio::test]
async fn a_forced_cancel_looks_like_one_and_the_central_knows() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    turn_on(&window).await?;
    type_number(&window, CODE).await?;
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!(alerts[0].json()?["mode"], "covert");

    // Somebody finds it and says: cancel that.
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    open(&window).await?;
    window.press(&said("cancel")).await?;
    window.press(&said("cancel-over")).await?;
    window.wait_for(&said("pin-cancel")).await?;
    type_pin(&window, "9999").await?;
    window.wait_for(&said("pin-wrong")).await?;
    type_pin(&window, DURESS).await?;
    wait_for_face(&window).await?;
    let update = central.wait_for_update("cancel").await?;
    assert_eq!(update["cancel"]["reason"], "ya_paso");
    // Her own PIN was told when it opened the app, and the forced one with the cancel.
    assert_eq!(central.wait_for_update("proved").await?["duress"], false);
    assert_eq!(central.wait_for_update("duress").await?["duress"], true);

    // The phone says what it would say after any cancel.
    window.press(&said("calculator-clear")).await?;
    type_number(&window, PIN).await?;
    window.press(&said("route-history")).await?;
    window.wait_for(&said("stage-cancelled")).await?;
    Ok(())
}

#[tokio::test]
async fn a_way_home_is_an_hour_to_be_reminded_of() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-question")).await?;
    let shown = window.said().await;
    let choice = shown.lines().find(|line| line.starts_with("15 min "));
    let choice = choice.context("no choice of 15 minutes")?;
    window.press(choice).await?;
    window.wait_for(&said("journey-watch")).await?;
    turn_on(&window).await?;

    window.wait_for("⏰").await?;
    let shown = window.said().await;
    for words in ["route-journey", "journey-watch", "journey-arrive"] {
        ensure!(
            !shown.contains(&said(words)),
            "the face says «{}»",
            said(words)
        );
    }
    window.press(&said("calculator-reminder-done")).await?;
    window.wait_until_gone("⏰").await?;
    open(&window).await?;
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-arrived")).await?;
    Ok(())
}

#[tokio::test]
async fn whoever_guesses_waits_and_whoever_opened_it_can_end_it() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    turn_on(&window).await?;
    open(&window).await?;
    window.press(&said("alarm-name")).await?;
    central.wait_for_alerts(1).await?;
    window.press(&said("undo")).await?;
    // By the keyboard alone.
    window.wait_for(&said("pin-cancel")).await?;
    let waits = text_with("pin-waits", &Values::from([("seconds".into(), "|".into())]));
    let waits = plain(&waits);
    let waits = waits.split('|').next().unwrap_or_default();
    for guess in 1111..1199 {
        if window.says(waits).await? {
            break;
        }
        window.write(&guess.to_string())?;
        window.key("Return")?;
    }
    window.write(PIN)?;
    window.key("Return")?;
    window.wait_for(waits).await?;
    ensure!(
        window.says(&said("pin-cancel")).await?,
        "nothing was cancelled"
    );

    window.press(&said("route-profile")).await?;
    window.press(&said("discreet-open")).await?;
    window.press(&said("discreet-turn-off")).await?;
    window.press(&said("discreet-turn-off-yes")).await?;
    window.wait_for_title(municipality::APP_NAME).await?;
    window.close().await?;
    let window = phone.open(&desktop)?;
    window.wait_for_title(municipality::APP_NAME).await?;
    window.wait_for(&said("route-central")).await?;
    Ok(())
}
