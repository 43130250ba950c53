# La notificación de Android mientras un aviso está en curso. La puede leer cualquiera: ni lugar, ni
# nombre. Lo demás que dice está en notice.ftl.

ongoing-title = Aviso en curso
ongoing-saving = Guardando…
ongoing-stuck = Guardado, pero no se puede enviar. Toque para ver por qué.
ongoing-cancelling = Cancelando: la central aún no lo sabe.
ongoing-covert-title = En segundo plano
ongoing-covert = Toque para abrir.
