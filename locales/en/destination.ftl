# Where alerts go, and what is known of those that go to a system that signs no receipt.
# Of such a system nothing ever says «received»: nobody signed that it has the alert.

stage-handed-over = Delivered, no receipt
stage-cancelled-unsigned = Cancelled, no receipt
drill-ended-unsigned = Drill over, no receipt

meaning-handed-over = { $host } answered ({ $clock }), but signs no receipt. Call as well.
meaning-handed-over-drill = { $host } answered ({ $clock }). It signs no receipt.
meaning-cancelled-unsigned = { $host } answered when told that you cancelled. It signs no receipt.
goes-to = Will go to { $host }.
history-handed = Delivered, no receipt
history-handed-to = { $host }, { $when }
history-goes-to = The rest will go to

destination-title = Where alerts go
destination-other = { $host }: another system, signs no receipt
destination-other-answers = { $host }: another system, signs no receipt. It answered.
destination-other-silent = { $host }: another system, signs no receipt. It does not answer.
destination-change = Change where they go
destination-back = Back
destination-kind-title = Where do your alerts go?
destination-kind-central = Auxilio central
destination-kind-central-why = Signs a receipt for each alert.
destination-kind-webhook = Another system: webhook
destination-kind-webhook-why = JSON objects. Signs no receipt.
destination-kind-cap = Another system: CAP 1.2
destination-kind-cap-why = XML messages of OASIS. Signs no receipt.
destination-kind-link = Paste a link
destination-link = Link to the central or the system
destination-link-open = Go on
destination-link-error = That link does not say where alerts go.
destination-link-error-kind = That link names a kind of system that the app does not know.
destination-address = Address of the system
destination-unsigned = This system signs no receipt: the app will say «Delivered, no receipt», and it is wise to call as well.
destination-too-long = The address is too long.

destination-question = Change where they go?
destination-question-waiting = Alerts yet to be sent: { $count }. From now on they will go to { $host }.
destination-question-yes = Change
destination-question-no = Do not change

token-label = Token (if the system wants one)
token-why = It is kept in the keyring and never shown again.
token-keep = There is one already. Leave this empty to go on using it.
token-remove = Remove the token
token-kept = The token is in the keyring.
token-in-memory = The keyring did not take the token: it serves until you close the app.
token-refused = The keyring does not give the token: alerts leave without it. Type it again.
token-error = A token has letters, digits and signs, without spaces or accents.
token-error-long = The token is too long.

trial-start = Try it with a drill
trial-why = It goes the way of an alert, marked as a drill.
trial-title = Trial
trial-waiting = No answer yet.
trial-signed = { $host } signed the receipt ({ $clock }). It has been verified.
trial-status = { $host } answered with the HTTP status { $status } after { $took }.
trial-unsigned = There is no signed receipt: nobody confirms that they have the alert.
trial-refused = It did not accept it. Check the address and the token.
trial-silent = No answer within { $took }.
