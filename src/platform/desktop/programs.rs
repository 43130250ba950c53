//! Sound and voice by programs that desktops bring along: nothing is linked, and where they are
//! not installed, nothing is heard and nothing breaks.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::platform::feedback::{Feedback, Pulse, SAMPLES_PER_SECOND, Tone, Voice, samples};
use crate::texts::Language;

/// Speech Dispatcher's own client. What is said last takes the place of what is being said.
const VOICE: &str = "spd-say";

/// A program that plays raw samples from its standard input.
struct Player {
    name: &'static str,
    arguments: &'static [&'static str],
}

/// `PulseAudio`'s, which `PipeWire` answers too; then ALSA's.
const PLAYERS: [Player; 2] = [
    Player {
        name: "pacat",
        arguments: &["--format=s16le", "--channels=1", "--latency-msec=50"],
    },
    Player {
        name: "aplay",
        arguments: &["-q", "-t", "raw", "-f", "S16_LE", "-c", "1"],
    },
];

/// What is installed.
pub(super) struct Programs {
    voice: Option<PathBuf>,
    player: Option<(PathBuf, &'static [&'static str])>,
    /// The last of each, so that it can be ended by the next and leaves no zombie.
    speaking: Mutex<Option<Child>>,
    playing: Mutex<Option<Child>>,
}

impl Programs {
    /// Looks which are there.
    pub(super) fn find() -> Self {
        let player = PLAYERS
            .iter()
            .find_map(|player| Some((installed(player.name)?, player.arguments)));
        Self {
            voice: installed(VOICE),
            player,
            speaking: Mutex::default(),
            playing: Mutex::default(),
        }
    }
}

impl Feedback for Programs {
    fn vibrate(&self, _: &[Pulse]) {}

    fn sound(&self, tones: &[Tone]) {
        let Some((program, arguments)) = &self.player else {
            return;
        };
        let mut command = Command::new(program);
        command.args(*arguments);
        command.arg(format!("--rate={SAMPLES_PER_SECOND}"));
        let samples = samples(tones);
        let bytes: Vec<u8> = samples.into_iter().flat_map(i16::to_le_bytes).collect();
        run(&self.playing, command.stdin(Stdio::piped()), &bytes);
    }

    fn speak(&self, phrase: &str, language: Language) {
        let Some(program) = &self.voice else {
            return;
        };
        let mut command = Command::new(program);
        command.args(["--language", language.spoken(), "--", phrase]);
        run(&self.speaking, command.stdin(Stdio::null()), &[]);
    }

    fn voice(&self) -> Voice {
        match self.voice {
            Some(_) => Voice::Present,
            None => Voice::Absent,
        }
    }
}

fn installed(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// Starts a program in the place of the one before it. Its input fits into a pipe: writing it
/// waits for nobody.
fn run(running: &Mutex<Option<Child>>, command: &mut Command, input: &[u8]) {
    let mut running: MutexGuard<'_, _> = running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(mut last) = running.take() {
        // It has mostly ended by itself.
        let _ = last.kill();
        let _ = last.wait();
    }
    match command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() {
        Ok(mut child) => {
            if let Some(mut pipe) = child.stdin.take() {
                // Whoever does not read plays nothing.
                let _ = pipe.write_all(input);
            }
            *running = Some(child);
        }
        Err(error) => tracing::info!(%error, "a program for sound or voice did not start"),
    }
}
