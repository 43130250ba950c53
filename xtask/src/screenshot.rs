//! `cargo xtask screenshot`: the documents' pictures, from the real window.

use std::fs;

use anyhow::Result;

use crate::packages::{self, BUILD, END_TO_END, VIRTUAL_DISPLAY, WINDOW};
use crate::tools::must_succeed;
use crate::workspace;

pub(crate) fn screenshot() -> Result<()> {
    packages::ensure_installed(&[BUILD, WINDOW, VIRTUAL_DISPLAY, END_TO_END])?;
    let folder = workspace::root().join("docs/screens");
    fs::create_dir_all(&folder)?;
    let programs = ["build", "--locked", "--workspace", "--bins", "--tests"];
    must_succeed(workspace::cargo().args(programs))?;
    let screens = ["run", "--locked", "--example", "screens", "--"];
    must_succeed(workspace::cargo().args(screens).arg(&folder))?;
    println!("The pictures are in {}.", folder.display());
    Ok(())
}
