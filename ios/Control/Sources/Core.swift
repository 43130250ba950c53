/// There is no core among the widgets. iOS runs the intent in the app's process; should it ever do
/// so here, the person is told that nothing was sent.
enum Core {
    /// What became of a press.
    enum Answer {
        case saved
        case notSaved
        case quiet
        case noCore
    }

    /// Nothing was sent.
    static func raise() async -> Answer {
        .noCore
    }
}
