# Lo que se oye de una alerta, y cómo quiere enterarse la persona.

# Lo que dice la voz. Cada frase sirve también a quien no mira la pantalla.
spoken = { $word }. { $meaning }
spoken-drill = Simulacro. { $words }
spoken-no-answer = La central no responde. Se sigue intentando. Llame al 105.
spoken-dispatched = { $by } llega en unos { $minutes } minutos.
spoken-dispatched-soon = { $by } llega en un minuto.
spoken-journey-soon = ¿Ya llegó? Faltan 5 minutos. Si no avisa, se da la alarma.
spoken-journey-now = ¿Ya llegó? Falta menos de un minuto. Si no avisa, se da la alarma.

# Lo que la llevó a la central: solo lo que se sabe.
path-same-machine = en este mismo equipo
path-internet = por internet
path-cell = por internet (datos del celular)
path-wifi = por internet (wifi)
path-wired = por internet (cable)
carried = Llegó { $path }.
history-path = Por dónde llegó

## Sonido y voz

senses-title = Sonido y voz
senses-why = En una alerta encubierta no suena ni habla nada, elija lo que elija.
senses-vibration = Vibrar
senses-sound = Sonidos cortos
senses-voice = Decir en voz alta cómo va la alerta
senses-no-voice = Este equipo no tiene voz instalada: lo que diría queda en la pantalla.
