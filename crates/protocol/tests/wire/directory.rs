//! The directory on the wire: whole, odd, and as much as it can be.

use auxilio_protocol::description::Line;
use auxilio_protocol::directory::{
    District, EntryId, Fault, ListedOrganization, Name, NotADirectory, Sector, Ubigeo,
};
use auxilio_protocol::profile::OrganizationKind;
use auxilio_protocol::{Directory, limits};
use insta::assert_json_snapshot;
use serde_json::{Value, json};

fn directory() -> Directory {
    let sector = |id: &str, name: &str| Sector {
        id: EntryId::new(id).unwrap(),
        name: Name::new(name).unwrap(),
    };
    let organization = |id: &str, kind, name: &str, district: Option<&str>| ListedOrganization {
        id: EntryId::new(id).unwrap(),
        kind,
        name: Name::new(name).unwrap(),
        district: district.map(|ubigeo| Ubigeo::new(ubigeo).unwrap()),
    };
    let (mototaxi, other) = (OrganizationKind::Mototaxi, OrganizationKind::Otra);
    Directory {
        districts: vec![District {
            ubigeo: Ubigeo::new("130102").unwrap(),
            name: Name::new("El Porvenir").unwrap(),
            sectors: vec![
                sector("rio-seco", "Río Seco"),
                sector("nuevo-eden", "Nuevo Edén"),
            ],
        }],
        organizations: vec![
            organization("el-cortijo", mototaxi, "El Cortijo", Some("130102")),
            organization("vecinos", other, "Los Vecinos", None),
        ],
        lines: vec![Line {
            service: "police".to_owned(),
            number: "105".to_owned(),
        }],
    }
}

fn read(wire: &Value) -> Directory {
    Directory::read(wire.to_string().as_bytes()).unwrap()
}

#[test]
fn a_directory_on_the_wire() {
    assert_json_snapshot!(directory());
    assert_eq!(read(&json!(directory())), directory());
}

#[test]
fn the_seed_is_read_whole_and_its_ids_are_plain() {
    let seed = Directory::seed();
    assert_eq!(seed.check(), Ok(()));
    let wire: Value = serde_json::from_str(include_str!("../../src/directory/seed.json")).unwrap();
    assert_eq!(json!(seed), wire, "nothing was left out");
    let sectors = |ubigeo| seed.district(ubigeo).unwrap().sectors.len();
    assert_eq!((sectors("130102"), sectors("130112")), (15, 15));
    let is_plain = |id: &str| {
        id.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    assert!(
        seed.sectors()
            .all(|(_, sector)| is_plain(sector.id.as_str()))
    );
}

#[test]
fn an_odd_entry_is_left_out_and_the_rest_is_read() {
    let mut wire = json!(directory());
    let sectors = wire["districts"][0]["sectors"].as_array_mut().unwrap();
    sectors.extend([
        json!(7),
        json!({ "id": "sin-nombre" }),
        json!({ "id": "vacio", "name": " " }),
        json!({ "id": "largo", "name": "x".repeat(limits::TEXT_CHARS_MAX + 1) }),
        json!({ "id": "rio-seco", "name": "Otra vez" }),
        json!({ "id": "con-mapa", "name": "Con mapa", "geojson": { "type": "Polygon" } }),
    ]);
    wire["districts"].as_array_mut().unwrap().extend([
        json!("Trujillo"),
        json!({ "ubigeo": "1301", "name": "Trujillo" }),
        json!({ "ubigeo": "130101", "name": "Trujillo", "sectors": "muchos" }),
    ]);
    wire["organizations"].as_array_mut().unwrap().extend([
        json!(null),
        json!({ "id": "x", "kind": 3, "name": "Tres" }),
        json!({ "id": "y", "kind": "cooperativa", "name": "Del futuro" }),
    ]);
    wire["lines"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "service": "police", "number": "tel:105;ext=1" }));
    let read = read(&wire);
    let names: Vec<&str> = read.sectors().map(|(_, one)| one.name.as_str()).collect();
    assert_eq!(names, ["Río Seco", "Nuevo Edén", "Con mapa"]);
    assert_eq!(read.districts.len(), 2);
    assert!(read.district("130101").unwrap().sectors.is_empty());
    let organizations = &read.organizations;
    assert_eq!(organizations.len(), 3);
    assert_eq!(organizations[2].kind, OrganizationKind::Otra);
    assert_eq!(read.lines, directory().lines);
}

