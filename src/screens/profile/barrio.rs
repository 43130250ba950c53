//! Where the person lives or works: a district, and a sector that is found by its letters.

use std::sync::Arc;

use auxilio_protocol::Directory;
use auxilio_protocol::profile::Barrio;
use dioxus::prelude::*;

use super::asked;
use crate::components::field::{ChoiceField, TextField, filled};
use crate::components::icon::Shape;
use crate::components::picker::{Choice, Choices, Picker};

/// The fields while they are being filled in.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct BarrioDraft {
    pub(crate) district: DistrictChoice,
    pub(crate) other_district: String,
    pub(crate) sector: String,
}

/// The district that is chosen.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) enum DistrictChoice {
    #[default]
    None,
    /// One of the directory's, by its UBIGEO code by INEI.
    Listed(String),
    /// Another one, which is typed.
    Other,
}

/// The values of the choices that are no code.
const NONE: &str = "";
const OTHER: &str = "other";

impl DistrictChoice {
    pub(crate) fn value(&self) -> &str {
        match self {
            Self::None => NONE,
            Self::Listed(ubigeo) => ubigeo,
            Self::Other => OTHER,
        }
    }

    pub(crate) fn of_value(value: &str) -> Self {
        match value {
            NONE => Self::None,
            OTHER => Self::Other,
            ubigeo => Self::Listed(ubigeo.to_owned()),
        }
    }
}

impl BarrioDraft {
    pub(crate) fn of(barrio: Option<&Barrio>, directory: &Directory) -> Self {
        let Some(Barrio { district, sector }) = barrio else {
            return Self::default();
        };
        let choice = if district.is_empty() {
            DistrictChoice::None
        } else if directory.district(district).is_some() {
            DistrictChoice::Listed(district.clone())
        } else {
            DistrictChoice::Other
        };
        let is_other = choice == DistrictChoice::Other;
        Self {
            district: choice,
            other_district: Some(district.clone())
                .filter(|_| is_other)
                .unwrap_or_default(),
            sector: sector.clone().unwrap_or_default(),
        }
    }

    /// What the fields say. Empty ones say nothing.
    pub(crate) fn barrio(&self) -> Option<Barrio> {
        let district = match &self.district {
            DistrictChoice::None => None,
            DistrictChoice::Listed(ubigeo) => Some(ubigeo.clone()),
            DistrictChoice::Other => filled(&self.other_district),
        };
        let sector = filled(&self.sector);
        (district.is_some() || sector.is_some()).then(|| Barrio {
            district: district.unwrap_or_default(),
            sector,
        })
    }

    /// A sector that was picked brings its district along.
    fn pick(&mut self, ubigeo: &str, sector: &str) {
        self.district = DistrictChoice::Listed(ubigeo.to_owned());
        sector.clone_into(&mut self.sector);
    }
}

/// The sectors to pick from, in the directory's order: those of the district, or all of them, each
/// with its district, while none is chosen.
fn sectors<'a>(
    directory: &'a Directory,
    district: &'a DistrictChoice,
) -> impl Iterator<Item = (&'a str, Choice)> {
    let is_offered = move |ubigeo: &str| match district {
        DistrictChoice::None => true,
        DistrictChoice::Listed(chosen) => chosen == ubigeo,
        DistrictChoice::Other => false,
    };
    directory
        .sectors()
        .filter(move |(of, _)| is_offered(of.ubigeo.as_str()))
        .map(move |(of, sector)| {
            let beside = match district {
                DistrictChoice::None => of.name.to_string(),
                _ => String::new(),
            };
            let name = sector.name.to_string();
            (of.ubigeo.as_str(), Choice { name, beside })
        })
}

