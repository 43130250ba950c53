//! What an accessibility engine says of the central's pages: an operator's, a coordinator's, and
//! the one behind an invitation. On an old phone and on a desk, light and dark.

use anyhow::Result;
use auxilio_testkit::{Axe, Browser, Central, Desktop, Device, Phone, Sight, new_alert_id};
use serde_json::{Value, json};

use crate::{LAT, LON, said};

/// A page that has to be moved sideways to be read.
const IS_TOO_WIDE: &str = "document.documentElement.scrollWidth > innerWidth";
/// What a finger is to meet and is smaller than 48 px, unless a label around it is not.
const TOO_SMALL: &str = r#"
[...document.querySelectorAll("button, a[href], input, select, summary")]
  .map((target) => (target.type === "checkbox" ? target.closest("label") : target))
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 47.5 || box.height < 47.5))
  .map(([target, box]) => `${box.width}x${box.height} ${target.outerHTML.slice(0, 200)}`)
"#;

/// An inspector of one browser, and what was found wrong in it so far.
struct Inspector<'a> {
    axe: Axe,
    browser: &'a Browser,
    wrong: Vec<String>,
}

impl<'a> Inspector<'a> {
    fn of(browser: &'a Browser) -> Result<Self> {
        Ok(Self {
            axe: Axe::load()?,
            browser,
            wrong: Vec::new(),
        })
    }

    /// Looks at the page that is open, on each screen.
    async fn look_at(&mut self, name: &str) -> Result<()> {
        for (width, height) in [(360, 640), (1280, 800)] {
            for dark in [false, true] {
                let sight = Sight {
                    width,
                    height,
                    dark,
                    ..Sight::default()
                };
                self.browser.see(sight).await?;
                let mut found = self.axe.serious_findings(self.browser).await?;
                let small = self.browser.value_of(TOO_SMALL).await?;
                found.extend(serde_json::from_value::<Vec<String>>(small)?);
                if self.browser.value_of(IS_TOO_WIDE).await? == true {
                    found.push("wider than the screen".to_owned());
                }
                let here = format!("{name}, {width} px, dark {dark}");
                let found = found.iter().map(|finding| format!("{here}: {finding}"));
                self.wrong.extend(found);
            }
        }
        Ok(())
    }

    fn conclude(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// Somebody who has told all there is to tell.
fn profile() -> Value {
    json!({
        "version": 1,
        "name": "Rosa Amelia Quispe",
        "phone": "944 123 456",
        "sector": "Río Seco",
        "organization": { "kind": "mototaxi", "name": "Mototaxis Río Seco", "unit": "1234-5A" },
        "contact": { "name": "Ana", "phone": "944 654 321" },
        "medical": { "blood": "O+", "notes": "Alérgica a la penicilina" },
    })
}

async fn raise(device: &Device, alert: Value) -> Result<()> {
    let answer = device.alert(alert.to_string()).await?;
    anyhow::ensure!(answer.status < 300, "not taken: {answer:?}");
    Ok(())
}

fn alert(kind: &str, other: Value) -> Result<Value> {
    let mut alert = json!({
        "id": new_alert_id()?,
        "kind": kind,
        "profile": profile(),
        "fix": { "lat": LAT, "lon": LON, "accuracy_m": 12.0, "source": "gnss" },
    });
    if let (Some(all), Value::Object(other)) = (alert.as_object_mut(), other) {
        all.extend(other);
    }
    Ok(alert)
}

#[tokio::test]
async fn an_operators_pages_can_be_read_and_touched_by_everybody() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    let mut inspector = Inspector::of(&browser)?;
    browser.open(&central.console()).await?;
    browser.wait_for("[name=usuario]").await?;
    inspector.look_at("the login").await?;
    browser.log_in(&central).await?;
    inspector.look_at("an empty board").await?;

    // One for each: what one person raises in a row is one incident.
    let [member, drilling, watched] = [
        Device::member(&central).await?,
        Device::member(&central).await?,
        Device::member(&central).await?,
    ];
    let stranger = Device::stranger(&central)?;
    raise(&member, alert("robo", json!({}))?).await?;
    raise(&drilling, alert("auxilio", json!({ "exercise": true }))?).await?;
    raise(&watched, alert("violencia", json!({ "mode": "covert" }))?).await?;
    let bare = json!({ "id": new_alert_id()?, "kind": "incendio" });
    raise(&stranger, bare).await?;
    browser.wait_for("[data-kind=robo]").await?;
    browser.wait_for("[data-kind=incendio]").await?;
    browser.wait_for("[data-mark=covert]").await?;
    inspector.look_at("a board that rings").await?;
    let forced = alert("extorsion", json!({}))?;
    let id = serde_json::from_value(forced["id"].clone())?;
    let other = Device::member(&central).await?;
    raise(&other, forced).await?;
    let duress =
        json!([{ "seq": 1, "cancel": { "reason": "ya_paso" } }, { "seq": 2, "duress": true }]);
    other.update(id, duress.to_string()).await?;
    browser.click("[data-action=take-forced]").await?;
    browser
        .click("[data-kind=violencia] [data-action=open]")
        .await?;
    browser
        .wait_for("[data-reserved=opened] [data-field=name]")
        .await?;
    browser.wait_for("details.ending").await?;

    browser.click("[data-action=acknowledge]").await?;
    browser.wait_for("[data-action=dispatch]").await?;
    browser
        .run("for (const more of document.querySelectorAll('details')) more.open = true")
        .await?;
    inspector.look_at("an incident at work, unfolded").await?;

    browser
        .open(&format!("{}/cuenta", central.console()))
        .await?;
    inspector.look_at("an account").await?;
    browser
        .fill_in("#clave-poner", &central.login().password)
        .await?;
    browser.click("[action$='/codigo'] [type=submit]").await?;
    browser.wait_for("svg.qr").await?;
    inspector.look_at("a second factor that is offered").await?;
    inspector.conclude();
    Ok(())
}

#[tokio::test]
async fn a_coordinators_pages_can_be_read_and_touched_by_everybody() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let waiting = Phone::new()?.enrolled_by(&central.invite_with(&["--approve"])?);
    let window = waiting.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.wait_for(&said("kinds-title")).await?;
    window.close().await?;
    Device::member(&central).await?;

