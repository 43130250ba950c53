# Runasimi (quechua chanka) de la pantalla principal. ESPERA LA REVISIÓN DE UN HABLANTE: nadie que
# lo hable lo revisó todavía, y la pantalla lo dice. Lo que falta aquí sale en castellano.

alarm-name = { alarm-word } { alarm-hint }
alarm-word = YANAPAWAY
alarm-hint = Ñitiy yanapata mañanaykipaq

stage-saving = Waqaychachkan…
stage-saved = Waqaychasqa
stage-received = Chaskisqa
stage-acknowledged = Rikusqa
stage-dispatched = Hamuchkan
stage-on-scene = Chayaramunña
stage-closed = Wichqasqa

kind-auxilio = Yanapa
kind-robo = Suway
kind-violencia = Maqay
kind-medica = Unquy
kind-incendio = Nina

call-police = Policía
call-fire = Bomberos
route-alert = Yanapa
