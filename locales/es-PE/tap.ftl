# La línea de órdenes de la app y del botón sin pantalla.

step = { $word }. { $meaning }

option-data = Carpeta de las alertas y los ajustes
option-endpoint = Dirección de la central; queda guardada
option-destination = A dónde van las alertas, como enlace auxilio://; queda guardado
option-enrol = Invitación que se acepta, con lo que se comparte: inscribe este equipo
option-link = Enlace de una invitación para mirarla en la ventana
option-key_file = Archivo para la clave, en lugar del llavero del sistema
option-gpx = Recorrido grabado (GPX) que se repite como ubicación
option-fix = Ubicación que no se mueve, en grados y metros
option-kind = Qué pasa: auxilio, robo, extorsion, violencia, medica, incendio
option-drill = Simulacro: nunca suena como real
option-covert = La central no debe llamar ni escribir
option-json = Un objeto JSON por línea
option-wait = Segundos que se espera el recibo de la central
option-follow = Seguir hasta que la central cierre la alerta (Ctrl-C termina)
option-flush = No pedir auxilio: solo enviar lo que quedó pendiente y responder la invitación

app-about = Botón de auxilio: un toque lleva la alerta a la central.
app-after = Cada opción también vale en el entorno, como AUXILIO_DATA.
    Registro técnico: RUST_LOG=info.

tap-about = Pide auxilio sin pantalla: para un botón con cable o un script.
tap-after = Estados, uno por línea con su hora: guardado, no_guardado, recibido, sin_tomar, visto,
    en_camino, en_el_lugar, cerrado, cancelado, entregado_sin_acuse, mensaje_enviado,
    mensaje_entregado, mensaje_fallido, problema.
    De la invitación: inscrito, por_aprobar, no_inscrito.

    Código de salida:
      0  llegó el recibo de la central
      2  orden mal escrita
      3  guardado, pero sin recibo a tiempo; sale con la próxima vez o con --flush
      4  ni guardado ni recibido
      5  entregado a otro sistema, que no firma acuse

    Cada opción también vale en el entorno, como AUXILIO_DATA.
