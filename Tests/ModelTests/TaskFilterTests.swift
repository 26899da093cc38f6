@testable import Model
import Testing

@Suite("The filter of tasks")
struct TaskFilterTests {
    static let sample: TaskRecord = {
        var task = task(17, "Fetch-Preise-ÜBER")
        task.coroutine = "shop.prices.fetch_one"
        task.created = 1000 - 7200
        task.location = CodeLocation(file: "/srv/app/payments.py", line: 88, function: "f", isUserCode: true)
        task.wait = Wait(kind: "queue", on: "queue get", since: 1000 - 30, isExact: true)
        return task
    }()

    @Test(
        "Matches",
        arguments: [
            "", "fetch", "FETCH preise", "über", "payments.py:88", "app/pay", "queue", "get", "#17", "id:17",
            "name:fetch*", "name:*preise*", "name:preise", "coro:prices", "at:payments.py", "wait:queue", "state:wait",
            "wait>5s", "wait>=29", "wait<1m", "age>1h", "age<3h", "age>100ms", "!beat", "!state:running", "wait>0.4m",
            "name:f*p*ü*", "-beat", "\"fetch-preise\"", "name:\"preise-ü\"", "-\"fetch preise\"", "at:f",
        ])
    func matches(text: String) {
        let filter = TaskFilter(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(Self.sample, in: FilterScene(Picture(), now: 1000)))
    }

    @Test(
        "Does not match",
        arguments: [
            "beat", "fetch beat", "payments.py:89", "#18", "id:1", "name:fetch*x", "name:reise*", "coro:fetch_two",
            "wait:lock", "state:running", "wait>31s", "wait<1s", "age<1h", "!fetch", "name:shop", "!wait>5s", "-fetch",
            "stuck", "state:stuck", "\"fetch preise\"", "\"name:fetch*\"",
            "worker:1", "http://x",
        ])
    func others(text: String) {
        let filter = TaskFilter(parsing: text)
        #expect(filter.problem == nil)
        #expect(!filter.isEmpty)
        #expect(!filter.matches(Self.sample, in: FilterScene(Picture(), now: 1000)))
    }

    @Test(
        "Mistakes are told, and leave the other words in force",
        arguments: [
            "wait>abc", "wait>", "age<5y", "state:asleep", "state:", "id:x", "name:", "steps>many", "group:",
            "colour:red",
            "size>3", "busy<x", "-state:asleep",
        ])
    func mistakes(word: String) {
        let filter = TaskFilter(parsing: "\(word) beat")
        #expect(filter.problem?.isEmpty == false)
        #expect(!filter.matches(Self.sample, in: FilterScene(Picture(), now: 1000)))
        #expect(TaskFilter(parsing: word).isEmpty)
    }

    @Test("What is unknown is neither longer nor shorter than anything")
    func unknown() {
        let fresh = task(1, "fresh")
        #expect(!TaskFilter(parsing: "wait>0").matches(fresh, in: FilterScene(Picture(), now: 10)))
        #expect(!TaskFilter(parsing: "age<1h").matches(fresh, in: FilterScene(Picture(), now: 10)))
    }

    @Test("Tasks that are stuck are found by the word and by their state")
    func stuck() {
        let scene = FilterScene(Picture(), now: 1000, stuck: [TaskID(17)])
        for text in ["stuck", "state:stuck", "state:st", "-state:running stuck"] {
            #expect(TaskFilter(parsing: text).matches(Self.sample, in: scene), "\(text)")
            #expect(TaskFilter(parsing: text).asksForStuck == text.contains("stuck"))
        }
        #expect(!TaskFilter(parsing: "-stuck").matches(Self.sample, in: scene))
        #expect(!TaskFilter(parsing: "stuck").matches(task(18, "free"), in: scene))
    }

