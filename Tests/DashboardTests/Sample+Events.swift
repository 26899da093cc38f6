import Model

/// An invented event log.
extension Sample {
    static let log: [LogEntry] =
        [
            LogEntry(id: 1, time: now - 3000, kind: .agent, text: "looptop agent 0.1.0 started"),
            LogEntry(id: 2, time: now - 3000, kind: .loop, text: "uvloop runs in MainThread"),
        ]
        + (0..<60).flatMap { number -> [LogEntry] in
            let time = now - 600 + Double(number) * 10
            let place = line("app/worker.py", 52, "start")
            return [
                LogEntry(
                    id: 3 + number * 2, time: time, kind: .created, task: TaskID(100 + number),
                    name: "order-\(number)", text: "handle_order", location: place),
                end(of: number, at: time + 4),
            ]
        } + [
            LogEntry(
                id: 123, time: now - 4, kind: .slow, task: TaskID(50), name: "Task-50", text: "time.sleep(0.3)",
                location: line("app/pricing.py", 88, "quote"), seconds: 0.312),
            LogEntry(
                id: 124, time: now - 3, kind: .unretrieved, task: TaskID(149), name: "order-49",
                text: "ConnectionResetError: peer", location: line("app/payments.py", 90, "charge")),
            LogEntry(
                id: 125, time: now - 1, kind: .created, task: TaskID(23), name: "charge-card", text: "charge",
                location: line("app/worker.py", 55, "handle")),
        ]

    private static func end(of number: Int, at time: Double) -> LogEntry {
        let isFailed = number % 7 == 3
        return LogEntry(
            id: 4 + number * 2, time: time, kind: isFailed ? .failed : number % 11 == 5 ? .cancelled : .ended,
            task: TaskID(100 + number), name: "order-\(number)", text: isFailed ? "ValueError: no such item" : nil,
            location: line("app/worker.py", 71, "handle_order"), seconds: 4)
    }

    /// The usual picture, with events.
    static func picture(log: [LogEntry]) -> Picture {
        var picture = Sample.picture()
        picture.apply(.log(log, since: now - 3000, time: now))
        return picture
    }
}
