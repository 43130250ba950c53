# Joining by an invitation: one decision a screen.

join = Join with an invitation
enrol-back = Back
enrol-next = Continue

## How it came

enrol-how = How did the invitation reach you?
enrol-by-link = I have a link
enrol-by-photo = I have a QR
enrol-by-code = I have a code
enrol-link = Paste the link
enrol-link-label = Link of the invitation
enrol-code = Type the code
enrol-code-label = Code of the invitation
enrol-central-label = Address of the central

photo-title = Photo of the QR
photo-how = From close by, all of it in sight. The photo is read here and sent to nobody.
photo-take = Take the photo
photo-reading = Reading the photo…
photo-too-large = The photo is too large. Take another one in lower quality.
photo-not-a-picture = That file is not a photo that can be read. Use JPG or PNG.
photo-no-code = There is no QR to be seen in the photo. Go closer, with light, all of it in sight.
photo-not-an-invitation = That QR is not an invitation.

## Who invites. Whoever changes a word of consent-… gives them another version (CONSENT_TEXT).

who-invites = { $organization } invites you
who-invites-you = You are invited to join
who-municipality = { $municipality }
who-approval = Your coordinator approves each person.
who-host = Central: { $host }
who-asking = Asking who invites…
who-not-yet = We could not see who invites; you can go on and it will be sent by itself.
who-accept = I agree
who-decline = No
who-decline-name = I do not agree, back
who-refused = This invitation is no good
who-not-here = You cannot join now
who-cannot-keep = Mend that first and open the invitation again: it is not used up.
who-in-use = Copy this link and paste it in the other window: Central, Join with an invitation.

consent-title = What is shared, and with whom
consent-data = When you join, the central gets your name and whatever else you care to write.
consent-place = Where you are: the central's operators see it only if you call for help, do a drill, or do not arrive in time with Acompáñame.
consent-journey = With Acompáñame your phone sends where you are while you walk. When you say that you arrived, it is deleted.
consent-coordinator = Your coordinator sees your name, your plate or stall and whether your phone is ready. Never where you are.
consent-health = Whom to tell and your health: only if you write them. Only the operator sees them, with your alert.
consent-central = From now on your alerts go to this central.
consent-keeper = The municipality keeps it, only to help you (Law 29733).
consent-leave = In My data you can take a copy, or delete everything and leave, whenever you want. Without your phone, tell the municipality.

## Who one is

person-title = Who are you?
person-why = So they know whom they help. You can leave it empty.
around-title = To help you better
around-contact = Somebody you trust, if you like
around-contact-name = Their name
around-contact-phone = Their telephone

## What became of it

done-active = Done!
done-pending = Almost there
done-waiting = Your part is done
done-refused = You could not join
done-kept = What you wrote is kept.
done-another = Try another invitation
done-button-works = The button works already.
done-to-the-button = Go to the button
