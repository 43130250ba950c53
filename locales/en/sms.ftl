# The text message (SMS) to the central. It is never the receipt: the central signs that one.

sms-sending = The text message to the central is leaving.
sms-sent = Text message sent. That is not the central's receipt.
sms-delivered = Text message delivered to the central's number. That is not its receipt.
sms-failed-no-service = The text message did not leave: no mobile network.
sms-failed-radio-off = The text message did not leave: the phone is in flight mode.
sms-failed-not-allowed = The text message did not leave: it is not allowed.
sms-failed-other = The text message did not leave. There may be no credit.
sms-by-hand = Send a text message to the central
sms-try = Try the text message
sms-try-cost = It costs the same as any text message.

option-sms_command = Program that sends text messages: gets the number as its argument and the text as its input
