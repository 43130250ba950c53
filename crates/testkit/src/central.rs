//! The real municipal central on a folder of its own.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

use crate::network::Network;
use crate::process::Process;
use crate::programs;

/// Requests of strangers that a central lets through in a minute. A test is one stranger that
/// asks more often than any other would.
const STRANGERS_PER_MINUTE: &str = "6000";

/// Who invites.
const ORGANIZATION: &str = "Mototaxis Río Seco";

/// The number that its gateway has, where it has one, and what the gateway shows.
const GATEWAY: &str = "+51900000000";
const GATEWAY_TOKEN: &str = "0123456789abcdef";

/// What a central says once it has made an operator.
const CREATED: &str = "operator_created";

/// A running central, or one that was stopped and can be started again.
#[derive(Debug)]
pub struct Central {
    data: TempDir,
    address: SocketAddr,
    public_url: String,
    login: Login,
    process: Option<Process>,
}

/// Who may log in to the console.
#[derive(Debug, Clone)]
pub struct Login {
    /// Name.
    pub name: String,
    /// The password that was printed at the first start.
    pub password: String,
}

impl Login {
    /// The operator of whom the central says that, if this is what it says.
    fn told(event: &Value, of: &str) -> Option<Self> {
        let text = |name: &str| Some(event.get(name)?.as_str()?.to_owned());
        (event.get("event")? == of).then_some(())?;
        Some(Self {
            name: text("name")?,
            password: text("password")?,
        })
    }
}

/// What a central prints once it answers.
struct Listening {
    address: SocketAddr,
    process: Process,
    first_operator: Option<Login>,
}

impl Central {
    /// Starts one that phones reach directly.
    pub async fn start() -> Result<Self> {
        Self::reached_at(TempDir::new()?, None).await
    }

    /// Starts one that phones reach through a network that the test controls.
    pub async fn behind(network: &Network) -> Result<Self> {
        let central = Self::reached_at(TempDir::new()?, Some(network.url())).await?;
        network.lead_to(central.address);
        Ok(central)
    }

    /// Starts one with a directory of its own, as its file of settings names it.
    pub async fn with_directory(directory: &Value) -> Result<Self> {
        let data = TempDir::new()?;
        let file = data.path().join("directory.json");
        std::fs::write(&file, directory.to_string())?;
        let settings = format!("directory = {:?}\n", file.display().to_string());
        std::fs::write(data.path().join("central.toml"), settings)?;
        Self::reached_at(data, None).await
    }

    /// Starts one that phones reach through a network that the test controls, and that takes text
    /// messages from a gateway.
    pub async fn with_gateway_behind(network: &Network) -> Result<Self> {
        let data = TempDir::new()?;
        let settings = format!("sms_gateway = \"{GATEWAY}\"\nsms_token = \"{GATEWAY_TOKEN}\"\n");
        std::fs::write(data.path().join("central.toml"), settings)?;
        let central = Self::reached_at(data, Some(network.url())).await?;
        network.lead_to(central.address);
        Ok(central)
    }

