# What the phone shows while the app is out of sight. Anybody may read it: no place, no name, not
# what it is about.

notice-saved = Saved. It is sent as soon as there is a signal.
notice-not-saved = It could not be saved. It is sent all the same: leave the phone on.
notice-no-answer = No answer yet. Still trying.
notice-handed-over = Handed over, without a receipt.
notice-received = Received.
notice-unclaimed = Received. Nobody has taken it yet.
notice-acknowledged = Seen.
notice-dispatched = On its way.
notice-on-scene = On the scene.
notice-closed = Closed.
notice-cancelled = Cancelled.
notice-journey = Have you arrived? Open me to say so.
notice-drill = Drill. { $words }
notice-reminder = Reminder
