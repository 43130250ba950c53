# The self-check: what would keep an alert from leaving, or weaken it, and the touch that mends it.

checks-title = Would an alert leave now?
checks-open = Check whether all is ready
checks-again = Check now
checks-well = Yes: all is ready.
checks-not-well = It leaves as soon as it can, but something needs mending.
check-storage = This device keeps alerts.
check-central = The central answers.
check-member = The central knows who you are.
check-location = There is a recent position.
check-battery = The battery will do.
check-clock = The time is right.
check-notifications = Notifications are allowed.

# One line, before any emergency.
banner-name = { $words } { $touch }
warning-no-endpoint = No place is chosen for your alerts.
warning-impostor = Another page answers, not the central.
warning-silent = The central does not answer.
warning-not-asked = It is not known yet whether the central answers.
warning-location-refused = The position is not allowed.
warning-location-absent = This device gives no position.
warning-location-old = There is no recent position.
warning-clock-ahead = This device's clock is { $minutes } min fast.
warning-clock-behind = This device's clock is { $minutes } min slow.
warning-battery-low = Little battery left: { $percent } %.
warning-battery-spared = Battery saving may hold your alerts back.
warning-notifications = This app's notifications are off.

# The touch that mends it.
mend-choose = Choose
mend-retry = Try again
mend-join = Join
mend-allow = Allow
mend-turn-on = Switch on
mend-settings = Change
mend-see = See what to do

# What to do, in the self-check.
advice-impostor = Does the wifi want a login? Log in, or use mobile data.
advice-silent = Check your mobile data or wifi. The alert waits and leaves by itself.
advice-location = Allow this app the position and switch it on in the device's settings. The alert leaves all the same, without saying where.
advice-location-old = Step outside for a moment. The alert leaves all the same, with the last known place.
advice-clock = Set it right in the device's settings: the central would see a time that is not so.
advice-battery-low = Charge this device.
advice-battery-spared = Switch battery saving off in the device's settings.
advice-notifications = Allow them in the device's settings, to be told while the app is closed.
