# The self-check: what the phone itself holds back. None of it keeps anybody from asking for help.

held-back-title = What this phone holds back
held-back-sleep = The phone may put this app to sleep.
held-back-sleep-advice = With the screen off, what did not leave at once may leave later. Kept awake, the app uses the battery only while something waits to leave.
held-back-sleep-touch = Keep it awake
held-back-autostart = This maker may end apps.
held-back-autostart-advice = Allow this app to start by itself. The phone does not tell us whether that is allowed already.
held-back-autostart-touch = See the setting
held-back-texts = Without internet you would have to send the text message by hand.
held-back-texts-advice = With the permission it leaves by itself, to the central and nobody else. It costs the same as any text message.
held-back-texts-touch = Allow messages
