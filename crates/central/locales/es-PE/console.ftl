# Consola de los operadores. Frases cortas: se leen de un vistazo.
console-title = Central de auxilio
console-title-ringing = ALERTA
console-leave = Salir
console-no-script = Esta página necesita JavaScript: sin él no suena y no se actualiza.

console-login-silent = La consola no suena hasta que entre.
console-login-name = Usuario
console-login-password = Contraseña
console-login-code = Código del teléfono, si lo puso
console-login-do = Entrar
console-login-wrong = Usuario, contraseña o código incorrectos.
console-login-too-many = Demasiados intentos. Espere un minuto.

console-stream-connecting = Conectando…
console-stream-live = Conectado
console-stream-lost = Sin conexión
console-stream-down = SIN CONEXIÓN: las alertas nuevas no llegan a esta pantalla.
console-stream-last = Último contacto:
console-sound-blocked = El navegador no deja sonar las alertas.
console-sound-start = Activar sonido
console-sound-test = Probar sonido
console-sound-tested = Sonido probado
console-failed = No se pudo enviar. Revise la conexión y vuelva a intentar.
console-refused = La central no aceptó el dato. Revíselo y vuelva a intentar.
console-changed = Otro operador se adelantó. La tarjeta ya muestra lo que hizo.

console-open = Alertas abiertas
console-closed = Cerradas
console-empty = No hay alertas abiertas.
console-empty-alive = La consola está atenta.

console-kind-auxilio = Auxilio
console-kind-robo = Robo
console-kind-extorsion = Extorsión
console-kind-violencia = Violencia
console-kind-medica = Emergencia médica
console-kind-incendio = Incendio

console-phase-open = Sin atender
console-phase-acknowledged = Vista
console-phase-dispatched = Unidad en camino
console-phase-on-scene = Unidad en el lugar
console-phase-closed = Cerrada
console-since = hace
console-eta = { $minutes } min desde las { $at }

console-announce-real = Alerta nueva: { $kind }
console-announce-unverified = Alerta sin verificar: { $kind }
console-announce-again = Volvió a pulsar, { $count } veces: { $kind }
console-announce-drill = Simulacro: { $kind }

console-mark-drill = SIMULACRO · No es real
console-mark-unverified = SIN VERIFICAR · No se sabe quién la envía
console-mark-cancelled = La persona canceló
console-mark-unclaimed = NADIE LA HA TOMADO · Ya se avisó a la persona
console-mark-presses = Pulsó { $count } veces
console-mark-odd = Datos que no se pudieron leer:
console-mark-last-known = ÚLTIMA POSICIÓN CONOCIDA · Puede haberse movido
console-mark-manual = POSICIÓN PUESTA A MANO · No medida
console-mark-replay = RECORRIDO GRABADO · No es una posición real
console-mark-mock = POSICIÓN FALSEADA por otra aplicación

console-place = Posición
console-place-none = Sin posición
console-place-age = Posición de hace
console-place-first = Al pulsar:
console-clock-corrected = hora del teléfono corregida
console-accuracy = ± { $metres } m ({ $percent } % seguro)
console-accuracy-unsure = ± { $metres } m
console-accuracy-unknown = precisión desconocida
console-source-gnss = satélite
console-source-network = red
console-source-fused = satélite y red
console-source-last-known = última conocida
console-source-manual = a mano
console-source-replay = grabada
console-source-unknown = origen desconocido
console-map = OpenStreetMap
console-map-phone = Abrir en mapas

console-person = Persona
console-person-none = No se sabe quién es
console-barrio = Barrio
console-blood = Grupo sanguíneo
console-medical-notes = Salud
console-contact = Avisar a
console-words = Escribió
console-battery = Batería { $percent } %
console-never-call = NO LLAMAR

console-actions = Acciones
console-do-acknowledge = Visto
console-unit = Unidad
console-minutes = Minutos
console-do-dispatch = Enviar unidad
console-do-on-scene = En el lugar
console-message = Mensaje a la persona
console-do-message = Enviar mensaje
console-close = Motivo de cierre
console-close-choose = Elija…
console-do-close = Cerrar
console-close-attended = Atendido
console-close-false-alarm = Falsa alarma
console-close-not-found = No se encontró a nadie
console-close-duplicate = Duplicada
console-close-drill = Simulacro o prueba
console-cancel-false-alarm = fue sin querer
console-cancel-over = ya pasó

console-history = Historia
console-raw = Como llegó:
console-state-received = Recibida
console-state-unclaimed = Nadie la ha tomado
console-state-acknowledged = Vista
console-state-dispatched = Unidad en camino
console-state-on-scene = Unidad en el lugar
console-state-message = Mensaje
console-state-closed = Cerrada
