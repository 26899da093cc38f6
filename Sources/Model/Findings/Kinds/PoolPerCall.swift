extension FindingKind {
    static let poolPerCall = FindingKind(
        slug: .poolPerCall, title: "pool created per call", severity: .warning,
        thresholds: [Threshold(name: "pools", value: 4, meaning: "pools or sessions from one line within a minute")],
        meaning: "One line makes a new pool or client session again and again.",
        why:
            "Each opens its own connections: no connection is reused, and the server on the other side runs out of them.",
        remedy: "create it once, at the start, and share it",
        wrong: """
            async def fetch(url):
                async with aiohttp.ClientSession() as session:   # a new pool for every call
                    async with session.get(url) as reply: ...
            """,
        right: """
            async def main():
                async with aiohttp.ClientSession() as session:   # one, shared
                    await asyncio.gather(*(fetch(session, url) for url in urls), return_exceptions=True)
            """,
        check: { context in
            let least = Int(context.threshold(.poolPerCall, "pools"))
            return context.past.made.compactMap { place, pools in
                guard pools.count >= max(2, least) else { return nil }
                let live = pools.keys.compactMap { context.picture.resources[$0] }
                let type = live.first?.type ?? "pools"
                var evidence = Evidence(
                    key: place.key, "\(pools.count) of \(type) were made here within a minute, \(live.count) live",
                    at: place)
                evidence.resource = live.map(\.id).min()
                evidence.since = pools.values.min()
                return evidence
            }
        })
}
