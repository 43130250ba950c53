# What somebody who does not have their phone any more needs. Short; the words are written by hand.
recovery-open = If your phone is taken
recovery-title = If your phone is taken
recovery-why = With six words on paper you put this phone out of use from any other one.
recovery-where = They are typed at { $page }
recovery-no-member = Join with an invitation first: without that there is nothing to put out.
recovery-waiting = They have not reached the central yet, and do nothing so far. They are sent by themselves when there is signal.
recovery-registered = Your words work since { $when }.
recovery-failed = No words could be made. Try again.
recovery-make = Make my words
recovery-make-others = Make others: the old ones stop working
recovery-back = Back
recovery-write = Write them on paper, in this order.
recovery-once = They are not shown again and not kept on this phone. Take no picture of them: whoever has the phone would see it.
recovery-written = I wrote them down
recovery-leave = Leave it
