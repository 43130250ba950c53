# Páginas de los coordinadores. Frases cortas: se leen en un teléfono, entre mucha gente.
coordination-title = Coordinación
coordination-everybody = Todas las organizaciones
coordination-members = Miembros
coordination-invitations = Invitaciones

coordination-waiting = { $count ->
    [one] 1 persona espera su aprobación
   *[other] { $count } personas esperan su aprobación
}
coordination-approve-all = Aprobar a todas
coordination-count = { $count ->
    [one] 1 miembro
   *[other] { $count } miembros
}
coordination-nobody = Todavía no hay miembros.
coordination-invite = Invitar
coordination-no-name = Sin nombre
coordination-joined = Se unió
coordination-state-pending = Por aprobar
coordination-state-active = Miembro
coordination-state-revoked = Retirado
coordination-approve = Aprobar
coordination-revoke-member = Retirar
coordination-revoke-member-warning = Sus alertas seguirán llegando, pero sin verificar. No se puede deshacer en ese teléfono.
coordination-revoke-member-do = Sí, retirar
coordination-take-over = ¿Es el nuevo teléfono de { $name }?
coordination-take-over-warning = Compruébelo en persona o por otra vía: quien tiene un teléfono robado también puede pedirlo. El teléfono anterior deja de ser suyo, y lo que envíe se verá como posible teléfono en otras manos.
coordination-take-over-do = Sí, es su nuevo teléfono
coordination-previous = Anteriores
coordination-next = Siguientes

coordination-ready = Teléfono listo
coordination-missing = Falta arreglar
coordination-unchecked = Teléfono sin revisar
coordination-check-location = ubicación
coordination-check-notifications = avisos
coordination-check-battery = batería
coordination-check-storage = memoria
coordination-check-clock = hora
coordination-check-central = conexión con la central

coordination-new = Nueva invitación
coordination-organization = Organización
coordination-uses = Personas (1 a 200)
coordination-hours = Horas (1 a 72)
coordination-needs-approval = Apruebo a cada persona antes de que sea miembro
coordination-create = Crear invitación
coordination-refused = No se creó. Revise las personas, las horas y la organización.
coordination-no-invitations = Todavía no hay invitaciones.
coordination-open = Vigente
coordination-revoked = Anulada
coordination-expired = Vencida
coordination-used = Agotada
coordination-uses-left = Quedan { $left } de { $total }

coordination-qr = Código QR de la invitación
coordination-code = O escriba este código en la aplicación:
coordination-central = Central:
coordination-share = Enviar por WhatsApp
coordination-share-words = { $organization } le invita a Botón de Auxilio: { $link } — Si el enlace no se abre, escriba en la aplicación la central { $central } y el código { $code }
coordination-shown-once = El enlace se mostró solo al crearla.
coordination-expires = Vence en { $left } (a las { $at }).
coordination-with-approval = Usted aprueba a cada persona.
coordination-without-approval = Quien la use queda aprobado.
coordination-who-joined = Ver quién se unió
coordination-another = Crear otra
coordination-revoke = Anular invitación
coordination-revoke-warning = Nadie más podrá usarla. Quienes ya se unieron se quedan.
coordination-revoke-do = Sí, anular