    let browser = Browser::start().await?;
    let mut inspector = Inspector::of(&browser)?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    browser.wait_for("li form[action$='/aprobar']").await?;
    browser
        .run("for (const more of document.querySelectorAll('details')) more.open = true")
        .await?;
    inspector.look_at("the members").await?;
    let invitations = central
        .console()
        .replace("consola", "coordinacion/invitaciones");
    browser.open(&invitations).await?;
    inspector.look_at("the invitations").await?;
    browser.click("form.card [type=submit]").await?;
    browser.wait_for("svg.qr").await?;
    inspector.look_at("an invitation with its QR").await?;
    browser.open(&invitations).await?;
    inspector.look_at("the list of open invitations").await?;
    inspector.conclude();
    Ok(())
}

#[tokio::test]
async fn the_page_of_an_invitation_can_be_read_and_touched_by_everybody() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    let mut inspector = Inspector::of(&browser)?;
    let revoked = central.invite_with(&["--approve"])?;
    browser.open(&revoked).await?;
    browser.wait_for("a.primary").await?;
    inspector.look_at("an invitation that holds").await?;
    central.revoke_invitations().await?;
    browser.open(&revoked).await?;
    browser.wait_for("[data-state=revoked]").await?;
    inspector.look_at("one that was taken back").await?;
    let expired = central.invite()?;
    central.let_invitations_expire().await?;
    let forged = format!("{}unirse/nadie-la-hizo", central.url());
    for (name, link) in [("one that has expired", expired), ("a forged one", forged)] {
        browser.open(&link).await?;
        inspector.look_at(name).await?;
    }
    inspector.conclude();
    Ok(())
}

#[tokio::test]
async fn the_page_with_the_app_can_be_read_and_touched_by_everybody() -> Result<()> {
    let browser = Browser::start().await?;
    let mut inspector = Inspector::of(&browser)?;
    let offering = Central::with_app(b"the app").await?;
    browser.open(&format!("{}app", offering.url())).await?;
    browser.wait_for("[data-state=here]").await?;
    inspector.look_at("the app and its checksum").await?;
    let central = Central::start().await?;
    browser.open(&format!("{}app", central.url())).await?;
    browser.wait_for("[data-state=not-here]").await?;
    inspector.look_at("a central without the app").await?;
    inspector.conclude();
    Ok(())
}