/// The fields, wherever they are asked. Every change is handed over whole.
#[component]
pub(crate) fn BarrioFields(
    initial: BarrioDraft,
    directory: Arc<Directory>,
    onchange: EventHandler<BarrioDraft>,
) -> Element {
    let mut draft = use_signal(|| initial);
    let mut change = move |change: &dyn Fn(&mut BarrioDraft)| {
        change(&mut draft.write());
        onchange.call(draft.peek().clone());
    };
    // Subscribes: the choice shows or hides a field, and narrows the sectors.
    let district = draft.read().district.clone();
    let choices = use_memo(use_reactive(
        (&directory, &district),
        |(directory, district)| {
            let sectors = sectors(&directory, &district).map(|(_, choice)| choice);
            Arc::new(Choices::new(sectors))
        },
    ));
    // A new choice field whenever a sector has brought its district.
    let mut picks = use_signal(|| 0_u32);
    let now = draft.peek().clone();
    let listed = districts(&directory, &district);
    rsx! {
        fieldset { class: "group",
            legend { {text!("profile-place-title")} }
            // A list of one, for its key.
            for pick in [picks()] {
                ChoiceField {
                    key: "{pick}",
                    id: "profile-district",
                    label: text!("profile-district"),
                    initial: district.value(),
                    choices: listed.clone(),
                    onchange: move |value: String| {
                        change(&|barrio| barrio.district = DistrictChoice::of_value(&value));
                    },
                }
            }
            if district == DistrictChoice::Other {
                TextField {
                    asked: asked("profile-other-district", text!("profile-other-district")),
                    initial: now.other_district.clone(),
                    oninput: move |text: String| change(&|barrio| text.clone_into(&mut barrio.other_district)),
                }
            }
            Picker {
                asked: asked("profile-sector", text!("profile-sector")),
                shape: Shape::Pin,
                initial: now.sector.clone(),
                choices: choices(),
                oninput: move |text: String| change(&|barrio| text.clone_into(&mut barrio.sector)),
                onpick: move |place| {
                    let picked = sectors(&directory, &district).nth(place);
                    if let Some((ubigeo, choice)) = picked {
                        change(&|barrio| barrio.pick(ubigeo, &choice.name));
                        picks += 1;
                    }
                },
            }
        }
    }
}

/// The directory's districts between none and another. One that is chosen and that a newer
/// directory lacks stays.
fn districts(directory: &Directory, chosen: &DistrictChoice) -> Vec<(String, String)> {
    let mut listed: Vec<(String, String)> = directory
        .districts
        .iter()
        .map(|district| (district.ubigeo.to_string(), district.name.to_string()))
        .collect();
    if let DistrictChoice::Listed(ubigeo) = chosen
        && directory.district(ubigeo).is_none()
    {
        listed.push((ubigeo.clone(), ubigeo.clone()));
    }
    listed.insert(0, (NONE.to_owned(), text!("district-none")));
    listed.push((OTHER.to_owned(), text!("district-other")));
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back_whatever_the_directory_lists() {
        for district in ["130102", "139999", "La Esperanza", ""] {
            for sector in [Some("Río Seco".to_owned()), None] {
                let stored = Barrio {
                    district: district.to_owned(),
                    sector,
                };
                for directory in [Directory::seed(), Directory::default()] {
                    let draft = BarrioDraft::of(Some(&stored), &directory);
                    let is_something = !district.is_empty() || stored.sector.is_some();
                    assert_eq!(draft.barrio(), is_something.then(|| stored.clone()));
                }
            }
        }
        assert_eq!(BarrioDraft::of(None, &Directory::seed()).barrio(), None);
    }

    #[test]
    fn every_choice_is_found_again_by_its_value() {
        for choice in [
            DistrictChoice::None,
            DistrictChoice::Other,
            DistrictChoice::Listed("130102".to_owned()),
        ] {
            assert!(DistrictChoice::of_value(choice.value()) == choice);
        }
    }

    #[test]
    fn a_district_narrows_the_sectors_and_none_names_each_one_s() {
        let seed = Directory::seed();
        let (none, other) = (DistrictChoice::None, DistrictChoice::Other);
        let all: Vec<_> = sectors(&seed, &none).collect();
        assert_eq!(all.len(), 30);
        assert_eq!(all[0].1.beside, "El Porvenir");
        let alto = DistrictChoice::Listed("130112".to_owned());
        let alto: Vec<_> = sectors(&seed, &alto).collect();
        assert_eq!(alto.len(), 15);
        assert_eq!((alto[0].0, alto[0].1.beside.as_str()), ("130112", ""));
        assert_eq!(sectors(&seed, &other).count(), 0);
    }
}
