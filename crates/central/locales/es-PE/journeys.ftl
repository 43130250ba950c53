# Acompáñame: lo que la consola y los programas leen de un recorrido.
console-mark-journey = NO CONFIRMÓ SU LLEGADA a las { $at }
console-place-start = Al salir:
problem-not-a-journey = No se entiende el recorrido.
problem-not-a-journey-detail = Hacen falta «n», «state» y, en camino, «left_s» (0 a 43200) y «alert» con el mismo «id» que la dirección.
