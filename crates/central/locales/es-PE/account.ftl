# Mi cuenta: contraseña, código del teléfono, sesiones.
operator-reset = Operador «{ $name }»: contraseña nueva { $password }. No se mostrará otra vez. Su código quedó quitado y sus sesiones cerradas.

account-title = Mi cuenta
account-back = Volver
account-role-operator = Operador
account-role-supervisor = Supervisor
account-role-coordinator = Coordinador
account-sessions = La sesión se cierra sola a las 26 horas, o a los 30 minutos sin usarla. Una consola abierta cuenta como uso.

account-password = Contraseña
account-password-current = Contraseña actual
account-password-new = Contraseña nueva (12 caracteres o más)
account-password-repeat = Repita la nueva
account-password-do = Cambiar contraseña
account-password-changed = Contraseña cambiada. Se cerraron sus otras sesiones.
account-password-short = La contraseña nueva tiene que tener 12 caracteres o más.
account-password-differs = La contraseña nueva no se repitió igual.
account-password-wrong = La contraseña actual no es esa.
account-too-many = Demasiados intentos. Espere un minuto.

account-code = Código del teléfono
account-code-required = Falta un paso: ponga el código de su teléfono. Sin él no se puede usar la consola.
account-code-absent = Además de la contraseña, la consola puede pedirle un código de 6 cifras que cambia cada 30 segundos. Lo muestra una aplicación de autenticación en su teléfono.
account-code-present = Puesto: al entrar se le pide el código.
account-code-offer = Poner código
account-code-replace = Cambiar de teléfono
account-code-scan = Lea este código QR con la aplicación de autenticación, o escriba la clave. Se muestra una sola vez.
account-code-qr = Código QR para la aplicación de autenticación
account-code-secret = Clave:
account-code-typed = Código de 6 cifras
account-code-confirm = Confirmar
account-code-wrong = El código no es ese. Espere el siguiente y pruebe otra vez.
account-code-set = Código puesto. Se cerraron sus otras sesiones.
account-code-remove = Quitar código
account-code-remove-warning = Para entrar bastará la contraseña.
account-code-remove-do = Sí, quitar
account-code-removed = Código quitado.
account-refused = Contraseña o código incorrectos.
