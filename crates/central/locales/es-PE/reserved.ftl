# A quién no se llama ni se escribe, y lo que de una persona se guarda en reserva.
# Frases cortas y sobrias: se leen con apuro y de ellas depende una vida.
reserved-care = Cuidado con esta persona
reserved-never-contact = NO LLAMAR · NO ESCRIBIR
reserved-covert = ALERTA OCULTA · Alguien puede estar mirando su teléfono
reserved-forced = BAJO AMENAZA · La obligaron: si canceló, no vale. Vaya como si nadie hubiera cancelado.
reserved-approach-quietly = Llegue sin sirena ni luces.
reserved-approach-disguised = Acérquese como vecino o vendedor, de civil si se puede.
reserved-approach-nameless = En la puerta no pregunte por ella ni diga que llamó.
reserved-approach-apart = Busque un lugar tranquilo para hablarle a solas.
reserved-announce-forced = Bajo amenaza, la obligaron a cancelar: { $kind }
reserved-take-forced = Visto: va bajo amenaza
reserved-cancel-unproved = CANCELÓ SIN COMPROBAR · Puede haber sido otra persona
reserved-proved = Puso su propio PIN

reserved-why = Quién es y dónde está se guardan en reserva.
reserved-open = Abrir: queda registrado
reserved-rough = zona de 1 km
reserved-opened-by = Abierta por
reserved-note-opened = Abierta
reserved-note-took-forced = Vista como amenaza
reserved-note-explained = Motivo del cierre

reserved-close = Cerrar
reserved-close-warning = La obligaron a cancelar. Cierre solo si alguien la vio a salvo y a solas.
reserved-close-reason = Quién la vio, dónde y cuándo
reserved-close-do = Sí, cerrar
reserved-refused-message = No se envió: alguien puede estar mirando ese teléfono. No llame ni escriba.
reserved-refused-close = No se cerró: la obligaron a cancelar. Escriba quién la vio a salvo, dónde y cuándo.
