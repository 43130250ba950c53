# Walk with me: the way home that the central watches over.

route-journey = Walk me home
journey-title = Walk me home

journey-question = How long until you arrive?
journey-minutes = { $minutes } min
journey-due = I arrive at { $clock }
# The button's name for screen readers.
journey-choice = Set out: { $minutes } min
journey-how = If you do not say that you arrived, or your phone goes dark, the central gets the alarm with your last place.
journey-what-is-told = On the way the central gets your details and where you are, about once a minute. When you say that you arrived, that is deleted.

journey-left-none = Less than 1 min
journey-left-minutes = { $minutes } min
journey-left-hours = { $hours } h { $minutes } min

journey-arrive = I have arrived
journey-extend = +{ $minutes } minutes
journey-false-alarm = False alarm

journey-watch = The central is with you.
journey-watch-not-yet = The central does not know yet. Meanwhile this phone watches: do not turn it off.
journey-watch-until = The central is with you until { $clock }. It does not know the new time yet.
journey-arriving = You arrived. The central does not know yet.
journey-arriving-watched = You arrived, but the central does not know yet: it may raise the alarm. Look for signal.
journey-arrived = The central knows that you arrived.
journey-raised = You did not say that you arrived: the alarm was raised.
journey-not-kept = It could not be saved: if you close the app, this phone forgets it.

journey-soon = Less than 5 minutes left. Have you arrived?
journey-now = Less than 1 minute left. Have you arrived?