#[test]
fn lists_that_are_missing_or_none_hold_nothing() {
    for rest in [json!(null), json!("x"), json!({})] {
        let read = read(&json!({ "districts": [], "organizations": rest, "lines": rest }));
        assert_eq!(read, Directory::default());
    }
    assert_eq!(read(&json!({ "districts": [] })), Directory::default());
}

#[test]
fn what_came_only_in_part_is_no_directory() {
    let whole = json!(directory()).to_string();
    for cut in 0..whole.len() {
        let part = whole.as_bytes().get(..cut).unwrap();
        assert!(Directory::read(part).is_err(), "{cut}");
    }
    for other in ["{}", "[]", "null", "<html>", r#"{"districts":{}}"#] {
        let error = Directory::read(other.as_bytes()).unwrap_err();
        assert!(matches!(error, NotADirectory::NotJson(_)), "{other}");
    }
    let strange = Directory::read(br#"{"districts":[{"name":"?"}]}"#).unwrap_err();
    assert!(matches!(strange, NotADirectory::NoDistrict));
}

/// So many entries of each sort.
fn many(districts: usize, sectors: usize, organizations: usize) -> Directory {
    let wire = json!({
        "districts": (0..districts).map(|d| json!({
            "ubigeo": format!("{d:06}"), "name": format!("Distrito {d}"),
            "sectors": (0..sectors).filter(|s| s % districts == d).map(|s| json!({
                "id": format!("s{s}"), "name": format!("Sector {s}") })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "organizations": (0..organizations).map(|o| json!({
            "id": format!("o{o}"), "kind": "mercado", "name": format!("Mercado {o}"),
        })).collect::<Vec<_>>(),
    });
    serde_json::from_value(wire).unwrap()
}

#[test]
fn five_thousand_sectors_and_two_thousand_organizations_are_read() {
    let large = many(40, 5_000, 2_000);
    assert_eq!(large.check(), Ok(()));
    let body = serde_json::to_vec(&large).unwrap();
    assert!(body.len() <= limits::DIRECTORY_BYTES_MAX, "{}", body.len());
    assert_eq!(Directory::read(&body).unwrap(), large);
}

#[test]
fn what_is_too_much_is_left_out_on_reading_and_refused_on_writing() {
    for (too_much, fault) in [
        (
            many(limits::DIRECTORY_DISTRICTS_MAX + 1, 0, 0),
            Fault::Districts,
        ),
        (
            many(2, limits::DIRECTORY_SECTORS_MAX + 1, 0),
            Fault::Sectors,
        ),
        (
            many(1, 0, limits::DIRECTORY_ORGANIZATIONS_MAX + 1),
            Fault::Organizations,
        ),
    ] {
        assert_eq!(too_much.check(), Err(fault));
        assert_eq!(read(&json!(too_much)).check(), Ok(()));
    }
    let line = directory().lines.remove(0);
    let mut called = directory();
    called.lines = vec![line; limits::DIRECTORY_LINES_MAX + 1];
    assert_eq!(called.check(), Err(Fault::Lines));
    assert_eq!(
        read(&json!(called)).lines.len(),
        limits::DIRECTORY_LINES_MAX
    );
    let mut padded = json!(directory()).to_string();
    padded.extend(vec![' '; limits::DIRECTORY_BYTES_MAX]);
    let error = Directory::read(padded.as_bytes()).unwrap_err();
    assert!(matches!(error, NotADirectory::TooLarge));
}

#[test]
fn an_id_that_stands_there_twice_is_named() {
    let mut twice = directory();
    let sector = twice.districts[0].sectors[0].clone();
    twice.districts[0].sectors.push(sector);
    assert_eq!(twice.check(), Err(Fault::Repeated("rio-seco".to_owned())));
}

#[test]
fn nothing_of_a_directory_stands_in_debug() {
    let directory = directory();
    let shown = format!("{directory:?} {:?}", directory.districts);
    for content in ["Porvenir", "rio", "Seco", "Cortijo", "130102"] {
        assert!(!shown.contains(content), "{content} in {shown}");
    }
}
