public import Model

/// `looptop overview`: the vital signs of a service, what is wrong, and where its tasks wait.
public struct OverviewReport: Sendable {
    let picture: Picture
    let findings: [Finding]
    private let isConclusive: Bool
    let places: [(place: TaskPlace, summary: TaskSummary)]
    var last: HistorySample? { picture.history.last }

    /// How many places where tasks wait are told.
    public static let placeLimit = 20

    /// Makes the report of a picture, and of what a board has found in it.
    public init(_ picture: Picture, board: FindingsBoard) {
        self.picture = picture
        findings = board.current
        isConclusive = board.isConclusive
        let order = TaskOrder(sort: .count, isAscending: false)
        let outline = TaskOutline(of: picture, form: .folded, choices: TaskOutline.Choices(order: order))
        places = outline.rows.compactMap { row in
            guard case .place(let place) = row.id, place.kind != nil, let summary = row.summary else { return nil }
            return (place, summary)
        }
    }

    /// A fact a line, each with its label; what is wrong comes first.
    public var text: String {
        guard let vitals = picture.vitals else { return "no vital signs yet\n" }
        return TextLines.joined(
            trouble(vitals) + loopLines(vitals) + taskLines(vitals) + processLines(vitals) + waitLines
                + agentLines(vitals))
    }

    private func trouble(_ vitals: Vitals) -> [String] {
        var lines: [String] = []
        if let blocked = vitals.blocked {
            let words = [
                "Loop blocked: for \(blocked.isAtLeast ? "at least " : "")\(DurationText.short(blocked.seconds))",
                PlainText.place(blocked.location ?? blocked.stack.last?.location, in: picture),
                blocked.task.map { "task \(TextLines.tasks([$0], in: picture))" },
            ]
            lines.append(words.compactMap(\.self).joined(separator: ", "))
        }
        lines += findings.map { finding in
            let place = PlainText.place(finding.evidence.location, in: picture).map { ", \($0)" } ?? ""
            let title = FindingKind.of(finding.kind).title
            return "Finding, \(finding.severity.rawValue): \(title)\(place): \(finding.evidence.sentence)"
        }
        guard lines.isEmpty else { return lines }
        if let absence = picture.absence { return ["Findings: not looked for, \(absence.sentence)"] }
        return [isConclusive ? "Findings: none" : "Findings: none so far, and too early to tell"]
    }

    private func loopLines(_ vitals: Vitals) -> [String] {
        var lines = [
            "Loop lag: \(seconds(vitals.lag)) now, \(seconds(worstLag)) at the worst of the last minute",
            "Loop busy: \(vitals.busy.map(PlainText.percent) ?? "unknown")",
        ]
        lines += picture.loops.map { loop in
            let debug = loop.isDebug.map { $0 ? "debug mode is on, which slows it" : "debug mode off" }
            let words = [
                loop.implementation, loop.isRunning ? "running" : "not running", debug,
                loop.isMain || loop.threadName.isEmpty ? nil : "in thread \(loop.threadName)",
            ]
            return "Loop: " + words.compactMap(\.self).joined(separator: ", ")
        }
        if let absence = picture.absence { lines.append("Loop: \(absence.sentence)") }
        lines += (vitals.busiest ?? []).compactMap { line in
            PlainText.place(line.location, in: picture).map { "Busiest code: \(PlainText.percent(line.share)) \($0)" }
        }
        return lines
    }

    private func taskLines(_ vitals: Vitals) -> [String] {
        var lines = [
            "Tasks: \(vitals.tasks), of these \(vitals.waiting) waiting, \(vitals.ready) ready, \(vitals.running) running, "
                + "\(vitals.cancelling) asked to end",
            "Task creations: \(rate(last?.created)); ends: \(rate(last?.ended))",
            "Steps: \(rate(last?.steps)); callbacks: \(rate(last?.callbacks))",
            "Callbacks due: \(number(vitals.readyQueue)); timers: \(number(vitals.timers))",
        ]
        if let requests = vitals.requests {
            lines.append("Requests: \(requests) in flight, \(rate(last?.requestsBegun))")
        }
        return lines
    }

    private func processLines(_ vitals: Vitals) -> [String] {
        [
            "CPU: \(last?.cpu.map { "\(PlainText.percent($0)) of a core" } ?? "unknown")",
            "Memory: \(vitals.rss.map(ByteText.short) ?? "unknown")",
            "Threads: \(number(vitals.threads)); open files: \(number(vitals.fds))",
        ]
    }

    private var waitLines: [String] {
        guard !places.isEmpty else { return ["Waiting: no task"] }
        var lines = places.prefix(Self.placeLimit).map { place, summary in
            let words = [
                "Waiting: \(Plural.count(summary.count, "task"))", PlainText.place(place.location, in: picture),
                place.kind.map { "for \($0)" },
                summary.wait.map { wait in
                    "the longest for \(wait.isExact ? "" : "at least ")\(DurationText.short(max(0, picture.now - wait.since)))"
                },
            ]
            return words.compactMap(\.self).joined(separator: ", ")
        }
        let rest = places.count - Self.placeLimit
        if rest > 0 { lines.append("Waiting: at \(rest) more \(Plural.noun(rest, "place"))") }
        return lines
    }

    private func agentLines(_ vitals: Vitals) -> [String] {
        var lines = [
            "Agent: \(picture.service?.agent ?? "unknown"), memory \(number(vitals.agentMemory, ByteText.short))"
        ]
        if picture.service?.isLate == true {
            lines.append("Agent: it came late, ages of earlier tasks are at least so long")
        }
        lines += (vitals.trouble?.kinds ?? []).map { "Agent: \($0.sentence)" }
        if vitals.dropped > 0 { lines.append("Agent: \(Plural.count(vitals.dropped, "message")) dropped") }
        return lines
    }

    /// The worst second of the last minute.
    var worstLag: Double? {
        (picture.history.filter { $0.time > picture.now - 60 }.map(\.lag) + [
            picture.vitals?.lagMax, picture.vitals?.lag,
        ])
        .compactMap(\.self).max()
    }

    private func seconds(_ value: Double?) -> String { value.map(DurationText.short) ?? "unknown" }
    private func rate(_ value: Double?) -> String { value.map { "\(PlainText.rate($0)) a second" } ?? "unknown" }
    private func number(_ value: Int?, _ text: (Int) -> String = { "\($0)" }) -> String { value.map(text) ?? "unknown" }
}
