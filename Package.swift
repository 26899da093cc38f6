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

// Who means Swift's regular expressions must import them: `text.contains("word")` alone would bring a megabyte of them.
let smallness: [SwiftSetting] = [
    .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])
]

let package = Package(
    name: "looptop",
    products: [
        .executable(name: "looptop", targets: ["looptop"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The way of the data: agent (Python) -> Attach -> Wire -> Model -> Dashboard -> Terminal.
        .target(name: "CEmbedded"),
        .target(name: "CLinux"),
        // A static library does not tell that it needs another: libtinfo.
        .target(
            name: "CNcurses", exclude: ["terminfo"],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        // Settings and themes: toml++, for errors with line and column.
        .target(name: "CToml", cxxSettings: [.unsafeFlags(["-fno-exceptions", "-fno-rtti"])]),
        .target(name: "Terminal", dependencies: ["CNcurses"]),
        .target(name: "Model"),
        // Writes documents; knows nothing of looptop.
        .target(name: "JSON"),
        .target(name: "Wire", dependencies: ["JSON", "Model"], exclude: ["PROTOCOL.md"]),
        // The eye outside: reads a Python's memory, without running anything in it.
        .target(name: "Outside", dependencies: ["CLinux", "Model"]),
        .target(name: "Attach", dependencies: ["CEmbedded", "CLinux", "JSON", "Outside", "Wire", "Model"]),
        .target(name: "Reports", dependencies: ["JSON", "Model", "Terminal"], exclude: ["JSON.md"]),
        .target(name: "Dashboard", dependencies: ["Model", "Terminal", "CToml"]),
        .executableTarget(
            name: "looptop",
            dependencies: [
                "Attach", "CEmbedded", "Dashboard", "JSON", "Model", "Reports", "Terminal", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            plugins: ["CommitStamp"]
        ),
        .plugin(name: "CommitStamp", capability: .buildTool(), path: "Sources/CommitStamp"),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "CNcurses"]),
        .testTarget(name: "ModelTests", dependencies: ["Model"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "Model"], exclude: ["Recordings"]),
        .testTarget(name: "AttachTests", dependencies: ["Attach", "CEmbedded", "Outside"]),
        .testTarget(name: "OutsideTests", dependencies: ["Outside", "Model"], exclude: ["Services"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "JSON", "Model", "Terminal"]),
        .testTarget(
            name: "HostileTests", dependencies: ["Dashboard", "JSON", "Model", "Reports", "Terminal", "Wire"],
            exclude: ["conversation.jsonl"]),
        .testTarget(name: "DashboardTests", dependencies: ["Dashboard", "Model", "Terminal"], exclude: ["Golden"]),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .plugin && !target.name.hasPrefix("C") {
    target.swiftSettings = swiftSettings + (target.type == .test ? [] : smallness)
}
