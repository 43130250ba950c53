# Espera la revisión de un hablante, como app.ftl.

discreet-leave = Lluqsiy
