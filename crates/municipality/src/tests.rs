use super::*;

const TOKENS: &str = include_str!("../../../assets/css/tokens.css");
const OURS: &str = include_str!("../../../municipality.toml");

fn parse(text: &str) -> Result<Municipality, String> {
    Municipality::parse(text, TOKENS).map_err(|error| match error {
        MunicipalityError::Parse(error) => error.to_string(),
        other => other.to_string(),
    })
}

/// The file that is here, with one thing written otherwise.
fn with(old: &str, new: &str) -> Result<Municipality, String> {
    assert!(OURS.contains(old), "{old}");
    parse(&OURS.replacen(old, new, 1))
}

fn with_central(central: &str) -> Result<Municipality, String> {
    with("[colours]", &format!("[central]\n{central}\n\n[colours]"))
}

#[test]
fn the_file_that_is_here_makes_an_app() {
    let ours = parse(OURS).unwrap();
    assert_eq!(ours.name.as_str(), "Municipalidad Distrital de El Porvenir");
    assert_eq!(
        ours.application_id.to_string(),
        "pe.gob.muniporvenir.auxilio"
    );
    assert_eq!(ours.central, None, "nobody has named a central yet");
}

#[test]
fn the_name_in_the_phones_settings_may_not_tell_what_the_app_is() {
    assert_eq!(parse(OURS).unwrap().system_name.as_str(), "Mi Barrio");
    for telling in ["Auxilio Barrio", "Alerta", "Mi botón", "S O S 105"] {
        let told = with("\"Mi Barrio\"", &format!("\"{telling}\"")).unwrap_err();
        assert!(told.contains("tells what the app is"), "{telling}: {told}");
    }
    let told = with("\"Mi Barrio\"", "\" \"").unwrap_err();
    assert!(told.contains("one line"), "{told}");
    let told = with("system_name", "neutral_name").unwrap_err();
    assert!(told.contains("neutral_name"), "{told}");
}

#[test]
fn a_central_can_be_known_from_the_start_with_its_keys() {
    let key = auxilio_protocol::SigningKey::from_seed(&[7; 32]).public();
    let read = with_central(&format!(
        "endpoint = \"https://auxilio.example\"\nkeys = [\"{}\"]",
        key.to_text()
    ));
    let central = read.unwrap().central.unwrap();
    assert_eq!(central.endpoint.host(), "auxilio.example");
    assert!(central.key_set().find(&key.id()).is_some());
    let on_this_machine = with_central("endpoint = \"http://127.0.0.1:8787\"");
    assert!(on_this_machine.is_ok(), "{on_this_machine:?}");
}

#[test]
fn what_anybody_could_listen_to_or_forge_is_refused_with_its_reason() {
    let insecure = with_central("endpoint = \"http://auxilio.example\"").unwrap_err();
    assert!(insecure.contains("https://"), "{insecure}");
    for key in ["", "AAAA", &"A".repeat(43), "%%%"] {
        let central = format!("endpoint = \"https://a.example\"\nkeys = [\"{key}\"]");
        let told = with_central(&central).unwrap_err();
        assert!(told.contains("Ed25519"), "{key}: {told}");
    }
}

#[test]
fn colours_that_somebody_cannot_read_are_refused_with_their_contrast() {
    let pale = with("alarm = \"#a3111a\"", "alarm = \"#e8505b\"").unwrap_err();
    assert!(
        pale.contains("on-deep (#ffffff) on alarm (#e8505b)"),
        "{pale}"
    );
    assert!(pale.contains("needs 7:1"), "{pale}");
    let grey = with("ink_soft = \"#c9ccd3\"", "ink_soft = \"#8a8d94\"").unwrap_err();
    assert!(grey.contains("dark: ink-soft"), "{grey}");
    assert!(!grey.contains("light:"), "{grey}");
    let no_colour = with("#a3111a", "red").unwrap_err();
    assert!(no_colour.contains("«red» is not a colour"), "{no_colour}");
}

#[test]
fn contrast_is_what_the_guidelines_say() {
    let colour = |text: &str| text.parse::<Colour>().unwrap();
    let ratio = |one, two| colour(one).contrast_with(colour(two));
    assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((ratio("#777777", "#ffffff") - 4.478).abs() < 1e-3);
    assert!((ratio("#ffffff", "#ffffff") - 1.0).abs() < 1e-9);
    assert!((ratio("#595959", "#ffffff") - ratio("#ffffff", "#595959")).abs() < 1e-9);
}

#[test]
fn a_word_that_is_misspelt_or_missing_is_told() {
    let misspelt = with("app_name", "the_name").unwrap_err();
    assert!(misspelt.contains("the_name"), "{misspelt}");
    let missing = with("alarm_deep = \"#7d0b12\"\n", "").unwrap_err();
    assert!(missing.contains("alarm_deep"), "{missing}");
}

#[test]
fn ids_and_hosts_are_what_every_system_takes() {
    for id in [
        "auxilio",
        "pe.gob.Muni",
        "pe..auxilio",
        "pe.1muni.auxilio",
        "pe.muni_x.auxilio",
        "pe.muni-x.auxilio",
        &format!("pe.{}", "a".repeat(100)),
    ] {
        let told = with("pe.gob.muniporvenir.auxilio", id).unwrap_err();
        assert!(told.contains("is not an application id"), "{id}: {told}");
    }
    for host in [
        "*.example.pe",
        "example",
        "https://a.pe",
        "a.pe/x",
        "10.0.0.1",
        "-a.pe",
        "",
    ] {
        let hosts = format!("link_hosts = [\"{host}\"]");
        let told = with("link_hosts = []", &hosts).unwrap_err();
        assert!(told.contains("is not the name of a host"), "{host}: {told}");
    }
    let many = (0..=LINK_HOSTS_MAX).map(|n| format!("\"a{n}.example.pe\""));
    let many = many.collect::<Vec<_>>().join(", ");
    let told = with("link_hosts = []", &format!("link_hosts = [{many}]")).unwrap_err();
    assert!(told.contains("8 at most"), "{told}");
}

#[test]
fn names_fit_where_they_are_shown() {
    for name in ["", " ", "dos\\nlíneas", &"a".repeat(APP_NAME_CHARS_MAX + 1)] {
        let told = with("\"Botón de Auxilio\"", &format!("\"{name}\"")).unwrap_err();
        assert!(
            told.contains("is not one line of 1 to 30"),
            "{name}: {told}"
        );
    }
    let long = "á".repeat(APP_NAME_CHARS_MAX);
    assert!(with("Botón de Auxilio", &long).is_ok());
}
