extension FindingKind {
    static let debugMode = FindingKind(
        slug: .debugMode, title: "debug mode left on", severity: .warning, thresholds: [],
        meaning: "asyncio's debug mode is on in a running loop.",
        why:
            "It keeps a stack for every task and callback: task creation is measured at a twelfth of its speed and less.",
        remedy: "turn it off: no debug=True, no PYTHONASYNCIODEBUG=1, no -X dev; looptop shows the same without it",
        wrong: """
            asyncio.run(main(), debug=True)
            """,
        right: """
            asyncio.run(main())
            """,
        check: { context in
            let loops = context.picture.loops.filter { $0.isDebug == true && $0.isRunning }
            guard !loops.isEmpty else { return [] }
            let which = loops.count == 1 ? "a running loop" : "\(loops.count) running loops"
            return [Evidence(key: "debug", "asyncio's debug mode is on in \(which): it costs most of the speed")]
        })
}
