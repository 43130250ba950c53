//! Every class, method, field and number of Java that Rust names, and the other way round: the
//! only place that spells them, so that a test can hold each against Java's own classes
//! (`src/platform/android/tests/names.rs`). How they are used is in [`super::members`].

use super::members::members;

members! {
    /// The service that keeps the process at work, and its notification.
    alert_service = "pe/gob/muniporvenir/auxilio/phone/AlertService" {
        SHOW: StaticMethod = ("show", "(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;ZZ)V"),
    }

    /// The way in without a window.
    core = "pe/gob/muniporvenir/auxilio/phone/Core" {
        BEGIN: Native = ("begin", "(Landroid/content/Context;)Z"),
        RAISE: Native = ("raiseNow", "()Z"),
        CANCEL: Native = ("cancelNow", "()Z"),
        FLUSH: Native = ("flushNow", "()Z"),
        NETWORK_CAME: Native = ("networkCameNow", "()V"),
        TEXT_REPORTED: Native = ("textReportedNow", "(Ljava/lang/String;I)V"),
        SENT: Number = ("SENT", 0),
        DELIVERED: Number = ("DELIVERED", 1),
        NO_SERVICE: Number = ("NO_SERVICE", 2),
        RADIO_OFF: Number = ("RADIO_OFF", 3),
        NOT_ALLOWED: Number = ("NOT_ALLOWED", 4),
        OTHER: Number = ("OTHER", 5),
    }

    /// What the phone says of itself, and its settings.
    device = "pe/gob/muniporvenir/auxilio/phone/Device" {
        NEW: Constructor = ("<init>", "(Landroid/content/Context;)V"),
        BATTERY_PERCENT: Method = ("batteryPercent", "()I"),
        IS_DRAINING: Method = ("isDraining", "()Z"),
        IS_SPARING: Method = ("isSparing", "()Z"),
        SHOWS_NOTIFICATIONS: Method = ("showsNotifications", "()Z"),
        LINK: Method = ("link", "()I"),
        CELL: Number = ("CELL", 1),
        WIFI: Number = ("WIFI", 2),
        WIRED: Number = ("WIRED", 3),
        OPEN: Method = ("open", "(I)V"),
        LOCATION_PERMISSION: Number = ("LOCATION_PERMISSION", 0),
        LOCATION: Number = ("LOCATION", 1),
        BATTERY: Number = ("BATTERY", 2),
        CLOCK: Number = ("CLOCK", 3),
        NOTIFICATIONS: Number = ("NOTIFICATIONS", 4),
        TEXT_MESSAGES: Number = ("TEXT_MESSAGES", 5),
        SLEEP: Number = ("SLEEP", 6),
        AUTOSTART: Number = ("AUTOSTART", 7),
        MAY_SLEEP: Method = ("maySleep", "()Z"),
        MAY_BE_ENDED: Method = ("mayBeEnded", "()Z"),
        LACKS_TEXT_MESSAGES: Method = ("lacksTextMessages", "()Z"),
    }

    /// New ways into the network.
    connectivity = "pe/gob/muniporvenir/auxilio/phone/Connectivity" {
        WATCH: StaticMethod = ("watch", "(Landroid/content/Context;)Z"),
    }

    /// Where the page may not be drawn.
    edges = "pe/gob/muniporvenir/auxilio/phone/Edges" {
        KEEP_OUT: StaticMethod = ("keepOut", "(Landroid/content/Context;)Z"),
    }

    /// Icons and names on the home screen.
    faces = "pe/gob/muniporvenir/auxilio/phone/Faces" {
        SHOW: StaticMethod = ("show", "(Landroid/content/Context;Ljava/lang/String;)Z"),
    }

    /// The work that the system keeps for later.
    flush_job = "pe/gob/muniporvenir/auxilio/phone/FlushJob" {
        SCHEDULE: StaticMethod = ("schedule", "(Landroid/content/Context;)Z"),
    }

    /// Other apps.
    other_apps = "pe/gob/muniporvenir/auxilio/phone/OtherApps" {
        OPEN: StaticMethod = ("open", "(Landroid/content/Context;Ljava/lang/String;)Z"),
    }

    /// What others may see of the window.
    secrecy = "pe/gob/muniporvenir/auxilio/phone/Secrecy" {
        KEEP: StaticMethod = ("keep", "(Landroid/content/Context;Z)Z"),
    }

    /// Text messages.
    text_messages = "pe/gob/muniporvenir/auxilio/phone/TextMessages" {
        CAPABILITY: StaticMethod = ("capability", "(Landroid/content/Context;)I"),
        SEND: StaticMethod = ("send", "(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Z"),
        PREFILLS: Number = ("PREFILLS", 1),
        SENDS: Number = ("SENDS", 2),
    }

    /// What is felt and heard.
    feedback = "pe/gob/muniporvenir/auxilio/phone/Feedback" {
        NEW: Constructor = ("<init>", "(Landroid/content/Context;)V"),
        HAS_VOICE: Method = ("hasVoice", "()Z"),
        VIBRATE: Method = ("vibrate", "([J)V"),
        PLAY: Method = ("play", "([SI)V"),
        SPEAK: Method = ("speak", "(Ljava/lang/String;Ljava/lang/String;)V"),
    }

    /// Links that were touched in another app.
    link_activity = "pe/gob/muniporvenir/auxilio/phone/LinkActivity" {
        TAKE: StaticMethod = ("take", "()Ljava/lang/String;"),
    }

    /// The listener for positions.
    positions = "pe/gob/muniporvenir/auxilio/phone/Positions" {
        NEW: Constructor = ("<init>", "(Landroid/content/Context;J)V"),
        FOLLOW: Method = ("follow", "(J)I"),
        STOP: Method = ("stop", "()V"),
        ASK: Method = ("ask", "()V"),
        WORKING: Number = ("WORKING", 0),
        REFUSED: Number = ("REFUSED", 1),
        FOUND: Native = ("found", "(JLjava/lang/String;[DJZ)V"),
        STANDS: Native = ("stands", "(JI)V"),
    }

    /// Android's: the way to everything else.
    context = "android/content/Context" {
        GET_CLASS_LOADER: Method = ("getClassLoader", "()Ljava/lang/ClassLoader;"),
        GET_EXTERNAL_FILES_DIR: Method = ("getExternalFilesDir", "(Ljava/lang/String;)Ljava/io/File;"),
        GET_FILES_DIR: Method = ("getFilesDir", "()Ljava/io/File;"),
        GET_SYSTEM_SERVICE: Method = ("getSystemService", "(Ljava/lang/String;)Ljava/lang/Object;"),
    }

    /// Android's: the battery.
    battery_manager = "android/os/BatteryManager" {
        GET_INT_PROPERTY: Method = ("getIntProperty", "(I)I"),
        CAPACITY: Number = ("BATTERY_PROPERTY_CAPACITY", 4),
    }

    /// Android's: which one it is.
    build_version = "android/os/Build$VERSION" {
        RELEASE: StaticField = ("RELEASE", "Ljava/lang/String;"),
    }

    /// Java's.
    class = "java/lang/Class" {
        GET_NAME: Method = ("getName", "()Ljava/lang/String;"),
    }

    /// Java's.
    class_loader = "java/lang/ClassLoader" {
        LOAD_CLASS: Method = ("loadClass", "(Ljava/lang/String;)Ljava/lang/Class;"),
    }

    /// Java's.
    file = "java/io/File" {
        GET_ABSOLUTE_PATH: Method = ("getAbsolutePath", "()Ljava/lang/String;"),
    }
}
