// The ring: a siren made of tones, so that there is no file to load. `siren.state` is what the
// browser really allows: "ready" only while the audio clock runs.
"use strict";

const siren = (() => {
  const LOUDER_AFTER_MS = 10_000;
  const QUIET_GAIN = 0.25;
  const LOUD_GAIN = 0.9;
  const REPEAT_MS = 1_200;
  // Hz, in turn. Who proved nothing rings in one deep tone: heard, and heard to be different.
  const TONES = { verified: [880, 660, 880], unverified: [330] };

  let audio = null;
  let timer = null;
  let since = 0;
  let tones = TONES.verified;

  function beep(frequency, start, seconds, gain) {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.type = "square";
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(gain, start + 0.02);
    volume.gain.setValueAtTime(gain, start + seconds - 0.03);
    volume.gain.linearRampToValueAtTime(0, start + seconds);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(start + seconds);
  }

  function sequence(frequencies, gain) {
    if (audio?.state !== "running") return;
    frequencies.forEach((frequency, i) => beep(frequency, audio.currentTime + i * 0.28, 0.26, gain));
  }

  function ring() {
    const loud = Date.now() - since > LOUDER_AFTER_MS;
    sequence(tones, loud ? LOUD_GAIN : QUIET_GAIN);
    if (audio?.state === "running") navigator.vibrate?.(loud ? [400, 100, 400] : [200]);
  }

  return {
    get state() { return audio?.state === "running" ? "ready" : "blocked"; },
    // Browsers let sound start only after a touch or a key; asking without one does no harm.
    allow(changed) {
      if (!audio) {
        audio = new AudioContext();
        audio.addEventListener("statechange", changed);
      }
      return audio.resume().catch(() => {}).then(changed);
    },
    test() { sequence(TONES.verified, QUIET_GAIN); },
    once() { sequence(TONES.verified, LOUD_GAIN); },
    start(lane) {
      tones = TONES[lane];
      if (timer) return;
      since = Date.now();
      timer = setInterval(ring, REPEAT_MS);
      ring();
    },
    stop() {
      clearInterval(timer);
      timer = null;
    },
  };
})();
