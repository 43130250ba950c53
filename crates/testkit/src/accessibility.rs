//! A window as somebody who cannot see it uses it: names, texts and actions through AT-SPI.

use anyhow::{Result, ensure};
use atspi::proxy::accessible::AccessibleProxy;
use atspi::proxy::action::ActionProxy;
use atspi::proxy::proxy_ext::ProxyExt as _;
use atspi::{AccessibilityConnection, AtspiError, CoordType, Interface, State};
use futures_util::future::join_all;
use zbus::proxy::CacheProperties;
use zbus::zvariant::OwnedObjectPath;

/// Levels of a tree that are looked at: no page is as deep.
const LEVELS_MAX: usize = 60;
/// Fluent marks what it inserts into a sentence, and AT-SPI where a thing stands in a text.
const INVISIBLE: [char; 3] = ['\u{2068}', '\u{2069}', '\u{fffc}'];

/// Whose thing it is on the bus, and which. WebKit names its pages by well-known names, which
/// [`atspi::ObjectRefOwned`] does not read.
type Place = (String, OwnedObjectPath);

/// One thing in a window.
#[derive(Debug)]
pub(crate) struct Thing {
    /// What a screen reader calls it.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: String,
    place: Place,
}

/// Everything on a desktop at this moment, level by level. What goes away meanwhile is left out,
/// and so is everything while the registry is away: on a busy machine Debian's ends now and then,
/// and comes back, with the applications, when it is asked again.
pub(crate) async fn look(bus: &AccessibilityConnection) -> Vec<Thing> {
    let root = async {
        children_of(&bus.root_accessible_on_registry().await?)
            .await
            .map_err(AtspiError::from)
    };
    let mut level = root.await.unwrap_or_default();
    let mut things = Vec::new();
    for _ in 0..LEVELS_MAX {
        let looks = level.into_iter().map(|place| look_at(bus, place));
        let seen = join_all(looks).await;
        level = Vec::new();
        for (thing, children) in seen.into_iter().flatten() {
            things.push(thing);
            level.extend(children);
        }
    }
    things
}

async fn look_at(bus: &AccessibilityConnection, place: Place) -> Option<(Thing, Vec<Place>)> {
    let proxy = proxy(bus, &place).await.ok()?;
    let (name, text, children) = tokio::join!(proxy.name(), text_of(&proxy), children_of(&proxy));
    let (name, children) = (visible(&name.ok()?), children.ok()?);
    Some((Thing { name, text, place }, children))
}

async fn proxy(
    bus: &AccessibilityConnection,
    (name, path): &Place,
) -> zbus::Result<AccessibleProxy<'static>> {
    AccessibleProxy::builder(bus.connection())
        .destination(name.clone())?
        .path(path.clone())?
        .cache_properties(CacheProperties::No)
        .build()
        .await
}

/// What is below it. A page of another process hangs below a socket, which counts it and gives it
/// by its number, but leaves it out of the list.
async fn children_of(proxy: &AccessibleProxy<'_>) -> zbus::Result<Vec<Place>> {
    let children: Vec<Place> = proxy.inner().call("GetChildren", &()).await?;
    if children.is_empty() && proxy.child_count().await? == 1 {
        return Ok(vec![proxy.inner().call("GetChildAtIndex", &(0)).await?]);
    }
    Ok(children)
}

async fn text_of(proxy: &AccessibleProxy<'_>) -> String {
    let text = async {
        let text = proxy.proxies().await?.text().await?;
        Ok::<_, AtspiError>(text.get_text(0, -1).await?)
    };
    // Most things say nothing themselves.
    visible(&text.await.unwrap_or_default())
}

fn visible(text: &str) -> String {
    text.replace(INVISIBLE, "").trim().to_owned()
}

impl Thing {
    /// Whether it can be pressed.
    pub(crate) async fn is_control(&self, bus: &AccessibilityConnection) -> bool {
        let has = async { proxy(bus, &self.place).await?.get_interfaces().await };
        has.await.is_ok_and(|has| has.contains(Interface::Action))
    }

    /// Whether it has the keyboard.
    pub(crate) async fn has_focus(&self, bus: &AccessibilityConnection) -> bool {
        let states = async { proxy(bus, &self.place).await?.get_state().await };
        states
            .await
            .is_ok_and(|states| states.contains(State::Focused))
    }

    /// Does what a click does.
    pub(crate) async fn press(&self, bus: &AccessibilityConnection) -> Result<()> {
        let action = self.action(bus).await?;
        ensure!(action.do_action(0).await?, "«{}» did nothing", self.name);
        Ok(())
    }

    /// The way to its action, found already.
    pub(crate) async fn action(
        &self,
        bus: &AccessibilityConnection,
    ) -> Result<ActionProxy<'static>> {
        let (name, path) = &self.place;
        let action = ActionProxy::builder(bus.connection())
            .destination(name.clone())?
            .path(path.clone())?
            .cache_properties(CacheProperties::No)
            .build();
        Ok(action.await?)
    }

    /// Where its middle is on the screen, in pixels.
    pub(crate) async fn middle(&self, bus: &AccessibilityConnection) -> Result<(i32, i32)> {
        let proxy = proxy(bus, &self.place).await?;
        let component = proxy.proxies().await?.component().await?;
        let (x, y, width, height) = component.get_extents(CoordType::Screen).await?;
        Ok((x + width / 2, y + height / 2))
    }

    /// Gives it the keyboard.
    pub(crate) async fn focus(&self, bus: &AccessibilityConnection) -> Result<()> {
        let proxy = proxy(bus, &self.place).await?;
        let component = proxy.proxies().await?.component().await?;
        ensure!(
            component.grab_focus().await?,
            "«{}» took no focus",
            self.name
        );
        Ok(())
    }
}
