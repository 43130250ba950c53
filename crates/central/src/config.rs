//! What can be set, and from where: the command line, then `AUXILIO_…` in the environment, then
//! `central.toml`, then the defaults.

mod app_page;
mod sms_token;

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use auxilio_protocol::Endpoint;
use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::sms::Number;
use serde::Deserialize;

pub use app_page::{AppPage, AppPageError};
pub use sms_token::{SmsToken, SmsTokenError};

use crate::app_links::{AndroidApp, AppleApp};
use crate::second_factor::Policy;

/// The file of settings in the data folder.
pub const FILE: &str = "central.toml";

const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);
const MUNICIPALITY: &str = "Municipalidad Distrital de El Porvenir";
/// Seconds that an alert may wait for an operator before the person is told.
const UNCLAIMED_AFTER_S: u32 = 20;
/// Requests of unproven senders that one address may make in a minute, and at once.
const UNVERIFIED_PER_MINUTE: u32 = 60;
/// Alerts in one transaction.
const BATCH_MAX: u32 = 256;
/// Beyond this a batch's statement and its verification would hold up the others.
const BATCH_LIMIT: u32 = 512;

/// The settings as given in one place; what is not given is left to the next.
#[derive(Debug, Clone, Default, Deserialize, clap::Args)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Folder of the database and the signing key
    #[arg(long, global = true, env = "AUXILIO_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address to listen on; without TLS, so other than this machine only behind a proxy
    #[arg(long, global = true, env = "AUXILIO_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Address under which phones reach this central, as invitations name it
    #[arg(long, global = true, env = "AUXILIO_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<Endpoint>,
    /// Name of the municipality
    #[arg(long, global = true, env = "AUXILIO_MUNICIPALITY", value_name = "NAME")]
    pub municipality: Option<String>,
    /// Page where people get the app, for who opens an invitation without having it
    #[arg(long, global = true, env = "AUXILIO_APP_PAGE", value_name = "URL")]
    pub app_page: Option<AppPage>,
    /// File of the app for Android, which people get at /app
    #[arg(long, global = true, env = "AUXILIO_APP", value_name = "FILE")]
    pub app: Option<PathBuf>,
    /// Android apps that may open this central's links, each as ID=SHA256-OF-ITS-CERTIFICATE
    #[arg(
        long = "android-app",
        global = true,
        env = "AUXILIO_ANDROID_APPS",
        value_name = "ID=SHA256",
        value_delimiter = ','
    )]
    pub android_apps: Option<Vec<AndroidApp>>,
    /// iOS apps that may open this central's links, each as TEAM.ID
    #[arg(
        long = "apple-app",
        global = true,
        env = "AUXILIO_APPLE_APPS",
        value_name = "TEAM.ID",
        value_delimiter = ','
    )]
    pub apple_apps: Option<Vec<AppleApp>>,
    /// Number of the central's SMS gateway
    #[arg(
        long,
        global = true,
        env = "AUXILIO_SMS_GATEWAY",
        value_name = "NUMBER"
    )]
    pub sms_gateway: Option<Number>,
    /// Bearer token with which the SMS gateway hands over what it got
    #[arg(
        long,
        global = true,
        env = "AUXILIO_SMS_TOKEN",
        value_name = "TOKEN",
        hide_env_values = true
    )]
    pub sms_token: Option<SmsToken>,
    /// Whether everybody at the console needs a code besides the password: optional or required
    #[arg(
        long,
        global = true,
        env = "AUXILIO_SECOND_FACTOR",
        value_name = "WORD"
    )]
    pub second_factor: Option<Policy>,
    /// File of the districts, sectors, organizations and emergency lines, in place of those built in
    #[arg(long, global = true, env = "AUXILIO_DIRECTORY", value_name = "FILE")]
    pub directory: Option<PathBuf>,
    /// Seconds without an operator after which the person is told
    #[arg(
        long,
        global = true,
        env = "AUXILIO_UNCLAIMED_AFTER_S",
        value_name = "S"
    )]
    pub unclaimed_after_s: Option<u32>,
    /// Requests a minute that one address may make without a proven signature
    #[arg(
        long,
        global = true,
        env = "AUXILIO_UNVERIFIED_PER_MINUTE",
        value_name = "N"
    )]
    pub unverified_per_minute: Option<u32>,
    /// Most alerts in one transaction
    #[arg(long, global = true, env = "AUXILIO_BATCH_MAX", value_name = "N")]
    pub batch_max: Option<u32>,
}