    @Test("A key that a list has not is told with those that it has, and how to look for the text")
    func unknownKey() {
        let problem = RowFilter<LogEntry>(parsing: "state:waiting").problem
        #expect(
            problem
                == "no key state: here are kind: name: text: at: worker: id:, and \"state:waiting\" in quotes for the text itself"
        )
        #expect(RowFilter<LogEntry>(parsing: "\"state:waiting\"").problem == nil)
        #expect(RowFilter<Finding>(parsing: "wait>5s").problem?.hasPrefix("no key wait> here are age> tasks>") == true)
    }
}

@Suite("Filters of other lists")
struct RowFilterTests {
    private let scene = FilterScene(Picture(), now: 1000)

    @Test(
        "Events",
        arguments: [
            ("kind:failed", true), ("bad card", true), ("text:valueerror lasted>1s", true), ("lasted>3s", false),
            ("#31", true), ("#3", false), ("-kind:failed", false), ("name:order-*", true), ("at:pay.py:8", true),
        ])
    func events(text: String, isShown: Bool) {
        let place = CodeLocation(file: "/srv/pay.py", line: 8, function: "pay", isUserCode: true)
        let entry = LogEntry(
            id: 1, time: 990, kind: .failed, task: TaskID(31), name: "order-31", text: "ValueError: bad card",
            location: place, seconds: 2)
        let filter = RowFilter<LogEntry>(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(entry, in: scene) == isShown)
    }

    @Test(
        "Requests",
        arguments: [
            ("method:get", true), ("status:5*", true), ("status:50", false), ("for>1s", true), ("for>11s", false),
            ("state:ended", true), ("state:flight", false), ("orders", true), ("task:#7", true), ("route:{id}", true),
        ])
    func requests(text: String, isShown: Bool) {
        let request = RequestRecord(
            id: 1, task: TaskID(7), server: "uvicorn", method: "GET", target: "/orders/7", route: "/orders/{id}",
            started: 985, ended: 995, status: 503)
        let filter = RowFilter<RequestRecord>(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(request, in: scene) == isShown)
    }

    @Test(
        "Resources",
        arguments: [
            ("kind:pool", true), ("state:full", true), ("state:free", false), ("waiting>2", true), ("use>3", false),
            ("wait>4s", true), ("waiter:#9", true), ("waiter:charge", true), ("holder:charge", false),
        ])
    func resources(text: String, isShown: Bool) {
        var pool = Resource(id: 3, kind: .pool, type: "asyncpg.Pool", name: "db")
        (pool.limit, pool.inUse, pool.waiting) = (3, 3, 3)
        let row = ResourceRow(
            resource: pool, waiters: [.init(task: task(9, "charge"), role: "acquire")], longest: 5)
        let filter = RowFilter<ResourceRow>(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(row, in: scene) == isShown)
    }

    @Test(
        "Slow callbacks",
        arguments: [
            ("worst>200ms", true), ("count>5", false), ("total<10s", true), ("line:sleep", true), ("at:slow.py", true),
            ("last>5s", true), ("name:tick", true),
        ])
    func slow(text: String, isShown: Bool) {
        let place = CodeLocation(file: "/srv/slow.py", line: 8, function: "tick", isUserCode: true)
        let culprit = SlowCallback(
            id: 1, location: place, source: "time.sleep(1)", count: 5, total: 2, max: 0.5, first: 900, last: 990,
            task: TaskID(4), name: "ticker")
        let filter = RowFilter<SlowCallback>(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(culprit, in: scene) == isShown)
    }

    @Test("A worker is meant by its pid, its name, or its place")
    func workers() {
        var fleet = Fleet(application: 10, name: "shop")
        for pid in [812, 813] {
            fleet.apply(.connected(Service(instance: "i\(pid)", pid: pid, name: "shop")), from: pid)
        }
        let scene = FilterScene(fleet.merged)
        let row = TaskRecord(id: TaskID(1, worker: 813), name: "a", coroutine: "a")
        for (text, isShown) in [("worker:813", true), ("worker:2", true), ("worker:1", false), ("worker:8*", true)] {
            #expect(TaskFilter(parsing: text).matches(row, in: scene) == isShown, "\(text)")
        }
    }
}
