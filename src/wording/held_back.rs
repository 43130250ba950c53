//! Words for what the phone holds back.

use crate::platform::Setting;

/// What is said of one setting.
pub(crate) struct Words {
    /// What the phone does, in one line.
    pub(crate) what: String,
    /// What that means, and that the person is free.
    pub(crate) advice: String,
    /// What the touch does.
    pub(crate) touch: String,
}

/// The words for it; none for what the checks themselves show.
pub(crate) fn words(setting: Setting) -> Option<(Setting, Words)> {
    let words = match setting {
        Setting::Sleep => Words {
            what: text!("held-back-sleep"),
            advice: text!("held-back-sleep-advice"),
            touch: text!("held-back-sleep-touch"),
        },
        Setting::Autostart => Words {
            what: text!("held-back-autostart"),
            advice: text!("held-back-autostart-advice"),
            touch: text!("held-back-autostart-touch"),
        },
        Setting::TextMessages => Words {
            what: text!("held-back-texts"),
            advice: text!("held-back-texts-advice"),
            touch: text!("held-back-texts-touch"),
        },
        Setting::LocationPermission
        | Setting::Location
        | Setting::Battery
        | Setting::Clock
        | Setting::Notifications => return None,
    };
    Some((setting, words))
}
