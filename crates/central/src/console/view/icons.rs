//! Icons, drawn into the page: decoration beside a word, so hidden from readers.

use auxilio_protocol::Kind;
use maud::{Markup, PreEscaped};

use super::words::kind_class;

pub(super) fn kind(kind: &Kind) -> Markup {
    PreEscaped(
        match kind_class(kind) {
            "robo" => include_str!("../../../assets/icons/robo.svg"),
            "extorsion" => include_str!("../../../assets/icons/extorsion.svg"),
            "violencia" => include_str!("../../../assets/icons/violencia.svg"),
            "medica" => include_str!("../../../assets/icons/medica.svg"),
            "incendio" => include_str!("../../../assets/icons/incendio.svg"),
            _ => include_str!("../../../assets/icons/auxilio.svg"),
        }
        .to_owned(),
    )
}
