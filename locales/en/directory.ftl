# Barrio and groups: looked up in the central's directory, or typed.
profile-place-title = Where you live or work
profile-district = District
profile-other-district = Which district?
profile-sector = Neighbourhood or sector
district-none = Choose
district-other = Other

profile-organizations-title = Your group
profile-organization-name = Name of the group
profile-organization-kind = Kind of group
profile-unit = Plate or stall
profile-organization-n = Group { $n }
profile-organization-name-n = Name of group { $n }
profile-organization-kind-n = Kind of group { $n }
profile-unit-n = Plate or stall { $n }
profile-organization-add = Add another group
profile-organization-remove-n = Remove group { $n }

organization-none = None
organization-transporte = Transport company
organization-mototaxi = Mototaxis
organization-mercado = Market
organization-comedor = Community kitchen
organization-vaso-de-leche = Glass of Milk committee
organization-olla-comun = Common pot
organization-junta-vecinal = Neighbourhood watch
organization-ronda = Urban patrol
organization-otra = Other

# What is found while typing.
picker-all = Touch yours, or go on typing.
picker-best = { $shown } of { $count }. Touch yours, or go on typing.
picker-none = Not in the list. You may leave it so.
picker-chosen = Chosen from the list.
