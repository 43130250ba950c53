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

/// The lock screen's: a touch opens the app at its button. From iOS 17 on it calls for help itself.
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
            .description("Un toque avisa a la central.")
            .supportedFamilies([.accessoryCircular])
    }
}

/// The control centre's, the lock screen's and the Action button's.
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

@main
struct Widgets: WidgetBundle {
    var body: some Widget {
        LockScreenWidget()
        if #available(iOS 18.0, *) {
            HelpControl()
        }
    }
}
