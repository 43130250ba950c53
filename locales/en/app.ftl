# What one sees in the app. Short sentences: many people read little, and in haste.

broken = This part failed. The button still works.
opening = Opening…

## The button

alarm-name = { alarm-word } { alarm-hint }
alarm-word = HELP
alarm-hint = Touch to call for help

## How far the alert came: one word and what it means

stage-saving = Saving…
stage-not-saved = Could not be saved
stage-saved = Saved
stage-received = Received
stage-unclaimed = Nobody took it yet
stage-acknowledged = Seen
stage-dispatched = On its way
stage-on-scene = On the scene
stage-closed = Closed
stage-cancelling = Cancelling…
stage-cancelled = Cancelled

meaning-saving = One moment.
meaning-not-saved = It is being sent all the same. Do not close the app, and call.
meaning-saved = It has yet to reach the central.
meaning-received = The central has it ({ $clock }).
meaning-received-unverified = The central has it ({ $clock }). This device is not enrolled.
meaning-received-drill = The central received the drill ({ $clock }).
meaning-unclaimed = The central has it, but nobody answered. Call.
meaning-acknowledged = The central is attending to it.
meaning-acknowledged-by = { $by } is attending to it.
meaning-dispatched = { $by } is coming to you.
meaning-dispatched-eta = { $by } arrives in about { $minutes } min.
meaning-on-scene = Help has arrived.
meaning-on-scene-by = { $by } has arrived.
meaning-closed = The central closed your alert.
meaning-cancelling = The central does not know yet.
meaning-cancelled-false-alarm = Thank you for telling us. The central knows that it was a mistake.
meaning-cancelled = The central knows that you cancelled.

unit-without-name = Help
said = The central says: { $said }
again-sending = You pressed { $presses } times. Telling them again.
again-received = They were told again ({ $presses } presses).
steps = Step { $taken } of { $all }
face-real = Real danger? Touch here
face-again = Still in danger? Touch again

ended = { $word }. { $meaning }
ended-understood = Understood

## What keeps it from arriving

trouble-no-endpoint = No central was chosen.
trouble-no-answer = The central does not answer. Still trying.
trouble-impostor = Another page answers, not the central. Does the Wi-Fi want a login?
trouble-busy = The central is busy. Still trying.
trouble-refused = The central did not accept it. It is kept aside. Call.
retry = Try again

## What is happening

kinds-name = What is happening
kinds-title = Or touch what is happening: it calls for help too
kind-auxilio = Help
kind-robo = Robbery
kind-extorsion = Extortion
kind-violencia = Violence
kind-medica = Medical
kind-incendio = Fire

## Drills

drill = DRILL
drill-why = First time? Try it with a drill: nobody comes looking for you.
drill-start = Drill
drill-start-name = Make a drill
drill-end = End the drill
drill-ending = Ending…
drill-ended = Drill ended
meaning-drill-ended = The central knows that it ended.
step-times = How long each step took
elapsed-seconds = { $seconds }.{ $tenths } s
elapsed-minutes = { $minutes } min { $seconds } s

## Cancelling

undo = It was a mistake
cancel = Cancel
cancel-question = Why do you cancel?
cancel-false-alarm = False alarm
cancel-over = It is over
cancel-keep = Do not cancel

## Calling

calls-title = Call
call-name = Call { $number } { $who }
call-police = Police
call-violence = Violence
call-ambulance = Ambulance
call-fire = Fire brigade
call-extortion = Extortion

whatsapp = Tell somebody by WhatsApp (not the central)
message = I need help: { $kind }, { $clock }. { $place } I have called the central; this message does not reach it.
message-place = I am at { $lat }, { $lon } (at { $clock }).
message-no-place = I do not have my position.

## Where one is

position = Position from { $age }, { $exact }
position-manual = Fixed position (by hand), { $exact }
position-replay = Test position (recorded) from { $age }, { $exact }
position-none = No position yet. The alert leaves all the same.
position-refused = No position: the system gives no permission. The alert leaves all the same.
position-absent = No position: this device gives none. The alert leaves all the same.
position-exact = exact to { $metres } m
position-inexact = nobody knows how exact
age-seconds = { $n } s ago
age-minutes = { $n } min ago
age-hours = { $n } h ago

## What is kept

not-saved-disk = Cannot save: the disk fails or is full. The alert is sent, but it is lost if you close the app.
not-saved-key = Cannot save: the system's keyring does not give the key. Unlock it and open the app again. The alert is sent, but it is lost if you close the app.
not-saved-in-use = Cannot save: the app is open in another window already. Use that one.
storage-replaced = The saved data were damaged. They were put aside, and new ones begun. Check Central and My data.
key-in-file = The key is in a file on this device. Whoever copies the disk can read your data.

## Navigation

navigation-name = Screens
route-alert = Help
route-history = My alerts
route-profile = My data
route-central = Central

## My alerts

history-title = My alerts
history-none = You have not called for help with this device yet.
history-item = { $kind }, { $when }. { $word }
history-item-drill = Drill, { $when }. { $word }
history-back = Back to the list
history-kind = What happened
history-when = When
history-stage = How far it came
history-received = The central received it
history-not-received = Not yet
history-lane = How it was taken
when = { $day }/{ $month }/{ $year }, { $clock }
lane-verified = Verified
lane-unverified = Not verified
lane-drill = Drill
receipt-title = Signed receipt
receipt-why = Proves that the central received your alert. Touch it: all of it is marked, and can be copied.

## My data

profile-title = My data
profile-why = They help the central to find you. You may leave all of it empty: the button works the same.
profile-name = Name
profile-phone = Telephone
profile-save = Save
profile-saved = Saved on this device.
profile-in-memory = Could not be saved. It is lost if you close the app.

language = Language
language-system = As the device
language-spanish = Español
language-english = English
language-quechua = Runasimi
language-in-review = This language awaits the review of a speaker.

## Central

central-title = Central
central-none = No central: your alerts have nowhere to go.
central-unknown = { $name }
central-answers = { $name }: answers
central-silent = { $name }: does not answer
central-impostor = { $name }: another page answers. Does the Wi-Fi want a login?

enrolment-none = This device is not enrolled. Its alerts arrive as not verified.
enrolment-waiting = Enrolment on its way. It ends by itself when the central answers.
enrolment-pending = Enrolled. Your coordinator has yet to approve.
enrolment-active = Enrolled. The central knows who calls for help.
enrolment-used = That invitation is used up. Ask your coordinator for another.
enrolment-expired = That invitation has expired. Ask your coordinator for another.
enrolment-taken-back = Your coordinator took that invitation back. Ask for another.
enrolment-unknown = The central does not know that invitation. Check the link or ask for another.
enrolment-ended = The central put this device out. Its alerts arrive as not verified. Talk to your coordinator.
enrolment-refused = The central did not accept the invitation. Ask for another.

invitation-error-link = That is not a link. Paste the whole link.
invitation-error-other-link = That link is not an invitation.
invitation-error-central = To use a code, type the address of the central too.
invitation-error-token = The code of the invitation is incomplete or badly copied.

endpoint-label = Address of the central
endpoint-save = Use this address
endpoint-error-address = That is not an address. Example: https://central.example
endpoint-error-insecure = The address must begin with https://
endpoint-error-credentials = The address must not carry a user or a password.
