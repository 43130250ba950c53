# Lo que necesita quien ya no tiene su teléfono. Frases cortas; las palabras se escriben a mano.
recovery-open = Si le quitan el teléfono
recovery-title = Si le quitan el teléfono
recovery-why = Con seis palabras anotadas en papel, usted da de baja este teléfono desde otro cualquiera.
recovery-where = Se escriben en { $page }
recovery-no-member = Primero únase con una invitación: sin eso no hay nada que dar de baja.
recovery-waiting = Todavía no llegaron a la central: por ahora no sirven. Se envían solas cuando haya señal.
recovery-registered = Sus palabras sirven desde { $when }.
recovery-failed = No se pudieron hacer palabras. Pruebe otra vez.
recovery-make = Hacer mis palabras
recovery-make-others = Hacer otras: las de antes dejan de servir
recovery-back = Volver
recovery-write = Escríbalas en papel, en este orden.
recovery-once = No se muestran otra vez ni se guardan en este teléfono. No les tome foto: quien tenga el teléfono la vería.
recovery-written = Ya las escribí
recovery-leave = Dejarlo
