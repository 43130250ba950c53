# What is heard of an alert, and how the person wants to be told.

# What the voice says. Every phrase also serves whoever does not look at the screen.
spoken = { $word }. { $meaning }
spoken-drill = Drill. { $words }
spoken-no-answer = The central does not answer. Still trying. Call 105.
spoken-dispatched = { $by } arrives in about { $minutes } minutes.
spoken-dispatched-soon = { $by } arrives in a minute.
spoken-journey-soon = Have you arrived? 5 minutes are left. Unless you say so, the alarm is raised.
spoken-journey-now = Have you arrived? Less than a minute is left. Unless you say so, the alarm is raised.

# What carried it to the central: only what is known.
path-same-machine = on this very machine
path-internet = by internet
path-cell = by internet (mobile data)
path-wifi = by internet (wifi)
path-wired = by internet (cable)
carried = It arrived { $path }.
history-path = How it got there

## Sound and voice

senses-title = Sound and voice
senses-why = During a covert alert nothing sounds or speaks, whatever you choose.
senses-vibration = Vibrate
senses-sound = Short sounds
senses-voice = Say aloud how the alert is going
senses-no-voice = This device has no voice installed: what it would say stays on the screen.
