# El camino a casa en la pantalla principal. Espera la revisión de un hablante, como app.ftl.

route-journey = Compañaway

journey-arrive = Chayarqunim
journey-extend = +{ $minutes } minuto
journey-watch = Central qawachkasunki.
journey-watch-not-yet = Centralqa manaraqmi yachanchu. Kay celular qawachkan: ama wañuchiychu.
journey-watch-nobody = Manam pipas qawasunkichu. Kay celularllam qawachkan: ama wañuchiychu.
journey-raised = Manam chayasqaykita willarqankichu: yanapa mañasqañam.
journey-soon = Manañam 5 minutopas kanchu. ¿Chayarqunkichu?
journey-now = Manañam 1 minutopas kanchu. ¿Chayarqunkichu?
journey-due = { $clock } horata chayasaq
journey-left-none = Manañam huk minutopas
journey-left-minutes = { $minutes } minuto
journey-left-hours = { $hours } hora, { $minutes } minuto
journey-watch-until = Central qawasunki { $clock } horakama. Musuq horataqa manaraqmi yachanchu.
journey-arriving = Chayarqunkim. Centralqa manaraqmi yachanchu.
journey-arriving-watched = Chayarqunkim, ichaqa central manaraqmi yachanchu: yanapata mañanmanmi. Señalta maskay.
journey-arrived = Central yachanñam chayasqaykita.
