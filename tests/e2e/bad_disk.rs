//! A disk that takes nothing, a file that cannot be read: the alert leaves, and nothing pretends.

use std::path::{Path, PathBuf};

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Disk, Network, Path as Way, Phone, rot};

use crate::{LAT, LON, call_police, said};

const DISK_BYTES: u64 = 8 * 1024 * 1024;
/// Presses that may still find room in what the outbox has of the disk. They are saved, and that
/// is said of them.
const PRESSES_MAX: usize = 100;

#[tokio::test]
async fn on_a_full_disk_the_alert_leaves_from_memory_and_the_person_is_told() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let disk = Disk::mount(DISK_BYTES)?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?
        .with_data_on(disk.path())
        .enrolled_by(&central.invite()?)
        .at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    network.set(Way::Refused);
    disk.fill()?;

    for _ in 0..PRESSES_MAX {
        window.press(&said("alarm-name")).await?;
        if window.says(&said("stage-not-saved")).await? {
            break;
        }
        // What is taken back takes no other press: the next one is another alert.
        window.press(&said("undo")).await?;
    }
    window.wait_for(&said("stage-not-saved")).await?;
    window.wait_for(&said("not-saved-disk")).await?;
    window.wait_for(&call_police()).await?;
    assert!(!window.says(&said("stage-saved")).await?);
    network.set(Way::Open);
    central.wait_for_alerts(1).await?;
    window.wait_for(&said("stage-received")).await?;

    disk.free()?;
    window.wait_until_gone(&said("not-saved-disk")).await?;
    Ok(())
}

fn put_aside(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder)?.map(|file| Ok(file?.path()));
    let files: Result<Vec<PathBuf>> = files.collect();
    let is_damaged = |file: &PathBuf| file.to_string_lossy().contains("damaged");
    Ok(files?.into_iter().filter(is_damaged).collect())
}

#[tokio::test]
async fn a_damaged_outbox_is_put_aside_and_the_next_alert_leaves() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.with("--endpoint", central.url()).at(LAT, LON);
    network.set(Way::Refused);
    let window = phone.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.kill();
    rot(&phone.outbox())?;
    let rotten = std::fs::read(phone.outbox())?;

    let window = phone.open(&desktop)?;
    window.wait_for(&said("storage-replaced")).await?;
    let aside = put_aside(phone.data())?;
    assert_eq!(aside.len(), 1);
    assert_eq!(std::fs::read(&aside[0])?, rotten);
    window.press(&said("alarm-name")).await?;
    network.set(Way::Open);
    window.wait_for(&said("stage-received")).await?;
    Ok(())
}
