# The person's own data: whom to tell, health, whether the municipality has them, copy and deletion.

contact-title = Whom to tell (if you want)
contact-why = The central's operator sees it when you call for help. Your coordinator does not.
contact-name = That person's name
contact-phone = That person's telephone

medical-title = Health (only if you want)
medical-why = The central's operator sees it when you call for help, to tell whoever attends you. Your coordinator does not.
medical-blood = Blood group
medical-notes = Allergies, medicines, pregnancy
blood-unknown = I do not know or do not say

profile-too-large = That is too much text. Shorten the long names or what you say of your health, and save again.

sync-on-phone = Saved on this phone. It goes with each alert.
sync-waiting = Saved on this phone. It has yet to be sent to the municipality: it leaves by itself.
sync-waiting-in-memory = It has yet to be sent to the municipality: it leaves by itself.
sync-known = The municipality has it.

data-open = Copy or delete my data
data-title = Copy or delete my data
data-back = Back to My data
data-copy-why = A copy of everything that this phone and the municipality keep of you, in a file.
data-copy = Save a copy
data-delete = Delete my data

copy-central-included = The copy also has what the municipality keeps.
copy-central-not-a-member = The copy has what is on this phone. It is not enrolled at the central.
copy-central-no-answer = The central did not answer: the copy has only what is on this phone. Try again with a signal.
copy-central-refused = The central did not give its part: the copy has only what is on this phone. Ask for it at the municipality.

file-busy = Preparing the file…
file-failed = The file could not be saved. Is there room?
file-done = Saved in { $path }

deletion-goes = This is deleted
deletion-goes-profile = Your name, telephone, neighbourhood, group, whom to tell, and health.
deletion-goes-membership = That this phone is a member's, and the phone's check.
deletion-goes-consent = The consent that you gave.
deletion-goes-journeys = Your ways home with Acompáñame that did not become an alarm.
deletion-stays = This stays at the municipality
deletion-stays-incidents = The alerts that have arrived, as they arrived: they are the record of an emergency and may be evidence. They stay for as long as the municipality has to keep them.
deletion-stays-record = The record of this deletion, without your name.
deletion-then = The button goes on working after it, but your alerts arrive as not verified.
deletion-question = What to delete?
deletion-keep-history = Delete, and leave my alerts on this phone
deletion-forget-history = Delete, and my ended alerts on this phone as well
deletion-no = Delete nothing

deletion-asked = You asked to have your data deleted ({ $when }). The municipality has yet to confirm it: it is asked until it answers.
deletion-after-alert = Your running alert ends first: the deletion leaves after it, or after a day.
deletion-after-journey = You are on the way with Acompáñame. The deletion leaves by itself once the central knows that you arrived.
deletion-refused = The central could not delete them from the app. Ask for it at the municipality too. It is being tried on.
deletion-confirmed = The municipality deleted your data ({ $when }).
deletion-proof-title = Signed proof
deletion-proof-why = Proves that the municipality deleted your data, and what stays.
deletion-only-here = Deleted from this phone ({ $when }). The central says that this phone is no member's. If you think that it keeps data of yours, ask at the municipality.

proof-copy = Copy
receipt-save = Save to a file

# The receipt's file: a line for each thing.
receipt-file = Receipt of an alert by the panic button
receipt-file-kind = What happened: { $kind }
receipt-file-when = Help was called: { $when }
receipt-file-received = The central received it: { $when }
receipt-file-lane = How it was taken: { $lane }
receipt-file-means = The text below was signed by the central ({ $name }). It proves that it received this alert at that time. Anybody can check it with the central's public key (JWS, EdDSA).
