//! Codes that change every 30 s (TOTP, RFC 6238): SHA-1, six digits, a secret of 160 bits, which is
//! what every authenticator app knows. Pure but for the making of a secret.

use std::fmt;

use auxilio_protocol::WireTime;
use totp_rs::{Builder, Totp, TotpError};
use zeroize::Zeroizing;

/// Bytes of a secret: as many as the hash has (RFC 4226, section 4, R6).
const SECRET_BYTES: usize = 20;
/// Letters of a secret that stand together, for whoever types it.
const GROUP_CHARS: usize = 4;

/// What an operator's telephone and the central share.
pub(crate) struct Secret(Zeroizing<Vec<u8>>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// One interval of 30 s, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Step(pub(crate) i64);

impl Secret {
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut random = Zeroizing::new(vec![0; SECRET_BYTES]);
        getrandom::fill(&mut random)?;
        Ok(Self(random))
    }

    pub(crate) fn from_bytes(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as people type it: base32 (RFC 4648) in groups.
    pub(crate) fn typed(&self) -> Zeroizing<String> {
        let letters = Zeroizing::new(totp_rs::Secret::from(self.0.as_slice()).to_base32());
        let letters: Vec<char> = letters.chars().collect();
        let groups: Vec<String> = (letters.chunks(GROUP_CHARS))
            .map(|group| group.iter().collect())
            .collect();
        Zeroizing::new(groups.join(" "))
    }

    /// The secret as an authenticator app reads it from a QR code.
    pub(crate) fn address(
        &self,
        issuer: &str,
        account: &str,
    ) -> Result<Zeroizing<String>, TotpError> {
        // The colon parts the two in the address' label.
        let plain = |name: &str| name.replace(':', " ");
        self.totp(&plain(issuer), &plain(account))?
            .to_url()
            .map(Zeroizing::new)
    }

    /// The step whose code that is: this one, the one before, the one after. Spaces do not count.
    pub(crate) fn step_of(&self, code: &str, now: WireTime) -> Option<Step> {
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let now_s = u64::try_from(now.unix_ms() / 1000).ok()?;
        let step = self.totp("", "").ok()?.check(&digits, now_s)?;
        i64::try_from(step).ok().map(Step)
    }

    fn totp(&self, issuer: &str, account: &str) -> Result<Totp, TotpError> {
        Builder::new()
            .with_secret(self.0.as_slice())
            .with_account_name(account)
            .with_issuer((!issuer.is_empty()).then_some(issuer))
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    fn secret() -> Secret {
        Secret::from_bytes(Zeroizing::new(b"12345678901234567890".to_vec()))
    }

    fn at(seconds: i64) -> WireTime {
        WireTime::from_unix_ms(seconds * 1000)
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (time_s, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let step = secret().step_of(code, at(time_s));
            assert_eq!(step, Some(Step(time_s / 30)), "{code}");
        }
    }

    #[test]
    fn a_code_holds_one_step_before_and_after_its_own_and_no_longer() {
        for (late_s, holds) in [
            (-60, false),
            (-30, true),
            (0, true),
            (30, true),
            (60, false),
        ] {
            let step = secret().step_of("081804", at(1_111_111_109 + late_s));
            assert_eq!(step.is_some(), holds, "{late_s} s");
            assert!(step.is_none_or(|step| step == Step(1_111_111_109 / 30)));
        }
    }

    #[test]
    fn spaces_do_not_count_and_what_is_no_code_is_none() {
        assert!(secret().step_of(" 081 804 ", at(1_111_111_109)).is_some());
        for wrong in ["", "81804", "0818040", "+81804", "08180a", "٠٨١٨٠٤"] {
            assert_eq!(secret().step_of(wrong, at(1_111_111_109)), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_reads_the_same_secret_that_a_person_would_type() {
        assert_eq!(*secret().typed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = secret().address("Central", "Rosa: turno").unwrap();
        assert!(
            address.starts_with("otpauth://totp/Central:Rosa"),
            "{}",
            *address
        );
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert_eq!(format!("{:?}", secret()), "Secret(…)");
        let made = [Secret::generate().unwrap(), Secret::generate().unwrap()];
        assert_ne!(made[0].as_bytes(), made[1].as_bytes());
    }
}
