# El mensaje de texto (SMS) a la central. Nunca es el recibo: ese lo firma la central.

sms-sending = El mensaje de texto a la central está saliendo.
sms-sent = Mensaje de texto enviado. Eso no es el recibo de la central.
sms-delivered = Mensaje de texto entregado al número de la central. Eso no es su recibo.
sms-failed-no-service = El mensaje de texto no salió: no hay red móvil.
sms-failed-radio-off = El mensaje de texto no salió: el teléfono está en modo avión.
sms-failed-not-allowed = El mensaje de texto no salió: falta el permiso.
sms-failed-other = El mensaje de texto no salió. Tal vez falta saldo.
sms-by-hand = Enviar mensaje de texto a la central
sms-try = Probar el mensaje de texto
sms-try-cost = Cuesta lo mismo que cualquier mensaje de texto.

option-sms_command = Programa que envía mensajes de texto: recibe el número como argumento y el texto por su entrada
