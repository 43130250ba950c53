# Unirse con una invitación: una decisión por pantalla.

join = Unirse con una invitación
enrol-back = Volver
enrol-next = Seguir

## Cómo llegó

enrol-how = ¿Cómo le llegó la invitación?
enrol-by-link = Tengo un enlace
enrol-by-photo = Tengo un QR
enrol-by-code = Tengo un código
enrol-link = Pegue el enlace
enrol-link-label = Enlace de la invitación
enrol-code = Escriba el código
enrol-code-label = Código de la invitación
enrol-central-label = Dirección de la central

photo-title = Foto del QR
photo-how = De cerca y que entre completo. La foto se lee aquí y no se envía a nadie.
photo-take = Tomar la foto
photo-reading = Leyendo la foto…
photo-too-large = La foto es demasiado grande. Tome otra con menos calidad.
photo-not-a-picture = Ese archivo no es una foto que se pueda leer. Use JPG o PNG.
photo-no-code = No se ve un QR en la foto. Acérquese, con luz, y que entre completo.
photo-not-an-invitation = Ese QR no es una invitación.

## Quién invita. Quien cambie una palabra de consent-… le da otra versión (CONSENT_TEXT).

who-invites = Le invita { $organization }
who-invites-you = Le invitan a unirse
who-municipality = { $municipality }
who-approval = Su coordinador aprueba a cada persona.
who-host = Central: { $host }
who-asking = Preguntando quién invita…
who-not-yet = No pudimos ver quién invita; puede seguir y se enviará solo.
who-accept = Acepto
who-decline = No
who-decline-name = No acepto, volver
who-refused = Esta invitación no sirve
who-not-here = Ahora no se puede unir
who-cannot-keep = Arréglelo primero y abra la invitación otra vez: no se gasta.
who-in-use = Copie este enlace y péguelo en la otra ventana: Central, Unirse con una invitación.

consent-title = Qué se comparte y con quién
consent-data = Al unirse, la central recibe su nombre y los datos que usted quiera escribir.
consent-place = Dónde está: los operadores de la central lo ven solo si pide ayuda, hace un simulacro o no llega a tiempo con Acompáñame.
consent-journey = Con Acompáñame su celular envía dónde está mientras camina. Cuando avisa que llegó, se borra.
consent-coordinator = Su coordinador ve su nombre, su placa o puesto y si su celular está listo. Nunca dónde está.
consent-health = A quién avisar y su salud: solo si los escribe. Solo los ve el operador, con su alerta.
consent-central = Desde ahora sus alertas van a esta central.
consent-keeper = Lo guarda la municipalidad, solo para ayudarle (Ley 29733).
consent-leave = En Mis datos puede sacar una copia o borrar todo y salir, cuando quiera. Sin su celular, dígaselo a la municipalidad.

## Quién es

person-title = ¿Quién es usted?
person-why = Así saben a quién ayudan. Puede dejarlo vacío.
around-title = Para ayudarle mejor
around-contact = Alguien de confianza, si usted quiere
around-contact-name = Su nombre
around-contact-phone = Su teléfono

## Qué pasó

done-active = ¡Ya está!
done-pending = Falta poco
done-waiting = Listo de su parte
done-refused = No se pudo unir
done-kept = Lo que escribió quedó guardado.
done-another = Probar con otra invitación
done-button-works = El botón ya funciona.
done-to-the-button = Ir al botón
