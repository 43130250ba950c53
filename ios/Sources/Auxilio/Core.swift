import CAuxilio
import Foundation

/// The app's core, in this process.
enum Core {
    /// What became of a press.
    enum Answer {
        case saved
        case notSaved
        case quiet
        case noCore
    }

    /// Calls for help. Never on the main thread: it waits for the phone's disk.
    static func raise() async -> Answer {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInteractive).async {
                continuation.resume(returning: answer(auxilio_raise()))
            }
        }
    }

    private static func answer(_ number: Int32) -> Answer {
        switch number {
        case Int32(AUXILIO_SAVED): return .saved
        case Int32(AUXILIO_NOT_SAVED): return .notSaved
        case Int32(AUXILIO_QUIET): return .quiet
        default: return .noCore
        }
    }
}
