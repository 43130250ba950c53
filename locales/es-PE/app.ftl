# Lo que se ve en la app. Frases cortas: muchas personas leen poco y con prisa.

broken = Esta parte falló. El botón sigue funcionando.
opening = Abriendo…

## El botón

# Nombre del botón para lectores de pantalla.
alarm-name = { alarm-word } { alarm-hint }
alarm-word = AUXILIO
alarm-hint = Toque para pedir ayuda

## Hasta dónde llegó la alerta: una palabra y lo que significa

stage-saving = Guardando…
stage-not-saved = No se pudo guardar
stage-saved = Guardado
stage-received = Recibido
stage-unclaimed = Nadie lo tomó aún
stage-acknowledged = Visto
stage-dispatched = En camino
stage-on-scene = En el lugar
stage-closed = Cerrado
stage-cancelling = Cancelando…
stage-cancelled = Cancelado

meaning-saving = Un momento.
meaning-not-saved = Se envía igual. No cierre la app y llame.
meaning-saved = Falta que llegue a la central.
meaning-received = La central ya lo tiene ({ $clock }).
meaning-received-unverified = La central ya lo tiene ({ $clock }). Este equipo no está inscrito.
meaning-received-drill = La central recibió el simulacro ({ $clock }).
meaning-unclaimed = La central ya lo tiene, pero nadie respondió. Llame.
meaning-acknowledged = La central lo está atendiendo.
meaning-acknowledged-by = Lo atiende { $by }.
meaning-dispatched = { $by } va hacia usted.
meaning-dispatched-eta = { $by } llega en unos { $minutes } min.
meaning-on-scene = La ayuda ya llegó.
meaning-on-scene-by = { $by } ya llegó.
meaning-closed = La central cerró su alerta.
meaning-cancelling = La central aún no lo sabe.
meaning-cancelled-false-alarm = Gracias por avisar. La central ya sabe que fue sin querer.
meaning-cancelled = La central ya sabe que usted canceló.

unit-without-name = La ayuda
said = La central dice: { $said }
again-sending = Tocó { $presses } veces. Se está avisando otra vez.
again-received = Avisado otra vez ({ $presses } toques).
steps = Paso { $taken } de { $all }
face-real = ¿Peligro de verdad? Toque aquí
face-again = ¿Sigue en peligro? Toque otra vez

ended = { $word }. { $meaning }
ended-understood = Entendido

## Qué impide que llegue

trouble-no-endpoint = Falta elegir la central.
trouble-no-answer = La central no responde. Se sigue intentando.
trouble-impostor = Responde otra página, no la central. ¿El wifi pide entrar?
trouble-busy = La central está ocupada. Se sigue intentando.
trouble-refused = La central no lo aceptó. Queda guardado aparte. Llame.
retry = Reintentar

## Qué pasa

kinds-name = Qué pasa
kinds-title = O toque lo que pasa: también pide ayuda
kind-auxilio = Auxilio
kind-robo = Robo
kind-extorsion = Extorsión
kind-violencia = Violencia
kind-medica = Médica
kind-incendio = Incendio

## Simulacro

# En grande, en cada paso de un simulacro.
drill = SIMULACRO
drill-why = ¿Primera vez? Pruebe con un simulacro: nadie sale a buscarlo.
drill-start = Simulacro
drill-start-name = Hacer un simulacro
drill-end = Terminar simulacro
drill-ending = Terminando…
drill-ended = Simulacro terminado
meaning-drill-ended = La central ya sabe que terminó.
step-times = Cuánto tardó cada paso
elapsed-seconds = { $seconds },{ $tenths } s
elapsed-minutes = { $minutes } min { $seconds } s

## Cancelar

# Un solo toque, en los cinco segundos después de pedir auxilio.
undo = Fue sin querer
cancel = Cancelar
cancel-question = ¿Por qué cancela?
cancel-false-alarm = Falsa alarma
cancel-over = Ya pasó
cancel-keep = No cancelar

## Llamar

calls-title = Llamar
call-name = Llamar al { $number } { $who }
call-police = Policía
call-violence = Violencia
call-ambulance = Ambulancia
call-fire = Bomberos
call-extortion = Extorsión

# El mensaje va a quien la persona elija: no es un aviso a la central.
whatsapp = Avisar a alguien por WhatsApp (no es la central)
message = Necesito ayuda: { $kind }, { $clock }. { $place } Ya pedí auxilio a la central; este mensaje no le llega.
message-place = Estoy en { $lat }, { $lon } (a las { $clock }).
message-no-place = No tengo mi ubicación.

