# Lo que se dice en voz alta. Espera la revisión de un hablante, como app.ftl.

spoken-no-answer = Centralqa manam kutichinchu. Huktawan kachachkan. 105man waqyay.
spoken-dispatched = { $by } yaqa { $minutes } minutopi chayamunqa.
spoken-dispatched-soon = { $by } huk minutopi chayamunqa.
spoken-journey-soon = ¿Chayarqunkichu? 5 minutollañam kachkan. Mana willaptiykiqa yanapa mañasqam kanqa.
spoken-journey-now = ¿Chayarqunkichu? Manañam huk minutopas kanchu. Mana willaptiykiqa yanapa mañasqam kanqa.
carried = { $path } chayarqun.
path-same-machine = kay kikin celularpi
path-internet = internetninta
path-cell = internetninta (celularpa datosnin)
path-wifi = internetninta (wifi)
path-wired = internetninta (cable)
