//! An operator's telephone with an authenticator app.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use totp_rs::Totp;

/// What a QR code told the app.
#[derive(Debug)]
pub struct Authenticator(Totp);

impl Authenticator {
    /// Reads the address of a QR code.
    pub fn reading(address: &str) -> Result<Self> {
        let totp = Totp::from_url(address);
        totp.context("no authenticator app reads that").map(Self)
    }

    /// The code that it shows now, or so many steps of 30 s later.
    pub fn code(&self, later: u64) -> Result<String> {
        let now_s = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let code = self.0.generate(now_s + later * self.0.step());
        Ok(code.to_string())
    }
}
