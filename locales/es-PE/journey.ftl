# Acompáñame: el camino a casa que la central vigila.

route-journey = Acompáñame
# Con letra muy grande se parte donde se debe.
journey-title = Acompá{ "\u00AD" }ñame

journey-question = ¿Cuánto le falta para llegar?
journey-minutes = { $minutes } min
journey-due = Llego a las { $clock }
# Nombre del botón para lectores de pantalla.
journey-choice = Salir: { $minutes } min
journey-how = Si no avisa que llegó, o su teléfono se apaga, la central recibe la alarma con su última ubicación.
journey-what-is-told = Mientras camina, la central recibe sus datos y dónde está, más o menos cada minuto. Al avisar que llegó, se borra.

journey-left-none = Menos de 1 min
journey-left-minutes = { $minutes } min
journey-left-hours = { $hours } h { $minutes } min

journey-arrive = Ya llegué
journey-extend = +{ $minutes } minutos
journey-false-alarm = Falsa alarma

journey-watch = La central lo acompaña.
journey-watch-not-yet = La central aún no lo sabe. Mientras tanto vigila este teléfono: no lo apague.
journey-watch-until = La central lo acompaña hasta las { $clock }. Aún no sabe la hora nueva.
journey-arriving = Usted llegó. La central aún no lo sabe.
journey-arriving-watched = Usted llegó, pero la central aún no lo sabe: puede dar la alarma. Busque señal.
journey-arrived = La central ya sabe que llegó.
journey-raised = No avisó que llegó: se dio la alarma.
journey-not-kept = No se pudo guardar: si cierra la app, este teléfono lo olvida.

journey-soon = Faltan menos de 5 minutos. ¿Ya llegó?
journey-now = Falta menos de 1 minuto. ¿Ya llegó?
