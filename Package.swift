// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // Swift 6.3.1 ends with "Found ownership error?!" when it optimizes our longer drawing functions with this pass.
    .unsafeFlags(["-Xllvm", "-sil-disable-pass=copy-propagation"], .when(configuration: .release)),
]

let package = Package(
    name: "looptop",
    products: [
        .executable(name: "looptop", targets: ["looptop"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Themes: errors with line and column.
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // The way of the data: agent (Python) -> Attach -> Wire -> Model -> Dashboard -> Terminal.
        .target(name: "CEmbedded"),
        .target(name: "CLinux"),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "Terminal", dependencies: ["CNcurses"]),
        .target(name: "Model"),
        .target(name: "Wire", dependencies: ["Model"], exclude: ["PROTOCOL.md"]),
        .target(name: "Attach", dependencies: ["CEmbedded", "CLinux", "Wire", "Model"]),
        .target(name: "Reports", dependencies: ["Model", "Terminal", "Wire"], exclude: ["JSON.md"]),
        .target(name: "Dashboard", dependencies: ["Model", "Terminal", "TOMLKit"]),
        .executableTarget(
            name: "looptop",
            dependencies: [
                "Attach", "CEmbedded", "Dashboard", "Model", "Reports", "Terminal", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            plugins: ["CommitStamp"]
        ),
        .plugin(name: "CommitStamp", capability: .buildTool(), path: "Sources/CommitStamp"),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "CNcurses"]),
        .testTarget(name: "ModelTests", dependencies: ["Model"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "Model"], exclude: ["Recordings"]),
        .testTarget(name: "AttachTests", dependencies: ["Attach", "CEmbedded"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "Model", "Terminal", "Wire"]),
        .testTarget(name: "DashboardTests", dependencies: ["Dashboard", "Model", "Terminal"], exclude: ["Golden"]),
    ]
)

for target in package.targets where target.type != .plugin && !target.name.hasPrefix("C") {
    target.swiftSettings = swiftSettings
}