/// Everything that the central runs with.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of the database and the signing key.
    pub data: PathBuf,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which phones reach it; none: where it listens, on this machine.
    pub public_url: Option<Endpoint>,
    /// Name of the municipality.
    pub municipality: String,
    /// Page where people get the app.
    pub app_page: Option<AppPage>,
    /// File of the app for Android, which people get from here.
    pub app: Option<PathBuf>,
    /// Android apps that may open its links.
    pub android_apps: Vec<AndroidApp>,
    /// iOS apps that may open its links.
    pub apple_apps: Vec<AppleApp>,
    /// Number of its SMS gateway.
    pub sms_gateway: Option<Number>,
    /// What its SMS gateway shows; none: no gateway hands over anything.
    pub sms_token: Option<SmsToken>,
    /// Whether everybody at the console needs a code besides the password.
    pub second_factor: Policy,
    /// File of the municipality's own directory; none: the one built in.
    pub directory: Option<PathBuf>,
    /// How long an alert may wait for an operator before the person is told.
    pub unclaimed_after: Duration,
    /// Requests of unproven senders that one address may make in a minute, and at once.
    pub unverified_per_minute: u32,
    /// Alerts in one transaction, 1 to 512.
    pub batch_max: usize,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// The file is not TOML of these settings.
    #[error("cannot understand {}", .0.display())]
    Parse(PathBuf, #[source] toml::de::Error),
}

impl Settings {
    /// The configuration: these settings, what the file adds, and defaults for the rest. A file
    /// that is named must be there; the one in the data folder need not.
    pub fn resolve(self, file: Option<&Path>) -> Result<Config, ConfigError> {
        let data = self.data.clone().unwrap_or_else(default_data);
        let from_file = match file {
            Some(file) => read(file)?,
            None => match read(&data.join(FILE)) {
                Err(ConfigError::Read(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                    Self::default()
                }
                other => other?,
            },
        };
        let data = self.data.clone().or(from_file.data.clone()).unwrap_or(data);
        let given = self.or(from_file);
        Ok(Config {
            data,
            listen: given.listen.unwrap_or(LISTEN),
            public_url: given.public_url,
            municipality: given
                .municipality
                .unwrap_or_else(|| MUNICIPALITY.to_owned()),
            app_page: given.app_page,
            app: given.app,
            android_apps: given.android_apps.unwrap_or_default(),
            apple_apps: given.apple_apps.unwrap_or_default(),
            sms_gateway: given.sms_gateway,
            sms_token: given.sms_token,
            second_factor: given.second_factor.unwrap_or_default(),
            directory: given.directory,
            unclaimed_after: Duration::from_secs(
                given.unclaimed_after_s.unwrap_or(UNCLAIMED_AFTER_S).into(),
            ),
            unverified_per_minute: given.unverified_per_minute.unwrap_or(UNVERIFIED_PER_MINUTE),
            batch_max: given.batch_max.unwrap_or(BATCH_MAX).clamp(1, BATCH_LIMIT) as usize,
        })
    }

    fn or(self, next: Self) -> Self {
        Self {
            data: self.data.or(next.data),
            listen: self.listen.or(next.listen),
            public_url: self.public_url.or(next.public_url),
            municipality: self.municipality.or(next.municipality),
            app_page: self.app_page.or(next.app_page),
            app: self.app.or(next.app),
            android_apps: self.android_apps.or(next.android_apps),
            apple_apps: self.apple_apps.or(next.apple_apps),
            sms_gateway: self.sms_gateway.or(next.sms_gateway),
            sms_token: self.sms_token.or(next.sms_token),
            second_factor: self.second_factor.or(next.second_factor),
            directory: self.directory.or(next.directory),
            unclaimed_after_s: self.unclaimed_after_s.or(next.unclaimed_after_s),
            unverified_per_minute: self.unverified_per_minute.or(next.unverified_per_minute),
            batch_max: self.batch_max.or(next.batch_max),
        }
    }
}

fn read(file: &Path) -> Result<Settings, ConfigError> {
    let text = fs::read_to_string(file).map_err(|e| ConfigError::Read(file.to_owned(), e))?;
    toml::from_str(&text).map_err(|e| ConfigError::Parse(file.to_owned(), e))
}

/// The user's data folder (XDG Base Directory Specification), or this folder without one.
fn default_data() -> PathBuf {
    let from = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    from("XDG_DATA_HOME")
        .or_else(|| from("HOME").map(|home| home.join(".local/share")))
        .unwrap_or_default()
        .join("auxilio-central")
}

/// The address of a central on this machine.
pub fn local_endpoint(port: u16) -> Result<Endpoint, EndpointError> {
    format!("http://127.0.0.1:{port}/").parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins_over_the_file_and_the_file_over_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let file = "municipality = \"Alto Trujillo\"\nunclaimed_after_s = 5\n";
        fs::write(folder.path().join(FILE), file).unwrap();
        let given = Settings {
            data: Some(folder.path().to_owned()),
            unclaimed_after_s: Some(7),
            ..Settings::default()
        };
        let config = given.resolve(None).unwrap();
        assert_eq!(config.municipality, "Alto Trujillo");
        assert_eq!(config.unclaimed_after, Duration::from_secs(7));
        assert_eq!(config.listen, LISTEN);
    }

