import Model
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
            "name:f*p*ü*",
        ])
    func matches(text: String) {
        let filter = TaskFilter(parsing: text)
        #expect(filter.problem == nil)
        #expect(filter.matches(Self.sample, in: Picture(), now: 1000))
    }

    @Test(
        "Does not match",
        arguments: [
            "beat", "fetch beat", "payments.py:89", "#18", "id:1", "name:fetch*x", "name:reise*", "coro:fetch_two",
            "wait:lock", "state:running", "wait>31s", "wait<1s", "age<1h", "!fetch", "name:shop", "!wait>5s",
        ])
    func others(text: String) {
        let filter = TaskFilter(parsing: text)
        #expect(filter.problem == nil)
        #expect(!filter.isEmpty)
        #expect(!filter.matches(Self.sample, in: Picture(), now: 1000))
    }

    @Test(
        "Mistakes are told, and leave the other words in force",
        arguments: ["wait>abc", "wait>", "age<5y", "state:asleep", "state:", "id:x", "name:", "steps>many", "group:"])
    func mistakes(word: String) {
        let filter = TaskFilter(parsing: "\(word) beat")
        #expect(filter.problem?.isEmpty == false)
        #expect(!filter.matches(Self.sample, in: Picture(), now: 1000))
        #expect(TaskFilter(parsing: word).isEmpty)
    }

    @Test("What is unknown is neither longer nor shorter than anything")
    func unknown() {
        let fresh = task(1, "fresh")
        #expect(!TaskFilter(parsing: "wait>0").matches(fresh, in: Picture(), now: 10))
        #expect(!TaskFilter(parsing: "age<1h").matches(fresh, in: Picture(), now: 10))
    }
}
