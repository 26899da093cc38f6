import Model
import Testing

@Suite("What one task did lately")
struct TaskTraceTests {
    private func task(
        _ state: TaskState = .waiting, on: String? = nil, since: Double = 0, steps: Int? = nil
    ) -> TaskRecord {
        TaskRecord(
            id: TaskID(1), name: "a", coroutine: "a", state: state,
            wait: on.map { Wait(kind: String($0.prefix { $0 != " " }), on: $0, since: since, isExact: true) },
            effort: steps.map { Effort(steps: $0, busy: nil, isSampled: false) })
    }

    @Test("The present wait tells of the time before the first look, a minute at the most")
    func before() {
        var trace = TaskTrace()
        trace.look(at: task(on: "queue get", since: 80), in: Picture(), now: 100)
        #expect(trace.spans.map(\.start) == [80])
        #expect(trace.begun == 100)
        var old = TaskTrace()
        old.look(at: task(on: "queue get", since: 0), in: Picture(), now: 100)
        #expect(old.spans.map(\.start) == [40])
    }

    @Test("Another wait than before means that it ran when that began")
    func turns() {
        var trace = TaskTrace()
        trace.look(at: task(on: "queue get", since: 90), in: Picture(), now: 100)
        trace.look(at: task(on: "queue get", since: 90), in: Picture(), now: 101)
        trace.look(at: task(on: "sleep", since: 101.5), in: Picture(), now: 102)
        trace.look(at: task(.running), in: Picture(), now: 103)
        trace.look(at: task(on: "sleep", since: 103.25), in: Picture(), now: 104)
        #expect(trace.spans.map(\.on) == ["queue get", "sleep", nil, "sleep"])
        #expect(trace.spans.map(\.start) == [90, 101.5, 102, 103.25])
        #expect(trace.spans.map(\.end) == [101.5, 102, 103.25, 104])
        #expect(trace.steps.map(\.time) == [101.5, 102], "the run that was seen is one")
    }

    @Test("Waits for the same, one after the other, are one span with steps in it")
    func same() {
        var trace = TaskTrace()
        for second in 0..<5 {
            trace.look(at: task(on: "sleep", since: Double(second)), in: Picture(), now: Double(second))
        }
        #expect(trace.spans.count == 1)
        #expect(trace.steps.map(\.count) == [1, 1, 1, 1])
    }

    @Test("Counted steps count as they are")
    func counted() {
        var trace = TaskTrace()
        trace.look(at: task(on: "sleep", since: 0, steps: 10), in: Picture(), now: 1)
        trace.look(at: task(on: "sleep", since: 1.5, steps: 25), in: Picture(), now: 2)
        trace.look(at: task(on: "sleep", since: 1.5, steps: 25), in: Picture(), now: 3)
        #expect(trace.steps.map(\.count) == [15])
    }

    @Test("It keeps a minute, and of that no more than its limit")
    func bounded() {
        var trace = TaskTrace()
        for look in 0..<5000 {
            let now = Double(look) / 100
            trace.look(at: task(on: "w\(look % 2)", since: now), in: Picture(), now: now)
        }
        #expect(trace.spans.count <= TaskTrace.limit && trace.steps.count <= TaskTrace.limit)
        trace.look(at: task(on: "w0", since: 49), in: Picture(), now: 300)
        #expect(trace.spans.allSatisfy { $0.end > 240 })
        #expect(trace.steps.isEmpty)
    }

    @Test("Another task begins anew, and so does a clock that was set back")
    func anew() {
        var trace = TaskTrace()
        trace.look(at: task(on: "a", since: 0), in: Picture(), now: 100)
        trace.look(at: task(on: "a", since: 0), in: Picture(), now: 50)
        #expect(trace.begun == 50)
        var other = task(on: "b", since: 0)
        other.id = TaskID(2)
        trace.look(at: other, in: Picture(), now: 60)
        #expect(trace.task == TaskID(2))
        #expect(trace.spans.count == 1)
    }

    @Test("After its end nothing goes on")
    func end() {
        var trace = TaskTrace()
        trace.look(at: task(on: "a", since: 0), in: Picture(), now: 10)
        var ended = task(.done)
        ended.ended = 12
        trace.look(at: ended, in: Picture(), now: 13)
        trace.look(at: ended, in: Picture(), now: 20)
        #expect(trace.spans.map(\.end) == [12])
    }
}

@Suite("Classes of lengths")
struct LengthClassesTests {
    @Test("Values fall into 1, 2, 5, 10; a bound belongs below")
    func classes() {
        let classes = LengthClasses(of: [0.001, 0.0011, 0.002, 0.004, 0.05]).classes
        #expect(classes.map(\.count) == [1, 2, 1, 0, 0, 1])
        #expect(classes.first?.lower == 0.0005)
        #expect(abs((classes.last?.upper ?? 0) - 0.05) < 1e-9)
    }

    @Test("What is no length is left out")
    func hostile() {
        let classes = LengthClasses(of: [.nan, .infinity, -1, 0, 1e9])
        #expect(classes.total == 2)
        #expect(LengthClasses(of: []).classes.isEmpty)
    }

    @Test("Tasks tell of their steps only where these are counted")
    func steps() {
        func task(_ id: Int, _ steps: Int?, _ busy: Double?, sampled: Bool) -> TaskRecord {
            TaskRecord(
                id: TaskID(id), name: "", coroutine: "",
                effort: Effort(steps: steps, busy: busy, isSampled: sampled))
        }
        let picture = picture([
            task(1, 10, 0.5, sampled: false), task(2, 10, 0.5, sampled: true), task(3, 0, 0, sampled: false),
            task(4, nil, 1, sampled: false),
        ])
        #expect(StepTimes.ofTasks(in: picture) == [0.05])
        let seconds = [
            HistorySample(time: 1, callbacks: 1000, busy: 0.5), HistorySample(time: 2, callbacks: 0, busy: 0.1),
            HistorySample(time: 3, callbacks: nil, busy: 0.1),
        ]
        #expect(StepTimes.ofSeconds(in: seconds) == [0.0005])
    }
}
