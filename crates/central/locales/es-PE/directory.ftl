# El directorio propio de la municipalidad, cuando no sirve.
directory-unreadable = No se puede leer el directorio { $file }. Revise que exista y esté en UTF-8, o quite --directory para usar el que trae el programa.
directory-broken = El directorio { $file } está incompleto o mal escrito en la línea { $line }, columna { $column }. Corríjalo, o quite --directory para usar el que trae el programa.
directory-repeated = En el directorio { $file } el «id» { $id } está dos veces. Deje uno solo.
directory-lines = El directorio { $file } tiene más de 16 líneas de emergencia, o un número que no se puede marcar. Corríjalo.
directory-too-much = El directorio { $file } es demasiado grande para los teléfonos: hasta 2 MiB, 64 distritos, 10000 sectores y 5000 organizaciones.
