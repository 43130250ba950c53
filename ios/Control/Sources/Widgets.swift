import AppIntents
import SwiftUI
import WidgetKit

/// One moment: what the widget shows never changes.
@available(iOS 16.0, *)
struct Moment: TimelineEntry {
    let date: Date
}

@available(iOS 16.0, *)
struct Still: TimelineProvider {
    func placeholder(in context: Context) -> Moment {
        Moment(date: Date())
    }

    func getSnapshot(in context: Context, completion: @escaping (Moment) -> Void) {
        completion(Moment(date: Date()))
    }

    func getTimeline(in context: Context, completion: @escaping (Timeline<Moment>) -> Void) {
        completion(Timeline(entries: [Moment(date: Date())], policy: .never))
    }
}

/// The lock screen's: a touch opens the app at its button. From iOS 17 on it calls for help itself,
/// once the phone is unlocked: iOS lets no widget act before.
@available(iOS 16.0, *)
struct Face: View {
    var body: some View {
        if #available(iOS 17.0, *) {
            Button(intent: PedirAuxilio()) { label }
                .buttonStyle(.plain)
                .containerBackground(for: .widget) { Color.clear }
        } else {
            label
        }
    }

    private var label: some View {
        Image(systemName: "hand.raised.fill")
            .accessibilityLabel("Pedir auxilio")
    }
}

@available(iOS 16.0, *)
struct LockScreenWidget: Widget {
    var body: some WidgetConfiguration {
        StaticConfiguration(kind: "auxilio.button", provider: Still()) { _ in Face() }
            .configurationDisplayName("Pedir auxilio")
            .description("Un toque avisa.")
            .supportedFamilies([.accessoryCircular])
    }
}

/// The control centre's, the lock screen's and the Action button's, also while the phone is locked.
@available(iOS 18.0, *)
struct HelpControl: ControlWidget {
    var body: some ControlWidgetConfiguration {
        StaticControlConfiguration(kind: "auxilio.control") {
            ControlWidgetButton(action: PedirAuxilio()) {
                Label("Pedir auxilio", systemImage: "hand.raised.fill")
            }
        }
        .displayName("Pedir auxilio")
    }
}

/// What iOS asks for: the newest that it can show.
@main
enum Widgets {
    static func main() {
        if #available(iOS 18.0, *) {
            WithControl.main()
        } else {
            WithoutControl.main()
        }
    }
}

@available(iOS 18.0, *)
struct WithControl: WidgetBundle {
    var body: some Widget {
        LockScreenWidget()
        HelpControl()
    }
}

struct WithoutControl: WidgetBundle {
    var body: some Widget {
        LockScreenWidget()
    }
}
