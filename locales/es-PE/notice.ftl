# Lo que muestra el teléfono mientras la aplicación no está a la vista. Lo puede leer cualquiera:
# ni lugar, ni nombre, ni de qué se trata.

notice-saved = Guardado. Se envía en cuanto haya señal.
notice-not-saved = No se pudo guardar. Se envía igual: deje el teléfono encendido.
notice-no-answer = Sin respuesta todavía. Se sigue intentando.
notice-handed-over = Entregado, sin acuse.
notice-received = Recibido.
notice-unclaimed = Recibido. Nadie lo ha tomado todavía.
notice-acknowledged = Visto.
notice-dispatched = En camino.
notice-on-scene = En el lugar.
notice-closed = Cerrado.
notice-cancelled = Cancelado.
notice-journey = ¿Ya llegó? Ábrame para avisar.
notice-drill = Simulacro. { $words }
notice-reminder = Recordatorio
