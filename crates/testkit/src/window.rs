//! The app's real window, read and pressed through the accessibility tree.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};
use atspi::proxy::action::ActionProxy;

use crate::accessibility::{self, Thing};
use crate::process::Process;
use crate::{Desktop, programs, wait};

/// Presses of Tab that lead around any window.
const TABS_MAX: usize = 40;

/// The app in a window of its own. Killed when dropped.
#[derive(Debug)]
pub struct Window<'a> {
    process: Process,
    desktop: &'a Desktop,
}

/// Something in a window that can be pressed, with nothing left to look up.
#[derive(Debug)]
pub struct Button {
    action: ActionProxy<'static>,
}

impl Button {
    /// Does what a click does.
    pub async fn press(&self) -> Result<()> {
        ensure!(self.action.do_action(0).await?, "the button did nothing");
        Ok(())
    }
}

impl<'a> Window<'a> {
    /// Starts the app, brought onto the desktop. Its window is there once something in it can be found.
    pub(crate) fn open(desktop: &'a Desktop, command: &mut Command, locale: &str) -> Result<Self> {
        command.env("LC_ALL", locale);
        let (process, _) = Process::start(command, desktop.folder())?;
        Ok(Self { process, desktop })
    }

    /// Starts another program with a window, to hold the app's beside it.
    pub fn of_program(desktop: &'a Desktop, program: &Path) -> Result<Self> {
        Self::open(desktop, &mut Command::new(program), "C.UTF-8")
    }

    /// The program's process.
    #[must_use]
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// What has this name, as soon as it can be pressed. Looks without a rest, so that the moment
    /// can be measured.
    pub async fn button(&self, name: &str) -> Result<Button> {
        let thing = self.find_within(Duration::from_millis(1), name).await?;
        let action = thing.action(self.desktop.accessibility()).await?;
        Ok(Button { action })
    }

