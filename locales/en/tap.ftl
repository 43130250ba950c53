# The command line of the app and of the button without a screen.

step = { $word }. { $meaning }

option-data = Folder for alerts and settings
option-endpoint = Address of the central; kept
option-destination = Where alerts go, as a link auxilio://; kept
option-enrol = Invitation that is accepted, with what is shared: enrols this device
option-link = Link of an invitation, to look at it in the window
option-key_file = File for the key, instead of the system's keyring
option-gpx = Recorded track (GPX) that is played back as positions
option-fix = Position that does not move, in degrees and metres
option-kind = What is happening: auxilio, robo, extorsion, violencia, medica, incendio
option-drill = A drill: never rings as real
option-covert = The central must not call or write
option-json = One JSON object a line
option-wait = Seconds to wait for the central's receipt
option-follow = Stay until the central closes the alert (Ctrl-C ends it)
option-flush = Do not call for help: only send what waits, and answer the invitation

app-about = Panic button: one touch brings the alert to the central.
app-after = Each option may also stand in the environment, as AUXILIO_DATA.
    Technical log: RUST_LOG=info.

tap-about = Calls for help without a screen: for a wired button or a script.
tap-after = States, one a line with its time: guardado, no_guardado, recibido, sin_tomar, visto,
    en_camino, en_el_lugar, cerrado, cancelado, entregado_sin_acuse, mensaje_enviado,
    mensaje_entregado, mensaje_fallido, problema.
    Of the invitation: inscrito, por_aprobar, no_inscrito.

    Exit code:
      0  the central's receipt came
      2  badly written command
      3  saved, but without a receipt in time; leaves with the next run or with --flush
      4  neither saved nor received
      5  delivered to another system, which signs no receipt

    Each option may also stand in the environment, as AUXILIO_DATA.
