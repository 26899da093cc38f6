import Model
import Testing

@testable import Wire

@Suite struct ShutdownTests {
    private func event(_ params: String) throws -> Event? {
        var decoder = MessageDecoder()
        let line = #"{"jsonrpc":"2.0","method":"shutdown","params":{"seq":1,"t":5.5,"# + params + "}}"
        guard case .events(let events) = try decoder.decode(Array(line.utf8)) else { return nil }
        return events.first
    }

    @Test func status() throws {
        let event = try event(
            #"""
            "begun":4.0,"what":"SIGTERM sent to process 7","server":"uvicorn","phase":"requests","deadline":null,
            "phases":[{"name":"listeners","state":"done","count":null,"at":4.5},{"name":"requests","state":"now","count":2}],
            "waits":["uvicorn waits"],"timeouts":[{"name":"t","seconds":null,"known":true,"what":"w","then":"waits"}],
            "second":{"signal":"SIGINT","effect":"leaves"},"at_begin":{"listeners":1,"connections":3,"requests":2,"tasks":9},
            "left":{"listeners":0,"connections":2,"requests":null,"tasks":4,"jobs":1,"threads":0,"held":[{"pool":"db","in_use":2}]},
            "blockers":[{"kind":"swallowed","task":42,"name":"cache","location":{"file":"/a.py","line":35,"function":"f","user":true},
            "source":"except: pass","reason":"r","advice":null,"since":4.25,"new_field":{}}],
            "tasks":[{"id":42,"name":"cache","coroutine":"f","state":"ignores","requests":2,"first":4.0,"last":4.5,"by":null,
            "since":4.0,"wait":"sleep","on_task":null,"location":null,"shielded_by":9}],"happened":[[4.0,"begun"]]
            """#)
        guard case .shutdown(let status, let time) = event else {
            Issue.record("not a shutdown: \(String(describing: event))")
            return
        }
        #expect(time == 5.5 && status.begun == 4 && status.server == "uvicorn")
        #expect(
            status.phases == [
                ShutdownPhase(name: "listeners", state: .done), ShutdownPhase(name: "requests", state: .now, count: 2),
            ])
        #expect(status.left.held == [HeldPool(name: "db", inUse: 2)] && status.left.requests == nil)
        #expect(status.blockers[0].task == TaskID(42) && status.blockers[0].location?.line == 35)
        #expect(status.tasks[0].shieldedBy == TaskID(9) && status.happened == [ShutdownNote(time: 4, text: "begun")])
        #expect(status.second?.signal == "SIGINT" && status.timeouts[0].seconds == nil)
    }

    @Test(arguments: [#""phases":[{"name":"x","state":"soon"}]"#, #""blockers":3"#, #""begun":"now""#])
    func whatIsNotUnderstood(params: String) {
        #expect(throws: WireError.self) { try event(params) }
    }

    @Test func orders() {
        let order = ShutdownOrder(isForParent: true, startTicks: 12)
        let text = String(decoding: Request.shutdownBegin(order).encoded(id: 3), as: UTF8.self)
        #expect(text.contains(#""method": "shutdown.begin""#) && text.contains(#""process": "parent""#))
        #expect(text.contains(#""start_ticks": 12"#) && text.contains(#""signal": "SIGTERM""#))
        let way = String(
            decoding: Request.shutdownBegin(ShutdownOrder(kind: .all, signal: nil, deadline: 10)).encoded(id: 4),
            as: UTF8.self)
        #expect(way.contains(#""way": "all""#) && way.contains(#""deadline": 10.0"#) && !way.contains("signal\""))
    }
}
