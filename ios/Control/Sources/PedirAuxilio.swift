import AppIntents

/// «Pedir auxilio», for Siri, Shortcuts, the Action button, Back Tap, a widget and a control. The
/// same file is in the app and in its widgets: iOS knows an intent by its type in both.
@available(iOS 16.0, *)
struct PedirAuxilio: AppIntent {
    static let title: LocalizedStringResource = "Pedir auxilio"
    static let description: IntentDescription? = IntentDescription(
        "Avisa con el último lugar que el teléfono conoce."
    )

    /// The app stays behind: to open it, the phone would first have to be unlocked.
    static let openAppWhenRun = false

    /// Also on a locked phone: the key of the alerts is open since the first unlocking.
    static let authenticationPolicy: IntentAuthenticationPolicy = .alwaysAllowed

    func perform() async throws -> some IntentResult & ProvidesDialog {
        switch await Core.raise() {
        case .saved: return .result(dialog: "Guardado. Se está enviando.")
        case .notSaved: return .result(dialog: "Se está enviando. No se pudo guardar.")
        // Siri says it aloud.
        case .quiet: return .result(dialog: "Listo.")
        case .noCore: throw NoCore()
        }
    }
}

/// Nothing was sent, and the person must know.
@available(iOS 16.0, *)
struct NoCore: Error, CustomLocalizedStringResourceConvertible {
    var localizedStringResource: LocalizedStringResource {
        "No se pudo pedir auxilio. Abre la aplicación o llama al 105."
    }
}
