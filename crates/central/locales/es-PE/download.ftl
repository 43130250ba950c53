# La página donde la gente consigue la aplicación de su propia municipalidad.
download-title = Botón de Auxilio: la aplicación
download-what = La aplicación para celulares Android, de su municipalidad.
download-do = Descargar
download-size = { $megabytes } MB
download-version = Versión { $version }
download-system = Para Android 7.0 o más nuevo, de 64 bits.
download-install = Cómo se instala
download-install-open = Cuando termine la descarga, ábrala: toque el aviso, o búsquela en «Descargas».
download-install-allow = Android preguntará si puede instalar desde este navegador. Toque «Ajustes» y active «Permitir desde esta fuente».
download-install-do = Vuelva atrás y toque «Instalar». Si Google Play le advierte, toque «Más detalles» y luego «Instalar de todas formas».
download-install-forbid = Después desactive otra vez «Permitir desde esta fuente»: así nadie más le instala nada.
download-verify = Cómo saber que es la verdadera
download-verify-how = Bájela solo de esta página, o de quien le invitó. Quien quiera comprobarla: la suma SHA-256 del archivo es
download-verify-command = En una computadora:
download-verify-updates = Una vez instalada, su celular solo acepta versiones nuevas de la misma municipalidad.
download-iphone = ¿Tiene iPhone?
download-iphone-how = Este archivo no sirve para iPhone. Pregunte a quien le invitó.
