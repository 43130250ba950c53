console-mark-only-text = LLEGÓ POR MENSAJE DE TEXTO · Faltan datos del teléfono
console-mark-also-text = También llegó por mensaje de texto
console-text-message = Mensaje de texto
problem-not-a-text = No se entiende el mensaje de texto.
problem-not-a-text-detail = Hace falta un objeto JSON con «from», «text» y «received_at».
