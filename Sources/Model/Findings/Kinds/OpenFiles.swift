extension FindingKind {
    static let openFiles = FindingKind(
        slug: .openFiles, title: "limit of open files", severity: .warning, thresholds: [],
        meaning: "Nine tenths of the file descriptors that the process may have are open, or all of them.",
        why: "At the limit nothing can be opened or accepted any more: new clients wait, and then give up.",
        remedy: "close what is done with, end clients that are idle; or raise the limit: ulimit -n, LimitNOFILE=",
        wrong: """
            async def handle(reader, writer):        # a client that says nothing keeps its descriptor for ever
                line = await reader.readline()
            """,
        right: """
            async def handle(reader, writer):
                async with asyncio.timeout(60):
                    line = await reader.readline()
            """,
        check: { context in context.noticed(.openFiles) })
}

extension FindingContext {
    /// What the agent has noticed of a kind, in its own words.
    func noticed(_ slug: FindingKind.Slug) -> [Evidence] {
        (picture.vitals?.noticed ?? []).filter { $0.kind == slug.rawValue }.map { notice in
            var evidence = Evidence(key: notice.key, notice.text, at: notice.location)
            evidence.concerns(notice.tasks)
            evidence.since = notice.since
            if notice.isGrave { evidence.severity = .error }
            return evidence
        }
    }
}
