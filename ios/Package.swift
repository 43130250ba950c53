// swift-tools-version: 5.9
// What of the app must be Swift: App Intents, which iOS finds by their Swift types. `dx` builds the
// product `Plugin` into a framework that the app loads; src/platform/ios/swift.rs has the other end.
import PackageDescription

let package = Package(
    name: "Auxilio",
    platforms: [.iOS(.v16)],
    products: [
        .library(name: "Plugin", type: .dynamic, targets: ["Auxilio"])
    ],
    targets: [
        .target(name: "CAuxilio"),
        .target(name: "Auxilio", dependencies: ["CAuxilio"]),
    ]
)
