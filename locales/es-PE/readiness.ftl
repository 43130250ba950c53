# La revisión: qué impediría que una alerta salga, o la haría valer menos, y el toque que lo arregla.

checks-title = ¿Saldría una alerta ahora?
checks-open = Revisar si todo está listo
checks-again = Revisar ahora
checks-well = Sí: todo está listo.
checks-not-well = Sale igual en cuanto pueda, pero hay algo que arreglar.
check-storage = Este equipo guarda las alertas.
check-central = La central responde.
check-member = La central sabe quién es usted.
check-location = Hay ubicación reciente.
check-battery = La batería alcanza.
check-clock = La hora está bien.
check-notifications = Los avisos están permitidos.

# Una línea, antes de cualquier emergencia.
banner-name = { $words } { $touch }
warning-no-endpoint = Falta elegir a dónde van sus alertas.
warning-impostor = Responde otra página, no la central.
warning-silent = La central no responde.
warning-not-asked = Todavía no se sabe si la central responde.
warning-location-refused = La ubicación no está permitida.
warning-location-absent = Este equipo no da su ubicación.
warning-location-old = No hay ubicación reciente.
warning-clock-ahead = La hora de este equipo está adelantada { $minutes } min.
warning-clock-behind = La hora de este equipo está atrasada { $minutes } min.
warning-battery-low = Queda poca batería: { $percent } %.
warning-battery-spared = El ahorro de batería puede frenar sus alertas.
warning-notifications = Los avisos de esta app están apagados.

# El toque que lo arregla.
mend-choose = Elegir
mend-retry = Reintentar
mend-join = Unirse
mend-allow = Permitir
mend-turn-on = Encender
mend-settings = Cambiar
mend-see = Ver qué hacer

# Qué hacer, en la revisión.
advice-impostor = ¿El wifi pide entrar? Entre, o use sus datos móviles.
advice-silent = Revise sus datos móviles o el wifi. La alerta espera y sale sola.
advice-location = Dé permiso de ubicación a esta app y enciéndala en los ajustes del equipo. La alerta sale igual, sin decir dónde.
advice-location-old = Salga a cielo abierto un momento. La alerta sale igual, con el último lugar conocido.
advice-clock = Póngala en hora en los ajustes del equipo: la central vería una hora que no es.
advice-battery-low = Cargue este equipo.
advice-battery-spared = Quite el ahorro de batería en los ajustes del equipo.
advice-notifications = Permítalos en los ajustes del equipo, para enterarse con la app cerrada.
