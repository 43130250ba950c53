# A dónde van las alertas, y lo que se sabe de las que van a un sistema que no firma acuse.
# De un sistema así nunca se dice «recibido»: nadie firmó que tiene la alerta.

stage-handed-over = Entregado, sin acuse
stage-cancelled-unsigned = Cancelado, sin acuse
drill-ended-unsigned = Simulacro terminado, sin acuse

meaning-handed-over = { $host } respondió ({ $clock }), pero no firma acuse. Llame también.
meaning-handed-over-drill = { $host } respondió ({ $clock }). No firma acuse.
meaning-cancelled-unsigned = { $host } respondió al aviso de que usted canceló. No firma acuse.
goes-to = Saldrá a { $host }.
history-handed = Entregado, sin acuse
history-handed-to = { $host }, { $when }
history-goes-to = Lo que falta saldrá a

destination-title = A dónde van las alertas
destination-other = { $host }: otro sistema, no firma acuse
destination-other-answers = { $host }: otro sistema, no firma acuse. Respondió.
destination-other-silent = { $host }: otro sistema, no firma acuse. No responde.
destination-change = Cambiar a dónde van
destination-back = Volver
destination-kind-title = ¿A dónde van sus alertas?
destination-kind-central = Central de auxilio
destination-kind-central-why = Firma un acuse de cada alerta.
destination-kind-webhook = Otro sistema: webhook
destination-kind-webhook-why = Objetos JSON. No firma acuse.
destination-kind-cap = Otro sistema: CAP 1.2
destination-kind-cap-why = Mensajes XML de OASIS. No firma acuse.
destination-kind-link = Pegar un enlace
destination-link = Enlace a la central o al sistema
destination-link-open = Seguir
destination-link-error = Ese enlace no dice a dónde van las alertas.
destination-link-error-kind = Ese enlace nombra una clase de sistema que la app no conoce.
destination-address = Dirección del sistema
destination-unsigned = Este sistema no firma acuse: la app dirá «Entregado, sin acuse», y conviene llamar también.
destination-too-long = La dirección es demasiado larga.

destination-question = ¿Cambiar a dónde van?
destination-question-waiting = Alertas por enviar: { $count }. Desde ahora saldrán a { $host }.
destination-question-yes = Cambiar
destination-question-no = No cambiar

token-label = Token (si el sistema lo pide)
token-why = Se guarda en el llavero y no se vuelve a mostrar.
token-keep = Ya hay uno guardado. Deje vacío para seguir usándolo.
token-remove = Quitar el token
token-kept = El token está en el llavero.
token-in-memory = El llavero no guardó el token: sirve hasta que cierre la app.
token-refused = El llavero no da el token: las alertas salen sin él. Escríbalo otra vez.
token-error = El token lleva letras, números y signos, sin espacios ni tildes.
token-error-long = El token es demasiado largo.

trial-start = Probar con un simulacro
trial-why = Va por el mismo camino que una alerta, marcado como simulacro.
trial-title = Prueba
trial-waiting = Todavía no respondió.
trial-signed = { $host } firmó el acuse ({ $clock }). Está comprobado.
trial-status = { $host } respondió con el código HTTP { $status } en { $took }.
trial-unsigned = No hay acuse firmado: nadie confirma que tiene la alerta.
trial-refused = No la aceptó. Revise la dirección y el token.
trial-silent = No respondió en { $took }.
