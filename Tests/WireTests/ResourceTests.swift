import Model
import Testing

@testable import Wire

@Suite struct ResourceTests {
    private func events(_ lines: [String]) throws -> [Event] {
        var decoder = MessageDecoder()
        return try lines.flatMap { line throws -> [Event] in
            guard case .events(let events) = try decoder.decode(Array(line.utf8)) else { return [] }
            return events
        }
    }

    @Test func aPoolWithHoldersAndALeak() throws {
        let line = """
            {"jsonrpc":"2.0","method":"resources","params":{"seq":1,"t":9.5,"rows":[{"id":3,"kind":"pool",\
            "type":"asyncpg.Pool","name":"db.pool","place":{"file":"/a/main.py","line":18,"function":"main","user":true},\
            "user":true,"limit":20,"unlimited":null,"in_use":20,"idle":0,"size":20,"depth":null,"value":null,\
            "waiting":2,"held":1,"holders":[{"task":7,"since":1.5,"exact":true,"location":null}],\
            "leaked":[{"task":5,"name":"export","location":null,"since":0.5}],"jobs":null,"facts":{"b":"2","a":"1"},\
            "closed":false,"uses":[19,null,20],"newer":[1]}]}}
            """
        guard case .resources(let rows, time: 9.5) = try events([line]).first, let pool = rows.first else {
            Issue.record("no resources")
            return
        }
        #expect(pool.kind == .pool && pool.name == "db.pool" && pool.place?.line == 18)
        #expect(pool.limit == 20 && pool.inUse == 20 && pool.isUnlimited == nil && pool.isClosed == false)
        #expect(pool.holders == [Resource.Holder(task: TaskID(7), since: 1.5, isExact: true)])
        #expect(pool.leaked == [Resource.Leak(task: TaskID(5), name: "export", since: 0.5)])
        #expect(pool.heldByUnknown == 18)
        #expect(pool.uses == [19, nil, 20])
        #expect(pool.facts.map(\.name) == ["a", "b"])
    }

    @Test func whoWaitsAndWhoNoMore() throws {
        let lines = [
            #"{"method":"strings","params":{"seq":1,"t":1,"start":0,"values":["get"]}}"#,
            #"{"method":"waits","params":{"seq":2,"t":1,"task":[4,5],"resource":[3,null],"role":[0,null]}}"#,
        ]
        let expected = [
            ResourceWaitChange(task: TaskID(4), wait: ResourceWait(resource: 3, role: "get")),
            ResourceWaitChange(task: TaskID(5), wait: nil),
        ]
        #expect(try events(lines) == [.resourceWaits(expected, time: 1)])
    }

    @Test(arguments: [
        #"{"method":"resources","params":{"seq":1,"t":1,"rows":[{"kind":"pool"}]}}"#,
        #"{"method":"resources","params":{"seq":1,"t":1,"rows":[{"id":1,"holders":[{"since":1}]}]}}"#,
        #"{"method":"waits","params":{"seq":1,"t":1,"task":[4],"resource":[3],"role":[null]}}"#,
        #"{"method":"waits","params":{"seq":1,"t":1,"task":[4],"resource":[3,4],"role":[0]}}"#,
    ])
    func nonsenseIsAnError(_ line: String) {
        #expect(throws: WireError.self) { try events([line]) }
    }
}
