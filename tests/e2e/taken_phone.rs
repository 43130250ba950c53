//! A phone that was taken, looked at as a thief would who knows this code: what its files tell
//! without the key, and what they tell to somebody who has the key as well. Both lists stand in the
//! snapshot below, and whoever makes one of them longer sees it here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use auxilio::options::Options;
use auxilio_client::discreet::{Retention, Setup};
use auxilio_client::outbox::seal::Sealer;
use auxilio_client::preferences::Switch;
use auxilio_client::view::{EnrolmentView, ProfileSync, Storage, Watch};
use auxilio_client::{Client, Intent, View};
use auxilio_municipality::telling::words_in;
use auxilio_protocol::{CancelReason, Directory, Kind, Profile};
use auxilio_testkit::{Central, Phone, wait};
use redb::{
    Database, ReadableDatabase as _, ReadableTable as _, TableDefinition, TableHandle as _,
};
use serde_json::Value;

use crate::{LAT, LON};

const PIN: &str = "248613";
const DURESS: &str = "975318";
const CODE: &str = "90210447";

/// A member: who must not be read on another's phone.
struct Person {
    name: &'static str,
    phone: &'static str,
    contact: &'static str,
    medical: &'static str,
}

const ROSA: Person = Person {
    name: "Rosalinda Huamán Quispe",
    phone: "+51949123456",
    contact: "+51949654321",
    medical: "Alergia a la penicilina",
};
const JUAN: Person = Person {
    name: "Juan Alberto Ajeno",
    phone: "+51949777888",
    contact: "+51949888777",
    medical: "Toma anticoagulantes",
};

impl Person {
    fn profile(&self) -> Result<Profile> {
        let profile = serde_json::json!({
            "name": self.name,
            "phone": self.phone,
            "organization": { "kind": "mototaxi", "id": "rio-seco", "name": "Mototaxis Río Seco" },
            "contact": { "name": "Hermana", "phone": self.contact },
            "medical": { "blood": "O+", "notes": self.medical },
        });
        Ok(serde_json::from_value(profile)?)
    }

    fn secrets(&self) -> [&'static str; 4] {
        [self.name, self.phone, self.contact, self.medical]
    }
}

/// The core on this phone, of a person who has joined and told who they are.
async fn joined(phone: &Phone, person: &Person, central: &Central) -> Result<Client> {
    let client = Options {
        data: Some(phone.data().to_owned()),
        key_file: Some(phone.folder().join("key")),
        fix: Some(format!("{LAT},{LON}").parse()?),
        enrol: Some(central.invite()?.parse()?),
        ..Options::default()
    }
    .start()?
    .client;
    seen(&client, |view| matches!(view.storage, Storage::Ready(_))).await?;
    let seed = Directory::seed();
    seen(&client, |view| {
        view.central.enrolment == EnrolmentView::Active
    })
    .await?;
    client.set_profile(person.profile()?);
    seen(&client, |view| {
        view.own_data.profile == ProfileSync::Known && *view.directory != seed
    })
    .await?;
    Ok(client)
}

/// Does all that leaves something behind: calls for help openly, hides the app, and calls for help
/// and sets out for home from its face.
async fn lives_with_it(client: &Client) -> Result<()> {
    client.set_language(Some("es-PE".to_owned()));
    let open = client.raise(Intent::open(Kind::Extorsion)).await;
    client.cancel(open.id, CancelReason::YaPaso);
    seen(client, |view| {
        let cancels = view.alerts.iter().filter_map(|alert| alert.cancel.as_ref());
        view.current().is_none() && cancels.filter(|cancel| cancel.receipted).count() == 1
    })
    .await?;
    let setup = Setup::new(
        "calculator".parse()?,
        PIN.parse()?,
        DURESS.parse()?,
        Some(CODE.parse()?),
        Switch::On,
        Retention::Always,
    )?;
    client.turn_on_discreet(setup);
    seen(client, |view| view.discreet.is_on()).await?;
    client.lock();
    client.raise(Intent::open(Kind::Violencia)).await;
    client.start_journey(Intent::open(Kind::Auxilio), 1_800);
    seen(client, |view| {
        let journey = view.journey.as_ref().map(|journey| journey.watch);
        let mut alerts = view.alerts.iter();
        matches!(journey, Some(Watch::Whole))
            && alerts.all(|alert| alert.received_at.is_some() && !alert.waits())
    })
    .await
}

