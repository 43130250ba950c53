//! An operator's browser: a real Chromium, driven through chromedriver.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{By, ChromiumLikeCapabilities as _, DesiredCapabilities, WebDriver, WebElement};

use crate::process::Process;
use crate::wait::{self, PATIENCE};
use crate::{Central, Login, programs};

/// Nothing that Chromium would say to anybody but the central.
const SWITCHES: [&str; 10] = [
    "--headless=new",
    // Tests may run as root, where Chromium's sandbox refuses to.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=es-PE",
];

/// Keeps in each page what its own policy forbade. From before the page's first byte, so that nothing
/// is missed.
const NOTE_VIOLATIONS: &str = "window.forbidden = []; addEventListener('securitypolicyviolation', \
    (event) => forbidden.push(`${event.violatedDirective}: ${event.blockedURI}`))";

/// What a person has asked of everything that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Nothing: it may move.
    #[default]
    Free,
    /// As little of it as can be: `prefers-reduced-motion`.
    Reduced,
}

/// A screen, and what its person has asked of it. Begins as a desktop's, light.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// Light on dark.
    pub dark: bool,
    /// What may move.
    pub motion: Motion,
}

impl Default for Sight {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 800,
            dark: false,
            motion: Motion::Free,
        }
    }
}

/// A browser with a profile of its own. Closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    chromedriver_at: SocketAddr,
    _chromedriver: Process,
    _profile: TempDir,
}

impl Browser {
    /// Opens an empty one.
    pub async fn start() -> Result<Self> {
        let profile = TempDir::new()?;
        let mut chromedriver = programs::system("chromedriver", "chromium-driver")?;
        programs::system("chromium", "chromium")?;
        chromedriver.arg("--port=0").env("HOME", profile.path());
        let (process, mut lines) = Process::start(&mut chromedriver, profile.path())?;
        let port = lines.find(|line| {
            let (_, port) = line.rsplit_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let chromedriver_at = SocketAddr::from((Ipv4Addr::LOCALHOST, port.await?));
        let url = format!("http://{chromedriver_at}");
        let mut wanted = DesiredCapabilities::chrome();
        for switch in SWITCHES {
            wanted.add_arg(switch)?;
        }
        wanted.add_arg(&format!(
            "--user-data-dir={}",
            profile.path().join("p").display()
        ))?;
        // Without a provider the driver's client cannot be made; a second one is refused, rightly.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            driver: WebDriver::new(url, wanted).await?,
            chromedriver_at,
            _chromedriver: process,
            _profile: profile,
        })
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) -> Result<()> {
        Ok(self.driver.goto(url).await?)
    }

    /// Opens a central's console and logs in.
    pub async fn log_in(&self, central: &Central) -> Result<()> {
        self.log_in_as(central, central.login()).await?;
        self.wait_until("document.body.dataset.stream === 'live'")
            .await
    }

    /// Opens a central's console and logs in as somebody, wherever that leads.
    pub async fn log_in_as(&self, central: &Central, login: &Login) -> Result<()> {
        self.open(&central.console()).await?;
        self.fill_in("[name=usuario]", &login.name).await?;
        self.fill_in("[name=clave]", &login.password).await?;
        self.click("form [type=submit]").await?;
        // A click ends before the answer to it is there, and whatever is opened next would stop it.
        wait::until("the login page is left", async || {
            let path = self.value_of("location.pathname").await.ok();
            Ok(path.filter(|path| path != "/consola/entrar").map(drop))
        })
        .await
    }

    /// What the page looks like, as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// Waits for the first element that matches.
    pub async fn wait_for(&self, css: &str) -> Result<WebElement> {
        wait::until(&format!("the page has {css}"), async || {
            // An element that is not there, or not any more, is looked for again.
            Ok(self.driver.find(By::Css(css)).await.ok())
        })
        .await
    }

    /// Clicks on the first element that matches, once it can be clicked.
    pub async fn click(&self, css: &str) -> Result<()> {
        wait::until(&format!("{css} can be clicked"), async || {
            let Ok(element) = self.driver.find(By::Css(css)).await else {
                return Ok(None);
            };
            Ok(element.click().await.ok())
        })
        .await
    }

    /// Types into the first field that matches, in place of what is there.
    pub async fn fill_in(&self, css: &str, text: &str) -> Result<()> {
        let field = self.wait_for(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// The value of a JavaScript expression in the page.
    pub async fn value_of(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression})");
        Ok(self
            .driver
            .execute(script, Vec::new())
            .await?
            .json()
            .clone())
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.driver.execute(script, Vec::new()).await?;
        Ok(())
    }

    /// What a script in the page hands to its last argument, a function.
    pub async fn answer_of(&self, script: &str) -> Result<Value> {
        let answer = self.driver.execute_async(script, Vec::new()).await?;
        Ok(answer.json().clone())
    }

    /// Shows pages on another screen, to other eyes.
    pub async fn see(&self, sight: Sight) -> Result<()> {
        let devtools = self.driver.cdp();
        let screen = json!({
            "width": sight.width, "height": sight.height, "deviceScaleFactor": 1, "mobile": true,
        });
        devtools
            .send_raw("Emulation.setDeviceMetricsOverride", screen)
            .await?;
        let scheme = if sight.dark { "dark" } else { "light" };
        let motion = match sight.motion {
            Motion::Free => "no-preference",
            Motion::Reduced => "reduce",
        };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        devtools
            .send_raw("Emulation.setEmulatedMedia", media)
            .await?;
        Ok(())
    }

    /// Notes what the policies of the pages that are opened from now on forbid.
    pub async fn note_violations(&self) -> Result<()> {
        let devtools = self.driver.cdp();
        devtools.send_raw("Page.enable", json!({})).await?;
        let script = json!({ "source": NOTE_VIOLATIONS });
        devtools
            .send_raw("Page.addScriptToEvaluateOnNewDocument", script)
            .await?;
        Ok(())
    }

    /// What the open page's policy has forbidden, each as the directive and what it stopped.
    pub async fn violations(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(
            self.value_of("window.forbidden").await?,
        )?)
    }

    /// Waits until a JavaScript expression is true in the page.
    pub async fn wait_until(&self, expression: &str) -> Result<()> {
        wait::until(&format!("in the page: {expression}"), async || {
            Ok((self.value_of(expression).await? == true).then_some(()))
        })
        .await
    }

    /// The text that the page shows.
    pub async fn text(&self) -> Result<String> {
        wait::until("the page has a text", async || {
            let Ok(body) = self.driver.find(By::Css("body")).await else {
                return Ok(None);
            };
            // A page that is just being left has none any more.
            Ok(body.text().await.ok())
        })
        .await
    }

    /// Asks chromedriver to end Chromium, which does not belong to its process group. By hand,
    /// because the driver's own client waits on the runtime that a test is about to end.
    fn quit(&self) -> Result<()> {
        let mut chromedriver = TcpStream::connect_timeout(&self.chromedriver_at, PATIENCE)?;
        chromedriver.set_read_timeout(Some(PATIENCE))?;
        let session = self.driver.session_id();
        write!(
            chromedriver,
            "DELETE /session/{session} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.chromedriver_at
        )?;
        let mut answer = [0; 12];
        chromedriver
            .read_exact(&mut answer)
            .context("chromedriver did not answer")
    }
}

impl Drop for Browser {
    #[expect(clippy::print_stderr, reason = "shown below the test that failed")]
    fn drop(&mut self) {
        if let Err(error) = self.quit() {
            eprintln!("Chromium may still run: {error:#}");
        }
        // It is over; without this the driver would try the same again.
        let _ = self.driver.clone().leak();
    }
}
