# Otro sistema en vez de una central, en la pantalla principal. Espera la revisión de un hablante,
# como app.ftl.

stage-handed-over = Qusqa, mana firmayuq
stage-cancelled-unsigned = Sayachisqa, mana firmayuq
meaning-handed-over = { $host } kutichirqun ({ $clock }), ichaqa manam firmanchu. Waqyaypas.
meaning-handed-over-drill = { $host } kutichirqun ({ $clock }). Manam firmanchu.
meaning-cancelled-unsigned = { $host } kutichirqun sayachisqaykita willaptiyki. Manam firmanchu.
