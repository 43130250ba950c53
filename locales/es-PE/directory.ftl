# Barrio y grupos: se buscan en el directorio de la central, o se escriben.
profile-place-title = Dónde vive o trabaja
profile-district = Distrito
profile-other-district = ¿Qué distrito?
profile-sector = Barrio o sector
district-none = Elija
district-other = Otro

profile-organizations-title = Su grupo
profile-organization-name = Nombre del grupo
profile-organization-kind = Tipo de grupo
profile-unit = Placa o puesto
profile-organization-n = Grupo { $n }
profile-organization-name-n = Nombre del grupo { $n }
profile-organization-kind-n = Tipo de grupo { $n }
profile-unit-n = Placa o puesto { $n }
profile-organization-add = Agregar otro grupo
profile-organization-remove-n = Quitar grupo { $n }

organization-none = Ninguno
organization-transporte = Empresa de transporte
organization-mototaxi = Mototaxis
organization-mercado = Mercado
organization-comedor = Comedor popular
organization-vaso-de-leche = Vaso de leche
organization-olla-comun = Olla común
organization-junta-vecinal = Junta vecinal
organization-ronda = Ronda urbana
organization-otra = Otro

# Lo que se encuentra al escribir.
picker-all = Toque el suyo, o siga escribiendo.
picker-best = { $shown } de { $count }. Toque el suyo, o siga escribiendo.
picker-none = No está en la lista. Puede dejarlo así.
picker-chosen = Elegido de la lista.