async fn seen(client: &Client, is_so: impl Fn(&View) -> bool) -> Result<()> {
    wait::until("the phone is as far", async || {
        Ok(is_so(&client.view()).then_some(()))
    })
    .await
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.display().to_string();
                files.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    has(text.as_bytes()) || has(&wide)
}

/// The records of the outbox as they lie in its file: their names in clear, their values sealed.
fn records(outbox: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let database = Database::open(outbox)?;
    let read = database.begin_read()?;
    let mut records = BTreeMap::new();
    for table in read.list_tables()? {
        let table = table.name().to_owned();
        let table = read.open_table(TableDefinition::<&str, &[u8]>::new(&table))?;
        for entry in table.iter()? {
            let (name, value) = entry?;
            records.insert(name.value().to_owned(), value.value().to_vec());
        }
    }
    Ok(records)
}

/// A record's name without the id in it.
fn kind_of(record: &str) -> String {
    match record.split_once('/') {
        Some((kind, _)) => format!("{kind}/<id>"),
        None => record.to_owned(),
    }
}

/// The names of all values in a record, down to the last one.
fn leaves(at: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                leaves(&format!("{at}.{name}"), field, found);
            }
        }
        Value::Array(items) => {
            for item in items {
                leaves(&format!("{at}[]"), item, found);
            }
        }
        Value::String(text) if text.trim_start().starts_with('{') => {
            match serde_json::from_str::<Value>(text) {
                Ok(inside) => leaves(&format!("{at}:"), &inside, found),
                Err(_) => drop(found.insert(at.to_owned())),
            }
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => drop(found.insert(at.to_owned())),
    }
}

#[tokio::test]
async fn a_taken_phone_tells_what_this_list_says_and_nothing_else() -> Result<()> {
    let central = Central::start().await?;
    let (juans, phone) = (Phone::new()?, Phone::new()?);
    let juan = joined(&juans, &JUAN, &central).await?;
    let rosa = joined(&phone, &ROSA, &central).await?;
    lives_with_it(&rosa).await?;
    for client in [juan, rosa] {
        client.shutdown();
    }
    let files = files(phone.data())?;
    let host = central.url().trim_start_matches("http://");

    // Without the key: the app's folder.
    let lat = LAT.to_string();
    let mut secrets: Vec<&str> = ROSA.secrets().into();
    secrets.extend(JUAN.secrets());
    secrets.extend([PIN, DURESS, CODE, "extorsion", "violencia", "covert"]);
    secrets.extend([lat.as_str(), host, "Mototaxis"]);
    for (name, bytes) in &files {
        for secret in &secrets {
            ensure!(!holds(bytes, secret), "{name} says «{secret}»");
        }
        assert_eq!(words_in(name), Vec::<&str>::new(), "a file's name");
    }
    let records = records(&phone.outbox())?;
    let mut told = "Without the key\n".to_owned();
    for (name, bytes) in &files {
        match std::str::from_utf8(bytes) {
            Ok(text) => writeln!(told, "  file {name}, which says «{text}»")?,
            Err(_) => writeln!(
                told,
                "  file {name}, its size, and when it was last written"
            )?,
        }
    }
    let kinds: BTreeSet<String> = records.keys().map(|name| kind_of(name)).collect();
    for kind in kinds {
        let when = if kind.contains('/') {
            ", and by its id when it was made"
        } else {
            ""
        };
        writeln!(told, "  that there is a record {kind}, its length{when}")?;
    }

    // With it: everything that can be opened.
    let key: [u8; 32] = fs::read(phone.folder().join("key"))?
        .first_chunk()
        .copied()
        .context("a key")?;
    let sealer = Sealer::new(&key);
    let mut names = BTreeSet::new();
    for (record, sealed) in &records {
        let value = sealer.open(record, sealed)?;
        for secret in JUAN.secrets().into_iter().chain([PIN, DURESS]) {
            ensure!(!holds(&value, secret), "{record} says «{secret}»");
        }
        let value: Value = serde_json::from_slice(&value).with_context(|| record.clone())?;
        leaves(&kind_of(record), &value["value"], &mut names);
    }
    told += "With the key\n";
    for name in names {
        writeln!(told, "  {name}")?;
    }
    let whose = sealer.open("profile", &records["profile"])?;
    ensure!(holds(&whose, ROSA.name), "the list is of another phone");
    insta::assert_snapshot!(told);
    Ok(())
}
