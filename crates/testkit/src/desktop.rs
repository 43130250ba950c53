//! A screen, a session bus and an accessibility bus of their own, for one test.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use atspi::AccessibilityConnection;
use atspi::proxy::bus::{BusProxy, StatusProxy};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::process::Process;
use crate::voice::{self, Voice};
use crate::{programs, wait};

/// Desktops at the same time: more would only slow each other down.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Looks at a screen that find no change before it counts as painted.
const STILL_TIMES: usize = 3;
/// Where Xvfb keeps what is on its screen, in its folder.
const FRAME_FILE: &str = "Xvfb_screen0";

/// The services that a session may start by itself: the accessibility bus and no other, so that
/// nothing of the machine's own keyring or session gets in.
const ACCESSIBILITY_SERVICE: &str = "/usr/share/dbus-1/services/org.a11y.Bus.service";

/// A session on a screen that nobody sees. Ends, with all that runs in it, when dropped.
#[derive(Debug)]
pub struct Desktop {
    // In the order in which they have to end.
    keyring: Option<Process>,
    accessibility: AccessibilityConnection,
    _session_bus: Process,
    _screen: Process,
    display: String,
    bus_address: String,
    home: TempDir,
    _seat: SemaphorePermit<'static>,
}

impl Desktop {
    /// Starts one, once there is a seat.
    pub async fn start() -> Result<Self> {
        let seat = SEATS.acquire().await?;
        let home = TempDir::new()?;
        let (screen, display) = start_screen(home.path()).await?;
        let (session_bus, bus_address) = start_session_bus(home.path(), &display).await?;
        let accessibility = connect(&bus_address).await?;
        Ok(Self {
            keyring: None,
            accessibility,
            _session_bus: session_bus,
            _screen: screen,
            display,
            bus_address,
            home,
            _seat: seat,
        })
    }

    /// Starts a Secret Service and unlocks it. What it keeps outlives [`Self::lock_keyring`].
    pub fn unlock_keyring(&mut self) -> Result<()> {
        let mut daemon = programs::system("gnome-keyring-daemon", "gnome-keyring")?;
        daemon.args(["--foreground", "--unlock", "--components=secrets"]);
        self.bring_in(&mut daemon);
        let (process, _) = Process::start_with(&mut daemon, self.home.path(), b"llave")?;
        self.keyring = Some(process);
        Ok(())
    }

    /// Ends the Secret Service.
    pub fn end_keyring(&mut self) {
        self.keyring = None;
    }

    /// Gives it a voice that tells the test what it was made to say. Before a window is opened.
    pub fn give_voice(&self) -> Result<Voice> {
        Voice::install(self.home.path())
    }

    /// Asks its windows to move nothing, not even the mark where one types. Before one is opened.
    pub fn ask_for_stillness(&self) -> Result<()> {
        let settings = self.home.path().join(".config/gtk-3.0");
        std::fs::create_dir_all(&settings)?;
        let asked = "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n";
        Ok(std::fs::write(settings.join("settings.ini"), asked)?)
    }

    /// Saves what is on the screen as a picture, once something is painted there and stays so: a
    /// window says what it shows before it has painted it.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        let mut last = Vec::new();
        let mut times = 0;
        wait::until("something is painted and stays", async || {
            let mut import = programs::system("import", "imagemagick")?;
            self.bring_in(&mut import);
            let status = import.args(["-window", "root"]).arg(file).status()?;
            ensure!(status.success(), "no picture of the screen");
            let mut identify = programs::system("identify", "imagemagick")?;
            let seen = identify.args(["-format", "%k %#"]).arg(file).output()?;
            let is_painted = !seen.stdout.starts_with(b"1 ");
            times = if seen.stdout == last { times + 1 } else { 0 };
            last = seen.stdout;
            Ok((is_painted && times >= STILL_TIMES).then_some(()))
        })
        .await
    }

    /// What is on the screen at this moment, as its memory holds it: good for seeing that
    /// something changed.
    pub fn frame(&self) -> Result<Vec<u8>> {
        std::fs::read(self.home.path().join(FRAME_FILE)).context("the screen cannot be read")
    }

    /// The person's home folder.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The way to everything accessible on this desktop.
    pub(crate) fn accessibility(&self) -> &AccessibilityConnection {
        &self.accessibility
    }

    /// Makes a program start on this desktop.
    pub(crate) fn bring_in(&self, command: &mut Command) {
        enter(command, self.home.path(), &self.display);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address);
    }

    /// Where programs on this desktop write their logs.
    pub(crate) fn folder(&self) -> &Path {
        self.home.path()
    }
}

/// Keeps the machine's own session, system services and settings out.
fn enter(command: &mut Command, home: &Path, display: &str) {
    let mut path = OsString::from(voice::programs(home));
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    command
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("LANG", "C.UTF-8")
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env("GSETTINGS_BACKEND", "memory")
        .env(
            "DBUS_SYSTEM_BUS_ADDRESS",
            "unix:path=/nonexistent/no-system-bus",
        )
        .env("RUST_LOG", "info")
        .env("RUST_BACKTRACE", "1");
}

async fn start_screen(home: &Path) -> Result<(Process, String)> {
    let mut xvfb = programs::system("Xvfb", "xvfb")?;
    // It chooses a free number and prints it once it answers.
    xvfb.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "360x640x24",
        // Its first clients come and go; none may take the others with it.
        "-noreset",
        "-nolisten",
        "tcp",
        "-fbdir",
    ]);
    xvfb.arg(home);
    let (screen, mut lines) = Process::start(&mut xvfb, home)?;
    let number = lines.next().await?.context("Xvfb did not start")?;
    Ok((screen, format!(":{}", number.trim())))
}

async fn start_session_bus(home: &Path, display: &str) -> Result<(Process, String)> {
    let services = home.join("services");
    std::fs::create_dir(&services)?;
    std::fs::copy(ACCESSIBILITY_SERVICE, services.join("org.a11y.Bus.service"))
        .context("at-spi2 is not installed: `apt-get install at-spi2-core`")?;
    let config = home.join("session.conf");
    std::fs::write(&config, session_config(home, &services))?;
    let mut daemon = programs::system("dbus-daemon", "dbus-daemon")?;
    enter(&mut daemon, home, display);
    daemon
        .args(["--nofork", "--print-address=1", "--config-file"])
        .arg(&config);
    let (bus, mut lines) = Process::start(&mut daemon, home)?;
    let address = lines.next().await?.context("dbus-daemon did not start")?;
    Ok((bus, address))
}

fn session_config(home: &Path, services: &Path) -> String {
    format!(
        r#"<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#,
        home.display(),
        services.display()
    )
}

async fn connect(bus_address: &str) -> Result<AccessibilityConnection> {
    let session = zbus::connection::Builder::address(bus_address)?
        .build()
        .await?;
    StatusProxy::new(&session)
        .await?
        .set_is_enabled(true)
        .await?;
    let address = BusProxy::new(&session).await?.get_address().await?;
    wait::until("the accessibility bus answers", async || {
        // Its registry may end while it is being greeted; the next greeting starts another.
        Ok(
            AccessibilityConnection::from_address(address.as_str().try_into()?)
                .await
                .ok(),
        )
    })
    .await
}
