import AppIntents

/// What Siri, Spotlight, the Action button and Back Tap offer without anything being set up first.
/// On an older iOS the person makes a shortcut of the intent.
@available(iOS 16.4, *)
struct Shortcuts: AppShortcutsProvider {
    static var appShortcuts: [AppShortcut] {
        AppShortcut(
            intent: PedirAuxilio(),
            phrases: [
                "Pedir auxilio con \(.applicationName)",
                "Avisar con \(.applicationName)",
            ],
            shortTitle: "Pedir auxilio",
            systemImageName: "hand.raised.fill"
        )
    }
}

/// Has a widget's or a control's touch come to this process and not to the widgets', which have no
/// core and must not have one: two would have the outbox open at once.
@available(iOS 16.4, *)
@available(iOSApplicationExtension, unavailable)
extension PedirAuxilio: ForegroundContinuableIntent {}
