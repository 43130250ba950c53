// The app's own Java: one Gradle module, which `dx` copies beside the project that it generates and
// builds with it (src/platform/android/mod.rs names this folder).

plugins {
    id("com.android.library")
}

android {
    // Not the app's own: two modules of one app may not share a namespace.
    namespace = "pe.gob.muniporvenir.auxilio.phone"
    // Dioxus.toml, [android]: the same numbers.
    compileSdk = 36

    defaultConfig {
        minSdk = 24
        consumerProguardFiles("consumer-rules.pro")
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}
