# La página de quien ya no tiene su teléfono. Se lee con apuro, desde el teléfono de otra persona.
lost-title = Perdí mi teléfono
lost-how = Escriba las seis palabras que anotó en papel. Su teléfono dejará de ser suyo para la central, al momento.
lost-words = Sus seis palabras
lost-do = Dar de baja mi teléfono
lost-unknown = Esas palabras no son de ningún teléfono de aquí. Revise cada palabra y el orden.
lost-no-phrase = Tienen que ser seis palabras.
lost-waits = Demasiados intentos. Espere un minuto y pruebe otra vez.
lost-without = ¿No tiene las palabras? Pida a su coordinador que retire su teléfono.
lost-done = Listo. Ese teléfono ya no es suyo para la central.
lost-done-alerts = Si alguien envía una alerta con él, la central verá que puede estar en otras manos.
lost-next = Qué hacer ahora
lost-next-danger = Si está en peligro, llame al 105.
lost-next-line = Pida a su operador que bloquee la línea y el equipo.
lost-next-phone = Cuando tenga otro teléfono, pida una invitación a su coordinador y dígale que es su nuevo teléfono.
lost-next-words = Esas palabras ya no sirven. Haga otras en el nuevo teléfono.