## Dónde está

position = Ubicación de { $age }, { $exact }
position-manual = Ubicación fija (a mano), { $exact }
position-replay = Ubicación de prueba (grabada) de { $age }, { $exact }
position-none = Sin ubicación todavía. La alerta sale igual.
position-refused = Sin ubicación: el sistema no da permiso. La alerta sale igual.
position-absent = Sin ubicación: este equipo no la da. La alerta sale igual.
position-exact = exacta a { $metres } m
position-inexact = no se sabe cuán exacta
age-seconds = hace { $n } s
age-minutes = hace { $n } min
age-hours = hace { $n } h

## Lo que se guarda

not-saved-disk = No se puede guardar: el disco falla o está lleno. La alerta se envía, pero se pierde si cierra la app.
not-saved-key = No se puede guardar: el llavero del sistema no da la clave. Desbloquéelo y abra la app de nuevo. La alerta se envía, pero se pierde si cierra la app.
not-saved-in-use = No se puede guardar: la app ya está abierta en otra ventana. Use la otra.
storage-replaced = Los datos guardados estaban dañados. Se apartaron y se empezó de nuevo. Revise Central y Mis datos.
key-in-file = La clave está en un archivo de este equipo. Quien copie el disco puede leer sus datos.

## Navegación

navigation-name = Pantallas
route-alert = Auxilio
route-history = Alertas
route-profile = Datos
route-central = Central

## Mis alertas

history-title = Mis alertas
history-none = Todavía no pidió auxilio con este equipo.
history-item = { $kind }, { $when }. { $word }
history-item-drill = Simulacro, { $when }. { $word }
history-back = Volver a la lista
history-kind = Qué pasó
history-when = Cuándo
history-stage = Hasta dónde llegó
history-received = La central lo recibió
history-not-received = Todavía no
history-lane = Cómo la tomó
when = { $day }/{ $month }/{ $year }, { $clock }
lane-verified = Verificada
lane-unverified = No verificada
lane-drill = Simulacro
receipt-title = Recibo firmado
receipt-why = Prueba que la central recibió su alerta. Tóquelo: se marca todo, y se puede copiar.

## Mis datos

profile-title = Mis datos
profile-why = Ayudan a la central a encontrarlo. Puede dejar todo vacío: el botón funciona igual.
profile-name = Nombre
profile-phone = Teléfono
profile-save = Guardar
profile-saved = Guardado en este equipo.
profile-in-memory = No se pudo guardar. Se pierde si cierra la app.

language = Idioma
language-system = El del equipo
language-spanish = Español
language-english = English
language-quechua = Runasimi
language-in-review = Este idioma espera la revisión de un hablante.

## Central

central-title = Central
central-none = Sin central: sus alertas no tienen a dónde ir.
central-unknown = { $name }
central-answers = { $name }: responde
central-silent = { $name }: no responde
central-impostor = { $name }: responde otra página. ¿El wifi pide entrar?

enrolment-none = Este equipo no está inscrito. Sus alertas llegan como no verificadas.
enrolment-waiting = Inscripción en camino. Termina sola cuando la central responda.
enrolment-pending = Inscrito. Falta que su coordinador apruebe.
enrolment-active = Inscrito. La central sabe quién pide ayuda.
enrolment-used = Esa invitación ya se usó. Pida otra a su coordinador.
enrolment-expired = Esa invitación venció. Pida otra a su coordinador.
enrolment-taken-back = Su coordinador anuló esa invitación. Pida otra.
enrolment-unknown = La central no conoce esa invitación. Revise el enlace o pida otra.
enrolment-ended = La central dio de baja este equipo. Sus alertas llegan como no verificadas. Hable con su coordinador.
enrolment-refused = La central no aceptó la invitación. Pida otra.

invitation-error-link = Eso no es un enlace. Pegue el enlace completo.
invitation-error-other-link = Ese enlace no es una invitación.
invitation-error-central = Para usar un código, escriba también la dirección de la central.
invitation-error-token = El código de la invitación está incompleto o mal copiado.

endpoint-label = Dirección de la central
endpoint-save = Usar esta dirección
endpoint-error-address = Eso no es una dirección. Ejemplo: https://central.example
endpoint-error-insecure = La dirección debe empezar con https://
endpoint-error-credentials = La dirección no debe llevar usuario ni contraseña.
