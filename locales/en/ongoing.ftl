# Android's notification while an alert is under way. Anybody may read it: no place, no name. The
# rest of what it says is in notice.ftl.

ongoing-title = Notice under way
ongoing-saving = Saving…
ongoing-stuck = Saved, but it cannot be sent. Touch to see why.
ongoing-cancelling = Cancelling: the central does not know yet.
ongoing-covert-title = In the background
ongoing-covert = Touch to open.
