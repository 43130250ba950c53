# La invitación en la pantalla principal. Espera la revisión de un hablante, como app.ftl.

join = Invitacionwan hukllawakuy
