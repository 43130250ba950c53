pin-digits = { $count ->
    [one] Un número escrito
   *[other] { $count } números escritos
}
pin-delete = Borrar un número
pin-delete-sign = ⌫
pin-done = Listo
pin-back = Volver
pin-length = Son de 4 a 12 números.
pin-checking = Revisando…
pin-wrong = Ese PIN no es.
pin-waits = Varios PIN no fueron. Espere { $seconds } s.
pin-cancel = Escriba su PIN para cancelar
