import Model

/// Invented slow callbacks.
extension Sample {
    private static let pricing = line("app/pricing.py", 88, "quote")

    static let sleeper = SlowCallback(
        id: 1, location: pricing, source: "time.sleep(0.3)  # rate limit", count: 14, total: 3.4, max: 0.312,
        first: now - 800, last: now - 4, samples: 15,
        stack: [
            StackFrame(
                location: line("asyncio/base_events.py", 1987, "BaseEventLoop._run_once", user: false),
                source: "handle._run()"),
            StackFrame(
                location: line("uvicorn/protocols/http/h11_impl.py", 410, "run_asgi", user: false),
                source: "result = await app("),
            StackFrame(location: line("app/api.py", 44, "get_quote"), source: "return await quote(id)"),
            StackFrame(
                location: pricing, source: "time.sleep(0.3)  # rate limit",
                context: [
                    SourceLine(number: 85, text: ""),
                    SourceLine(number: 86, text: "async def quote(item):"),
                    SourceLine(number: 87, text: "    row = await db.fetchrow(SQL, item)"),
                    SourceLine(number: 88, text: "    time.sleep(0.3)  # rate limit"),
                    SourceLine(number: 89, text: "    return Quote(row)"),
                    SourceLine(number: 90, text: ""),
                ]),
        ], task: TaskID(50), name: "Task-50", coroutine: "RequestResponseCycle.run_asgi", request: "GET /quote/991",
        delayed: 41, cpu: 0.003,
        histogram: [
            .init(bound: 0.125, count: 0), .init(bound: 0.16, count: 1), .init(bound: 0.2, count: 0),
            .init(bound: 0.25, count: 1), .init(bound: 0.315, count: 12), .init(bound: nil, count: 0),
        ],
        latest: (0..<14).map { number in
            SlowCallback.Block(
                time: now - 4 - Double(number) * 31, seconds: number % 5 == 4 ? 0.122 : 0.312 - Double(number) * 0.002,
                task: TaskID(number == 0 ? 50 : 49 - number), delayed: 41 - number * 2)
        })

    static let slow = SlowReport(
        threshold: 0.1, since: now - 900,
        culprits: [
            SlowCallback(
                id: 2, location: line("app/auth.py", 19, "verify"), source: "requests.get(JWKS_URL)", count: 2,
                total: 0.402, max: 0.28, first: now - 700, last: now - 363, samples: 2, task: TaskID(17),
                name: "worker-3", coroutine: "worker", delayed: 12, cpu: 0.11),
            sleeper,
            SlowCallback(
                id: 3, location: line("app/report.py", 60, "monthly"), source: "json.dumps(rows)", count: 1,
                total: 0.118, max: 0.118, first: now - 661, last: now - 661, samples: 1, delayed: 3, cpu: 0.98),
            SlowCallback(
                id: 4, location: nil, count: 1, total: 0.102, max: 0.102, first: now - 500, last: now - 500,
                histogram: [.init(bound: nil, count: 1)]),
        ])

    /// The usual picture, with slow callbacks.
    static func picture(slow: SlowReport) -> Picture {
        var picture = Sample.picture()
        picture.apply(.slow(slow, time: now))
        return picture
    }
}
