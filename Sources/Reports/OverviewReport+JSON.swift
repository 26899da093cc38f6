public import JSON
import Model

extension OverviewReport {
    /// What `JSON.md` documents.
    public var json: JSONValue {
        let vitals = picture.vitals
        return TaskJSON.document(
            picture,
            [
                ("lag", ["last": JSONValue(vitals?.lag), "worst_minute": JSONValue(worstLag)]),
                ("blocked", vitals?.blocked.map(blocked) ?? .null), ("busy", JSONValue(vitals?.busy)),
                (
                    "tasks",
                    [
                        "total": JSONValue(vitals?.tasks), "waiting": JSONValue(vitals?.waiting),
                        "ready": JSONValue(vitals?.ready), "running": JSONValue(vitals?.running),
                        "cancelling": JSONValue(vitals?.cancelling),
                    ]
                ),
                (
                    "rates",
                    [
                        "created": JSONValue(last?.created), "ended": JSONValue(last?.ended),
                        "steps": JSONValue(last?.steps), "callbacks": JSONValue(last?.callbacks),
                        "requests": JSONValue(last?.requestsBegun),
                    ]
                ),
                ("requests", JSONValue(vitals?.requests)), ("ready_queue", JSONValue(vitals?.readyQueue)),
                ("timers", JSONValue(vitals?.timers)), ("cpu", JSONValue(last?.cpu)), ("rss", JSONValue(vitals?.rss)),
                ("threads", JSONValue(vitals?.threads)), ("fds", JSONValue(vitals?.fds)),
                ("loops", .array(picture.loops.map(loop))), ("no_loop", JSONValue(picture.absence?.sentence)),
                (
                    "busiest",
                    .array(
                        (vitals?.busiest ?? []).map {
                            ["location": TaskJSON.location($0.location), "share": .double($0.share)]
                        })
                ),
                ("waiting", .array(places.prefix(Self.placeLimit).map { waiting($0.place, $0.summary) })),
                ("findings", .array(findings.map(finding))),
            ])
    }

    private func blocked(_ blocked: Vitals.Blocked) -> JSONValue {
        [
            "seconds": .double(TaskJSON.rounded(blocked.seconds)), "at_least": .bool(blocked.isAtLeast),
            "location": TaskJSON.location(blocked.location),
            "task": JSONValue(blocked.task?.rawValue),
        ]
    }

    private func loop(_ loop: Loop) -> JSONValue {
        [
            "implementation": .string(loop.implementation), "running": .bool(loop.isRunning),
            "debug": loop.isDebug.map { .bool($0) } ?? .null, "thread": .string(loop.threadName),
            "main": .bool(loop.isMain),
        ]
    }

    private func waiting(_ place: TaskPlace, _ summary: TaskSummary) -> JSONValue {
        [
            "tasks": .int(summary.count), "location": TaskJSON.location(place.location), "kind": JSONValue(place.kind),
            "longest": JSONValue(summary.wait.map { TaskJSON.rounded(max(0, picture.now - $0.since)) }),
            "longest_task": JSONValue(summary.longest?.rawValue),
        ]
    }

    private func finding(_ finding: Finding) -> JSONValue {
        [
            "id": .string(finding.id), "kind": .string(finding.kind.rawValue),
            "severity": .string(finding.severity.rawValue), "evidence": .string(finding.evidence.sentence),
            "location": TaskJSON.location(finding.evidence.location),
        ]
    }
}
