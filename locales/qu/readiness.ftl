# Lo que impediría que una alerta salga: la línea de la pantalla principal. Espera la revisión de un
# hablante, como app.ftl.

warning-no-endpoint = Akllaraq mayman willakuy rinanta.
warning-impostor = Huk página kutichin, manam centralchu.
warning-silent = Centralqa manam kutichinchu.
warning-not-asked = Manaraqmi yachakunchu central kutichinanta.
warning-location-refused = Manam saqisqachu maypi kasqayki yachay.
warning-location-absent = Kay celularqa manam yachanchu maypi kasqaykita.
warning-location-old = Manam musuqchu maypi kasqayki yachasqan.
warning-clock-ahead = Kay celularpa horanqa { $minutes } minuto ñawpaqpim.
warning-clock-behind = Kay celularpa horanqa { $minutes } minuto qipapim.
warning-battery-low = Pisillañam batería: { $percent } %.
warning-battery-spared = Batería waqaychayqa willakuyniykita harkanmanmi.

mend-choose = Akllay
mend-retry = Huktawan
mend-join = Hukllawakuy
mend-allow = Saqiy
mend-turn-on = Ratachiy
mend-settings = Allichay
mend-see = Imata ruwanaykita qaway
warning-notifications = Kay apppa willakuyninkuna wañuchisqam.
