# La revisión: lo que el teléfono mismo frena. Ninguna de estas cosas impide pedir auxilio.

held-back-title = Lo que este teléfono frena
held-back-sleep = El teléfono puede dormir esta app.
held-back-sleep-advice = Con la pantalla apagada, lo que no salió al instante puede salir más tarde. Si la deja despierta gasta batería solo mientras algo espera salir.
held-back-sleep-touch = Dejarla despierta
held-back-autostart = Esta marca puede cerrar las apps.
held-back-autostart-advice = Permita que esta app arranque sola. El teléfono no nos dice si ya está permitido.
held-back-autostart-touch = Ver el ajuste
held-back-texts = Sin internet, usted tendría que enviar el mensaje de texto a mano.
held-back-texts-advice = Con el permiso sale solo, a la central y a nadie más. Cuesta lo mismo que cualquier mensaje de texto.
held-back-texts-touch = Permitir mensajes