    #[test]
    fn a_setting_that_is_misspelt_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "lisen = \"127.0.0.1:1\"\n").unwrap();
        let given = Settings {
            data: Some(folder.path().to_owned()),
            ..Settings::default()
        };
        assert!(matches!(given.resolve(None), Err(ConfigError::Parse(..))));
    }

    #[test]
    fn the_apps_page_is_one_that_nobody_can_replace_on_the_way() {
        let folder = tempfile::tempdir().unwrap();
        for (address, is_one) in [
            ("https://play.example/details?id=pe.auxilio", true),
            ("http://play.example/", false),
            ("javascript:alert(1)", false),
            ("play.example", false),
        ] {
            let file = format!("app_page = \"{address}\"\n");
            fs::write(folder.path().join(FILE), file).unwrap();
            let given = Settings {
                data: Some(folder.path().to_owned()),
                ..Settings::default()
            };
            let resolved = given.resolve(None);
            assert_eq!(resolved.is_ok(), is_one, "{address}");
            if let Ok(config) = resolved {
                assert_eq!(config.app_page.unwrap().to_string(), address);
            }
        }
    }

    #[test]
    fn a_gateway_has_a_number_to_send_to_and_a_token_that_nobody_guesses() {
        let folder = tempfile::tempdir().unwrap();
        for (line, is_one) in [
            ("sms_gateway = \"+51 900 000 000\"", true),
            ("sms_gateway = \"call us\"", false),
            ("sms_token = \"0123456789abcdef\"", true),
            ("sms_token = \"0123456789abcde\"", false),
            ("sms_token = \"0123456789 abcdef\"", false),
        ] {
            fs::write(folder.path().join(FILE), line).unwrap();
            let given = Settings {
                data: Some(folder.path().to_owned()),
                ..Settings::default()
            };
            assert_eq!(given.resolve(None).is_ok(), is_one, "{line}");
        }
    }

    #[test]
    fn a_second_factor_is_everybodys_duty_only_where_the_file_says_so() {
        let folder = tempfile::tempdir().unwrap();
        for (line, policy) in [
            ("", Some(Policy::Optional)),
            ("second_factor = \"required\"", Some(Policy::Required)),
            ("second_factor = \"optional\"", Some(Policy::Optional)),
            ("second_factor = \"yes\"", None),
            ("second_factor = true", None),
        ] {
            fs::write(folder.path().join(FILE), line).unwrap();
            let given = Settings {
                data: Some(folder.path().to_owned()),
                ..Settings::default()
            };
            let resolved = given.resolve(None).ok();
            assert_eq!(
                resolved.map(|config| config.second_factor),
                policy,
                "{line}"
            );
        }
    }

    #[test]
    fn a_batch_has_at_least_one_alert_and_never_too_many() {
        let folder = tempfile::tempdir().unwrap();
        for (given, expected) in [(0, 1), (1, 1), (9999, 512)] {
            let settings = Settings {
                data: Some(folder.path().to_owned()),
                batch_max: Some(given),
                ..Settings::default()
            };
            assert_eq!(settings.resolve(None).unwrap().batch_max, expected);
        }
    }
}
