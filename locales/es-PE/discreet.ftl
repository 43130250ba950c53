# Modo discreto: palabras claras, antes que nada, sobre lo que no puede hacer.

discreet-title = Modo discreto
discreet-open = Modo discreto
discreet-back = Volver
discreet-next = Seguir
discreet-understood = Entiendo. Seguir

discreet-what = La app se esconde detrás de una calculadora que funciona. Desde ahí se puede pedir auxilio sin que se vea. Es para quien convive con quien le hace daño, o teme que le quiten el teléfono.
discreet-limits = Lo que no puede hacer
discreet-limit-forced = Si alguien le obliga a dar el PIN, y sabe que existe un segundo PIN, no podemos protegerle.
discreet-limit-spy = Si en su teléfono hay una app espía, quien la puso ve todo lo que usted ve, también esto.
discreet-limit-experts = Un experto con su teléfono y tiempo puede encontrar la app.
discreet-limit-system = En los ajustes, la batería y los permisos del teléfono la app sigue en la lista, y en algunos lugares con su nombre técnico.
discreet-limit-store = La tienda de apps y el navegador pueden recordar que la descargó.
discreet-limit-chat = El chat de WhatsApp donde recibió la invitación sigue ahí hasta que usted lo borre.
discreet-limit-name = En este teléfono, el nombre debajo del ícono no cambia.

discreet-traces = Para dejar menos rastro
discreet-trace-chat = Borre el mensaje de la invitación, también «para mí».
discreet-trace-browser = Si descargó la app con el navegador, borre la descarga y el historial. Mejor use una ventana privada.
discreet-trace-store = Si comparte su cuenta de Google o Apple, la otra persona puede ver la app. No la instale desde esa cuenta.
discreet-trace-phone = Si cree que le revisan el teléfono a fondo, pida ayuda desde el teléfono de otra persona.
discreet-trace-help = Línea 100: gratis, a toda hora. Le ayudan a pensar un plan antes de instalar nada.

discreet-pin = Elija un PIN de 4 a 12 números
discreet-pin-why = Este PIN abre la app. No use su cumpleaños ni el PIN del teléfono.
discreet-again = Escríbalo otra vez
discreet-not-again = No es el mismo. Escríbalo otra vez, o vuelva y elija otro.
discreet-duress = Elija el segundo PIN, con la misma cantidad de números
discreet-duress-why = El segundo PIN es para cuando alguien le obliga. No abre nada: parece cancelar la alerta, y la central sabe en silencio que usted está bajo amenaza.
discreet-lengths = Debe tener la misma cantidad de números que el primero.
discreet-same = Ese número ya lo eligió. Use otro.
discreet-code = Elija un número para pedir auxilio, si quiere
discreet-code-why = Escriba ese número en la calculadora y toque «=»: pide auxilio sin abrir nada. Elija uno que no usaría en una cuenta.
discreet-code-none = Sin número: solo con el 5
discreet-confirm = Al pedir auxilio desde la calculadora
discreet-confirm-on = Vibra un instante
discreet-confirm-off = No vibra
discreet-history = Mis alertas terminadas se borran de este teléfono
discreet-history-always = Nunca
discreet-history-closed = Apenas la central las cierra
discreet-history-days = { $days ->
    [one] Después de un día
   *[other] Después de { $days } días
}

discreet-gestures = Recuerde
discreet-gesture-hold = Para pedir auxilio: mantenga apretado el 5 dos segundos.
discreet-gesture-code = O escriba su número para pedir auxilio, si eligió uno, y «=».
discreet-gesture-open = Para abrir la app: su PIN y «=».
discreet-gesture-forced = Si le obligan: el segundo PIN.
discreet-gesture-leave = Para salir rápido: «Salir», o la tecla Esc. Al dejar la app también se cierra. Después de cancelar, su posición sigue llegando a la central hasta que cierre el caso.

discreet-turn-on = Encender
discreet-is-on = Está encendido. Para practicar, salga a la calculadora y abra con su PIN. Para practicar una alerta, haga un simulacro.
discreet-leave-now = Salir a la calculadora
discreet-turn-off = Apagar el modo discreto
discreet-turn-off-question = ¿Apagarlo? La app ya no se esconde, suena y habla como antes, y los PIN se olvidan.
discreet-turn-off-yes = Sí, apagar
discreet-turn-off-no = No, dejarlo encendido
discreet-leave = Salir
