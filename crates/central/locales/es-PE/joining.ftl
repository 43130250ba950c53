# La página de una invitación, para quien abre el enlace sin la aplicación.
joining-title = Botón de Auxilio: invitación
joining-invites = { $organization } le invita a unirse a Botón de Auxilio.
joining-open = Abrir en la aplicación
joining-consent = Todavía no se comparte nada: la aplicación le explica primero qué se comparte, y usted decide.
joining-without = ¿No tiene la aplicación?
joining-get = Conseguir la aplicación
joining-ask = Pídala a quien le invitó.
joining-by-hand = ¿El botón no abre nada?
joining-by-hand-how = Copie el enlace de esta página y péguelo en la aplicación: «Central» y luego «Unirse». O escriba ahí el código y la central:
joining-ask-another = Pida otra a quien le invitó.
joining-waits = Hay demasiadas consultas en este momento. Espere un minuto y abra el enlace otra vez.
