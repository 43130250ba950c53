discreet-title = Discreet mode
discreet-open = Discreet mode
discreet-back = Back
discreet-next = Go on
discreet-understood = I understand. Go on

discreet-what = The app hides behind a calculator that works. From there you can call for help without it being seen. It is for whoever lives with somebody who hurts them, or fears that their phone will be taken.
discreet-limits = What it cannot do
discreet-limit-forced = If somebody forces you to give the PIN, and knows that there is a second one, we cannot protect you.
discreet-limit-spy = If there is a spying app on your phone, whoever put it there sees all that you see, this too.
discreet-limit-experts = An expert with your phone and time can find the app.
discreet-limit-system = In the phone's settings, battery and permissions the app is still in the list, in some places by its technical name.
discreet-limit-store = The app store and the browser may remember that you downloaded it.
discreet-limit-chat = The WhatsApp chat in which you got the invitation stays until you delete it.
discreet-limit-name = On this phone the name under the icon does not change.

discreet-traces = To leave less behind
discreet-trace-chat = Delete the message with the invitation, also "for me".
discreet-trace-browser = If you downloaded the app with the browser, delete the download and the history. Better use a private window.
discreet-trace-store = If you share your Google or Apple account, the other person can see the app. Do not install it from that account.
discreet-trace-phone = If you think that your phone is searched thoroughly, ask for help from another person's phone.
discreet-trace-help = Línea 100: free, at any hour. They help you to think of a plan before you install anything.

discreet-pin = Choose a PIN of 4 to 12 digits
discreet-pin-why = This PIN opens the app. Do not use your birthday or the phone's PIN.
discreet-again = Type it again
discreet-not-again = It is not the same. Type it again, or go back and choose another.
discreet-duress = Choose the second PIN, with as many digits
discreet-duress-why = The second PIN is for when somebody forces you. It opens nothing: it seems to cancel the alert, and the central silently knows that you are under threat.
discreet-lengths = It must have as many digits as the first.
discreet-same = You have chosen that number already. Use another.
discreet-code = Choose a number that calls for help, if you like
discreet-code-why = Type that number into the calculator and touch "=": it calls for help without opening anything. Choose one that you would not use in a sum.
discreet-code-none = No number: only by the 5
discreet-confirm = When you call for help from the calculator
discreet-confirm-on = It vibrates for a moment
discreet-confirm-off = It does not vibrate
discreet-history = My ended alerts are deleted from this phone
discreet-history-always = Never
discreet-history-closed = As soon as the central closes them
discreet-history-days = { $days ->
    [one] After a day
   *[other] After { $days } days
}

discreet-gestures = Remember
discreet-gesture-hold = To call for help: hold the 5 for two seconds.
discreet-gesture-code = Or type your number that calls for help, if you chose one, and "=".
discreet-gesture-open = To open the app: your PIN and "=".
discreet-gesture-forced = If you are forced: the second PIN.
discreet-gesture-leave = To leave fast: "Leave", or the Esc key. Leaving the app closes it too. After a cancel your position still goes to the central until it closes the case.

discreet-turn-on = Switch on
discreet-is-on = It is on. To practise, leave for the calculator and open it with your PIN. To practise an alert, make a drill.
discreet-leave-now = Leave for the calculator
discreet-turn-off = Switch discreet mode off
discreet-turn-off-question = Switch it off? The app hides no more, sounds and speaks as before, and the PINs are forgotten.
discreet-turn-off-yes = Yes, switch it off
discreet-turn-off-no = No, leave it on
discreet-leave = Leave
