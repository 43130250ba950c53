# Un teléfono que ya no es de un miembro y sigue enviando: puede tenerlo otra persona.
put-out = Teléfono dado de baja
put-out-since = Posible teléfono en otras manos: se dio de baja el { $day } a las { $at }
put-out-revoked = Lo dio de baja
put-out-replaced = Otro teléfono tomó su lugar. Lo aprobó
put-out-phrase = Su dueño lo dio de baja con su frase
put-out-owner = Era de
put-out-warning = Puede contestar otra persona: no le diga dónde está ni quién avisó.
put-out-mark-unverified = SIN VERIFICAR · La envía un teléfono dado de baja
