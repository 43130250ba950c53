pin-digits = { $count ->
    [one] One digit typed
   *[other] { $count } digits typed
}
pin-delete = Delete a digit
pin-done = Done
pin-back = Back
pin-checking = Checking…
pin-wrong = That is not the PIN.
pin-waits = Several PINs were wrong. Wait { $seconds } s.
pin-cancel = Type your PIN to cancel
