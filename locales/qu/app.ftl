# Runasimi (quechua chanka) de la pantalla principal. ESPERA LA REVISIÓN DE UN HABLANTE: nadie que
# lo hable lo revisó todavía, y la pantalla lo dice. Lo que falta aquí sale en castellano: lo que
# lee otra persona (el mensaje de WhatsApp), SIMULACRO, que debe entender cualquiera, y los nombres
# propios.

broken = Kay parten mana allinchu. Botonqa llamkachkanraqmi.
opening = Kicharichkan…

alarm-name = { alarm-word } { alarm-hint }
alarm-word = YANAPAWAY
alarm-hint = Ñitiy yanapata mañanaykipaq

stage-saving = Waqaychachkan…
stage-not-saved = Mana waqaychasqa
stage-saved = Waqaychasqa
stage-received = Chaskisqa
stage-unclaimed = Manaraq pipas hapinchu
stage-acknowledged = Rikusqa
stage-dispatched = Hamuchkan
stage-on-scene = Chayaramunña
stage-closed = Wichqasqa
stage-cancelling = Sayachichkan…
stage-cancelled = Sayachisqa

meaning-saving = Huk ratulla.
meaning-not-saved = Chaywanpas richkanmi. Ama wichqaychu, waqyay.
meaning-saved = Manaraqmi centralman chayanchu.
meaning-received = Centralpa makinpiñam ({ $clock }).
meaning-received-unverified = Centralpa makinpiñam ({ $clock }). Kay celularqa mana qillqasqachu.
meaning-received-drill = Central chaskirqun simulacrota ({ $clock }).
meaning-unclaimed = Centralpa makinpiñam, ichaqa manaraqmi pipas kutichinchu. Waqyay.
meaning-acknowledged = Central qawachkanña.
meaning-acknowledged-by = { $by } qawachkanña.
meaning-dispatched = { $by } qanman hamuchkan.
meaning-dispatched-eta = { $by } yaqa { $minutes } minutopi chayamunqa.
meaning-on-scene = Yanapaqkuna chayaramunña.
meaning-on-scene-by = { $by } chayaramunña.
meaning-closed = Central wichqarqunña mañakusqaykita.
meaning-cancelling = Centralqa manaraqmi yachanchu.
meaning-cancelled-false-alarm = Gracias willawasqaykimanta. Central yachanñam pantasqa kasqanta.
meaning-cancelled = Central yachanñam sayachisqaykita.

unit-without-name = Yanapaqkuna
said = Central nin: { $said }
again-sending = { $presses } kutita ñitirqanki. Huktawanmi willachkan.
again-received = Huktawan willasqaña ({ $presses } ñitiy).
face-real = ¿Chiqap chikichu? Kaypi ñitiy
face-again = ¿Chikipiraqchu kachkanki? Huktawan ñitiy
ended-understood = Allinmi

trouble-no-endpoint = Manaraqmi central akllasqachu.
trouble-no-answer = Centralqa manam kutichinchu. Huktawan huktawan kachachkan.
trouble-impostor = Huk página kutichin, manam centralchu. ¿Wifi yaykunata mañachkanchu?
trouble-busy = Centralqa llumpay llamkayniyuqmi. Huktawan kachachkan.
trouble-refused = Centralqa manam chaskinchu. Sapaqpi waqaychasqa. Waqyay.
retry = Huktawan

kinds-name = Ima pasasqan
kinds-title = Utaq ima pasasqanta ñitiy: chaywanpas yanapata mañanki
kind-auxilio = Yanapa
kind-robo = Suway
kind-violencia = Maqay
kind-medica = Unquy
kind-incendio = Nina

drill-why = ¿Ñawpaq kutichu? Simulacrowan yachay: manam pipas maskaqniyki rinqachu.
drill-end = Simulacro tukuy
drill-ending = Tukuchkan…
drill-ended = Simulacro tukusqa
meaning-drill-ended = Central yachanñam tukusqanta.

undo = Pantaspaymi karqa
cancel = Sayachiy
cancel-question = ¿Imaraykum sayachinki?
cancel-false-alarm = Pantasqam karqa
cancel-over = Pasarqunñam
cancel-keep = Ama sayachiychu

calls-title = Waqyay
call-name = { $number }man waqyay: { $who }
call-police = Policía
call-violence = Maqay
call-fire = Bomberos
whatsapp = WhatsAppwan pimanpas willay (manam centralchu)

position-manual = Makiwan churasqa, { $exact }
position-replay = Yachanapaq (grabasqa), { $age }, { $exact }
position = Maypi kasqayki, { $age }, { $exact }
position-none = Manaraqmi yachakunchu maypi kasqayki. Chaywanpas willakuyqa richkanmi.
position-refused = Celularqa manam saqinchu maypi kasqaykita yachayta. Chaywanpas willakuyqa richkanmi.
position-absent = Kay celularqa manam yachanchu maypi kasqaykita. Chaywanpas willakuyqa richkanmi.
position-exact = { $metres } metro hina
position-inexact = mana yachakunchu hayka chiqap kasqanta
age-seconds = { $n } segundoña
age-minutes = { $n } minutoña
age-hours = { $n } horaña

not-saved-disk = Manam waqaychayta atikunchu: disco mana allinchu utaq huntasqa. Willakuyqa richkanmi, ichaqa wichqaptiyki chinkanqam.
not-saved-key = Manam waqaychayta atikunchu: llavero manam llaveta qunchu. Kichaspa appta musuqmanta kichay. Willakuyqa richkanmi, ichaqa wichqaptiyki chinkanqam.
not-saved-in-use = Manam waqaychayta atikunchu: huk ventanapi kicharisqañam. Chaypi ruway.

storage-replaced = Waqaychasqa willakuykuna mana allinchu karqa. Sapaqchasqam, musuqmanta qallarisqa. Centralta hinaspa datosniykita qaway.
key-in-file = Llaveqa kay celularpa huk archivonpim. Discota copiaqqa datosniykita ñawinchanmanmi.
language-in-review = Kay simiqa huk rimaqpa qawanantam suyachkan.

navigation-name = Pantallakuna
route-alert = Yanapa
route-history = Willasqa