    /// Presses what has this name, as soon as it is there.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.find(name)
            .await?
            .press(self.desktop.accessibility())
            .await
    }

    /// Types into the field of that name, in place of what is there.
    pub async fn fill_in(&self, field: &str, text: &str) -> Result<()> {
        self.find(field)
            .await?
            .focus(self.desktop.accessibility())
            .await?;
        self.xdotool(&["key", "ctrl+a"])?;
        self.write(text)
    }

    /// Presses a key, as `xdotool` names it.
    pub fn key(&self, key: &str) -> Result<()> {
        self.xdotool(&["key", key])
    }

    /// Holds a key down, until [`Self::let_go`].
    pub fn hold(&self, key: &str) -> Result<()> {
        self.xdotool(&["keydown", key])
    }

    /// Lets go of it.
    pub fn let_go(&self, key: &str) -> Result<()> {
        self.xdotool(&["keyup", key])
    }

    /// Points at the middle of what has this name, whether it can be pressed or not, and there holds
    /// the mouse's button down, until [`Self::mouse_up`].
    pub async fn mouse_down(&self, name: &str) -> Result<()> {
        let bus = self.desktop.accessibility();
        let look = async || {
            let things = accessibility::look(bus).await;
            let named = things.iter().rev().find(|thing| thing.name == name);
            Ok(match named {
                Some(thing) => Some(thing.middle(bus).await?),
                None => None,
            })
        };
        let found = wait::until(&format!("«{name}» is somewhere"), look).await;
        let (x, y) = self.explain(found).await?;
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string()])?;
        self.xdotool(&["mousedown", "1"])
    }

    /// Moves the mouse so many pixels to the right.
    pub fn mouse_right(&self, pixels: u32) -> Result<()> {
        self.xdotool(&["mousemove_relative", &pixels.to_string(), "0"])
    }

    /// Lets go of the mouse's button.
    pub fn mouse_up(&self) -> Result<()> {
        self.xdotool(&["mouseup", "1"])
    }

    /// Waits until the window says `text`, from its start on, and fails if it, or the title of any
    /// window on the desktop, says one of `never` before that.
    pub async fn wait_without(&self, never: &[String], text: &str) -> Result<()> {
        let look = async || {
            let shown = [self.titles()?.join("\n"), self.said().await].join("\n");
            let told = never.iter().find(|words| shown.contains(*words));
            ensure!(told.is_none(), "the window said «{told:?}» in:\n{shown}");
            Ok(shown.contains(text).then_some(()))
        };
        let what = format!("the window says «{text}»");
        let seen = wait::until_each(Duration::from_millis(1), &what, look).await;
        self.explain(seen).await
    }

    /// Waits until the desktop shows a window of this title, and none of another.
    pub async fn wait_for_title(&self, title: &str) -> Result<()> {
        let look = async || {
            let titles = self.titles()?;
            let is_it = !titles.is_empty() && titles.iter().all(|shown| shown == title);
            Ok(is_it.then_some(()))
        };
        let titled = wait::until(&format!("the window's title is «{title}»"), look).await;
        self.explain(titled).await
    }

    /// The titles of all windows on the desktop.
    fn titles(&self) -> Result<Vec<String>> {
        let mut xdotool = programs::system("xdotool", "xdotool")?;
        self.desktop.bring_in(&mut xdotool);
        let found = [
            "search",
            "--onlyvisible",
            "--name",
            ".+",
            "getwindowname",
            "%@",
        ];
        let output = xdotool.args(found).output()?;
        let titles = String::from_utf8_lossy(&output.stdout);
        Ok(titles.lines().map(str::to_owned).collect())
    }

    /// Types into whatever has the keyboard.
    pub fn write(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "80", text])
    }

    /// Presses Tab until what has this name has the keyboard, and tells what had it on the way.
    pub async fn tab_to(&self, name: &str) -> Result<Vec<String>> {
        let mut way = vec![self.focused().await?];
        while way.last().is_none_or(|last| last != name) {
            anyhow::ensure!(way.len() < TABS_MAX, "no way to «{name}» by Tab: {way:?}");
            self.key("Tab")?;
            let before = way.last().cloned().unwrap_or_default();
            let next = wait::until("Tab leads on", async || {
                let now = self.focused().await?;
                Ok((now != before).then_some(now))
            });
            way.push(self.explain(next.await).await?);
        }
        Ok(way)
    }

    /// The name of what has the keyboard; empty if that has none.
    async fn focused(&self) -> Result<String> {
        let bus = self.desktop.accessibility();
        let mut found = String::new();
        // The page within the window comes after the window.
        for thing in accessibility::look(bus).await {
            if thing.has_focus(bus).await {
                found = thing.name;
            }
        }
        Ok(found)
    }

    /// Waits until the window says this, anywhere.
    pub async fn wait_for(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("the window says «{text}»"), |said| {
            said.contains(text)
        })
        .await
    }

    /// Waits until the window does not say this any more.
    pub async fn wait_until_gone(&self, text: &str) -> Result<()> {
        self.wait_until(&format!("«{text}» is gone"), |said| !said.contains(text))
            .await
    }

    /// Whether the window says this now. One that can just not be read is asked again.
    pub async fn says(&self, text: &str) -> Result<bool> {
        let look = async || Ok(Some(self.said().await).filter(|said| !said.is_empty()));
        Ok(wait::until("the window says something", look)
            .await?
            .contains(text))
    }

    /// All that the window says now, one thing a line.
    pub async fn said(&self) -> String {
        let things = accessibility::look(self.desktop.accessibility()).await;
        let lines = things
            .iter()
            .flat_map(|thing| [thing.name.as_str(), thing.text.as_str()]);
        lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Ends the app as the system does for want of memory: SIGKILL.
    pub fn kill(mut self) {
        self.process.kill();
    }

    /// Ends the app as the end of a session does (SIGTERM), and waits until it has ended.
    pub async fn close(mut self) -> Result<()> {
        self.process.terminate()?;
        self.process.ended().await?;
        Ok(())
    }

    async fn wait_until(&self, what: &str, is_so: impl Fn(&str) -> bool) -> Result<()> {
        let look = async || Ok(is_so(&self.said().await).then_some(()));
        self.explain(wait::until(what, look).await).await
    }

    async fn find(&self, name: &str) -> Result<Thing> {
        self.find_within(wait::GLANCE, name).await
    }

    async fn find_within(&self, glance: Duration, name: &str) -> Result<Thing> {
        let bus = self.desktop.accessibility();
        let look = async || {
            for thing in accessibility::look(bus).await {
                if thing.name == name && thing.is_control(bus).await {
                    return Ok(Some(thing));
                }
            }
            Ok(None)
        };
        let what = format!("«{name}» can be pressed");
        self.explain(wait::until_each(glance, &what, look).await)
            .await
    }

    /// Adds to a failure what there was to see.
    async fn explain<T>(&self, seen: Result<T>) -> Result<T> {
        let Err(error) = seen else { return seen };
        let (window, log) = (self.said().await, self.process.said());
        Err(error.context(format!("the window said:\n{window}\nits log said:\n{log}")))
    }

    fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        let mut xdotool = programs::system("xdotool", "xdotool")?;
        self.desktop.bring_in(&mut xdotool);
        let output = xdotool.args(arguments).output()?;
        ensure!(output.status.success(), "xdotool {arguments:?}: {output:?}");
        Ok(())
    }
}