    /// Its gateway got this text message from that number, and hands it over. The answer's status.
    pub async fn gets_text(&self, from: &str, text: &str) -> Result<u16> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let answer = reqwest::Client::builder()
            .no_proxy()
            .build()?
            .post(format!("http://{}/v1/sms", self.address))
            .bearer_auth(GATEWAY_TOKEN)
            .json(&serde_json::json!({ "from": from, "text": text }))
            .send()
            .await?;
        Ok(answer.status().as_u16())
    }

    /// Starts one at whose console everybody needs a code besides the password.
    pub async fn with_second_factor() -> Result<Self> {
        let data = TempDir::new()?;
        let settings = "second_factor = \"required\"\n";
        std::fs::write(data.path().join("central.toml"), settings)?;
        Self::reached_at(data, None).await
    }

    /// Starts one that offers these bytes as the app, under a name that tells its version.
    pub async fn with_app(content: &[u8]) -> Result<Self> {
        let data = TempDir::new()?;
        let file = data.path().join("auxilio-1.2.0.apk");
        std::fs::write(&file, content)?;
        let settings = format!("app = {:?}\n", file.display().to_string());
        std::fs::write(data.path().join("central.toml"), settings)?;
        Self::reached_at(data, None).await
    }

    async fn reached_at(data: TempDir, public_url: Option<String>) -> Result<Self> {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let started = serve(&data, anywhere, public_url.as_deref()).await?;
        let address = started.address;
        Ok(Self {
            data,
            address,
            public_url: public_url.unwrap_or_else(|| format!("http://{address}/")),
            login: started.first_operator.context("no first operator")?,
            process: Some(started.process),
        })
    }

    /// The address that invitations name.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.public_url
    }

    /// The console's address.
    #[must_use]
    pub fn console(&self) -> String {
        format!("http://{}/consola", self.address)
    }

    /// The first operator's login.
    #[must_use]
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// A link that enrols one device.
    pub fn invite(&self) -> Result<String> {
        self.invite_with(&[])
    }

    /// A link that enrols one device, made with these options.
    pub fn invite_with(&self, options: &[&str]) -> Result<String> {
        let mut invite = command()?;
        invite
            .arg("invite")
            .args(["--public-url", &self.public_url])
            .args(["--organization", ORGANIZATION])
            .args(options);
        self.told_by(&mut invite)
    }

    /// A coordinator of the organization that invites.
    pub fn coordinator(&self) -> Result<Login> {
        let mut add = command()?;
        add.args(["operator", "add", "Rosa", "--role", "coordinator", "--json"])
            .args(["--organization", ORGANIZATION]);
        let event: Value = serde_json::from_str(&self.told_by(&mut add)?)?;
        Login::told(&event, CREATED).context("no coordinator")
    }

    /// Lets an operator in again who lost password or code: the new login.
    pub fn reset(&self, login: &Login) -> Result<Login> {
        let mut reset = command()?;
        reset.args(["operator", "reset", &login.name, "--json"]);
        let event: Value = serde_json::from_str(&self.told_by(&mut reset)?)?;
        Login::told(&event, "operator_reset").context("not reset")
    }

    /// What the central's program says on its folder.
    fn told_by(&self, command: &mut Command) -> Result<String> {
        let output = command
            .arg("--data")
            .arg(self.data.path())
            .stdin(Stdio::null())
            .output()?;
        let said = String::from_utf8(output.stdout)?;
        ensure!(output.status.success(), "the central refused: {said}");
        Ok(said.trim().to_owned())
    }

    /// Ends it as a system does (SIGTERM), and waits until it has ended.
    pub async fn stop(&mut self) -> Result<()> {
        match self.process.take() {
            Some(mut process) => process.stop().await,
            None => Ok(()),
        }
    }

    /// Ends it as a power cut does (SIGKILL).
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again, on the same folder and port.
    pub async fn restart(&mut self) -> Result<()> {
        self.kill();
        let started = serve(&self.data, self.address, Some(&self.public_url)).await?;
        self.process = Some(started.process);
        Ok(())
    }

    /// The file of its database.
    pub(crate) fn database(&self) -> PathBuf {
        self.data.path().join("central.db")
    }
}

fn command() -> Result<Command> {
    Ok(Command::new(programs::ours("auxilio-central")?))
}

async fn serve(data: &TempDir, listen: SocketAddr, public_url: Option<&str>) -> Result<Listening> {
    let mut command = command()?;
    command
        .args(["serve", "--json", "--listen", &listen.to_string()])
        .arg("--data")
        .arg(data.path())
        .args(["--unverified-per-minute", STRANGERS_PER_MINUTE]);
    if let Some(url) = public_url {
        command.args(["--public-url", url]);
    }
    let (process, mut lines) = Process::start(&mut command, data.path())?;
    let mut first_operator = None;
    loop {
        let event: Value = lines.find(|line| serde_json::from_str(line).ok()).await?;
        let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
        match text("event") {
            CREATED => first_operator = Login::told(&event, CREATED),
            "listening" => {
                let address = text("address").trim_start_matches("http://");
                return Ok(Listening {
                    address: address.trim_end_matches('/').parse()?,
                    process,
                    first_operator,
                });
            }
            _ => {}
        }
    }
}
