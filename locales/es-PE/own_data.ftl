# Los datos de la persona: a quién avisar, salud, si la municipalidad los tiene, copia y borrado.

contact-title = A quién avisar (si quiere)
contact-why = Lo ve el operador de la central cuando usted pide auxilio. Su coordinador no lo ve.
contact-name = Nombre de esa persona
contact-phone = Teléfono de esa persona

medical-title = Salud (solo si quiere)
medical-why = Lo ve el operador de la central cuando usted pide auxilio, para decírselo a quien lo atienda. Su coordinador no lo ve.
medical-blood = Grupo sanguíneo
medical-notes = Alergias, medicinas, embarazo
blood-unknown = No sé o no digo

profile-too-large = Es demasiado texto. Acorte los nombres largos o lo de salud, y guarde otra vez.

sync-on-phone = Guardado en este teléfono. Va con cada alerta.
sync-waiting = Guardado en este teléfono. Falta enviarlo a la municipalidad: se envía solo.
sync-waiting-in-memory = Falta enviarlo a la municipalidad: se envía solo.
sync-known = La municipalidad lo tiene.

data-open = Copiar o borrar mis datos
data-title = Copiar o borrar mis datos
data-back = Volver a Mis datos
data-copy-why = Una copia de todo lo que guardan de usted este teléfono y la municipalidad, en un archivo.
data-copy = Guardar una copia
data-delete = Borrar mis datos

copy-central-included = La copia tiene también lo que guarda la municipalidad.
copy-central-not-a-member = La copia tiene lo de este teléfono. En la central no está inscrito.
copy-central-no-answer = La central no respondió: la copia solo tiene lo de este teléfono. Pruebe otra vez con señal.
copy-central-refused = La central no dio su parte: la copia solo tiene lo de este teléfono. Pídala en la municipalidad.

file-busy = Preparando el archivo…
file-failed = No se pudo guardar el archivo. ¿Hay espacio?
file-done = Guardado en { $path }

deletion-goes = Se borra
deletion-goes-profile = Su nombre, teléfono, barrio, grupo, a quién avisar y salud.
deletion-goes-membership = Que este teléfono es de un miembro, y la revisión del teléfono.
deletion-goes-consent = El permiso que usted dio.
deletion-goes-journeys = Sus caminos de Acompáñame que no llegaron a ser alarma.
deletion-stays = Se queda en la municipalidad
deletion-stays-incidents = Las alertas que ya llegaron, como llegaron: son el registro de una emergencia y pueden ser prueba. Se quedan el tiempo que manda la municipalidad.
deletion-stays-record = La constancia de este borrado, sin su nombre.
deletion-then = Después el botón sigue funcionando, pero sus alertas llegan como no verificadas.
deletion-question = ¿Qué borrar?
deletion-keep-history = Borrar, y dejar mis alertas en este teléfono
deletion-forget-history = Borrar, y también mis alertas terminadas de este teléfono
deletion-no = No borrar nada

deletion-asked = Pidió borrar sus datos ({ $when }). Falta que la municipalidad lo confirme: se pide solo hasta que responda.
deletion-after-alert = Primero termina su alerta en curso: el borrado sale después, o al cabo de un día.
deletion-after-journey = Usted está en camino con Acompáñame. El borrado sale solo cuando la central sepa que llegó.
deletion-refused = La central no pudo borrarlos desde la app. Pídalo también en la municipalidad. Se sigue intentando.
deletion-confirmed = La municipalidad borró sus datos ({ $when }).
deletion-proof-title = Constancia firmada
deletion-proof-why = Prueba que la municipalidad borró sus datos, y qué se queda.
deletion-only-here = Se borró de este teléfono ({ $when }). La central dice que este teléfono no es de un miembro. Si cree que guarda datos suyos, pídalo en la municipalidad.

proof-copy = Copiar
receipt-save = Guardar en un archivo

# El archivo del recibo: una línea para cada cosa.
receipt-file = Recibo de una alerta del Botón de auxilio
receipt-file-kind = Qué pasó: { $kind }
receipt-file-when = Se pidió auxilio: { $when }
receipt-file-received = La central la recibió: { $when }
receipt-file-lane = Cómo la tomó: { $lane }
receipt-file-means = El texto que sigue lo firmó la central ({ $name }). Prueba que recibió esta alerta a esa hora. Cualquiera lo puede comprobar con la llave pública de la central (JWS, EdDSA).
