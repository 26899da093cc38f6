extension FindingKind {
    static let cpuBound = FindingKind(
        slug: .cpuBound, title: "CPU-bound work in the loop", severity: .warning,
        thresholds: [
            Threshold(name: "seconds", value: 0.1, meaning: "seconds that a step has to compute"),
            Threshold(name: "error", value: 1, meaning: "seconds from which it is an error"),
            Threshold(name: "within", value: 60, meaning: "seconds after which a step that did not come again is gone"),
        ],
        meaning: "A step computed in the loop's thread for long: it was on CPU, it did not wait.",
        why:
            "Nothing else runs meanwhile. A thread helps only where code in C gives up the interpreter lock (GIL), as hashes "
            + "and compression do.",
        remedy:
            "give the work to processes: loop.run_in_executor(ProcessPoolExecutor(), ...); or do it in small pieces",
        wrong: """
            async def report(rows):
                return render(rows)                  # half a second of Python
            """,
        right: """
            pool = ProcessPoolExecutor()             # made once

            async def report(rows):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(pool, render, rows)
            """,
        check: { context in
            SlowEvidence.culprits(context, .cpuBound).filter(\.isComputing)
                .map { $0.evidence(("computed", "computes")) }
        })
}
