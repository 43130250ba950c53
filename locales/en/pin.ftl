pin-digits = { $count ->
    [one] One digit typed
   *[other] { $count } digits typed
}
pin-delete = Delete a digit
pin-delete-sign = ⌫
pin-done = Done
pin-back = Back
pin-length = It has 4 to 12 digits.
pin-checking = Checking…
pin-wrong = That is not the PIN.
pin-waits = Several PINs were wrong. Wait { $seconds } s.
pin-cancel = Type your PIN to cancel
