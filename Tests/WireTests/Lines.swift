import Model

@testable import Wire

/// Lines of an agent as a test writes them, with the numbers that they need.
struct Lines {
    private(set) var all: [String] = []

    /// Adds a notification: its fields as JSON, without the braces.
    mutating func add(_ method: String, _ fields: String, time: Double = 5.5) {
        let head = #"{"jsonrpc":"2.0","method":"\#(method)","params":{"seq":\#(all.count + 1),"t":\#(time)"#
        all.append(head + (fields.isEmpty ? "" : ",") + fields + "}}")
    }

    /// What a new decoder makes of them.
    func events() throws(WireError) -> [Event] {
        var decoder = MessageDecoder()
        var events: [Event] = []
        for line in all {
            if case .events(let more) = try decoder.decode(Array(line.utf8)) { events += more }
        }
        return events
    }

    /// The first mistake that a new decoder finds.
    func error() -> WireError? {
        do throws(WireError) {
            _ = try events()
            return nil
        } catch {
            return error
        }
    }
}

/// One line of everything that an agent can tell beside tasks.
func everything() -> Lines {
    var lines = Lines()
    lines.add("strings", #""start":0,"values":["gather","app.py","load","fetch","created","failed","tg","task"]"#)
    lines.add("locations", #""start":0,"file":[1],"line":[88],"function":[2],"user":[1]"#)
    lines.add(
        "groups",
        #""id":[7,8],"kind":[0,0],"owner":[3,null],"location":[0,null],"total":[4,null],"done":[2,null],"#
            + #""failed":[1,null],"return_exceptions":[1,null],"name":[6,null]"#)
    lines.add(
        "tasks.new",
        #""id":[3,4],"name":[3,3],"coroutine":[2,2],"state":[2,2],"wait":[0,7],"on":[null,null],"since":[1.5,2],"#
            + #""exact":[1,0],"on_group":[7,null],"group":[null,7],"made_by":[null,7],"on_task":[null,3],"#
            + #""steps":[12,null],"busy":[0.25,null],"approx":[0,null],"named":[1,0]"#)
    lines.add(
        "tasks.changed",
        #""id":[4],"state":[1],"steps":[2],"busy":[0.125],"approx":[1],"group":[7],"on_group":[null],"made_by":[7]"#)
    lines.add(
        "slow",
        #""threshold":0.1,"since":1,"rows":[{"id":1,"location":{"file":"/srv/app.py","line":31,"function":"quote","#
            + #""user":true},"source":"time.sleep(0.4)","count":2,"total":0.9,"max":0.5,"first":2,"last":4.5,"#
            + #""samples":9,"stack":[{"file":"/srv/app.py","line":31,"function":"quote","user":true,"#
            + #""source":"time.sleep(0.4)","context":[[30,"def quote():"],[31,"    time.sleep(0.4)"]]}],"task":3,"#
            + #""name":"fetch","coroutine":"load","request":"GET /quote","delayed":12,"cpu":0.02,"starved":0.25,"worked":0.4,"#
            + #""histogram":[[0.2,0],[0.5,2],[null,0]],"latest":[[2,0.4,3,null],[4.5,0.5,null,12,"new"]]},"#
            + #"{"id":2,"location":null,"count":1,"total":0.2,"max":0.2,"first":3,"last":3,"samples":null,"#
            + #""stack":null,"histogram":null,"latest":null}]"#)
    lines.add(
        "events",
        #""since":0.5,"n":[40,42],"time":[1.5,2.5],"kind":[4,5],"task":[3,4],"name":["fetch",null],"#
            + #""text":[null,"ValueError: 7"],"location":[0,null],"seconds":[null,0.75]"#)
    lines.add(
        "requests.new",
        #""id":[1,2],"task":[3,null],"server":["uvicorn","uvicorn"],"method":["GET","POST"],"target":["/o/1","/o"],"#
            + #""route":["/o/{id}",null],"peer":["127.0.0.1:5",null],"started":[2.5,3]"#)
    lines.add("requests.ended", #""id":[2],"ended":[5],"status":[201]"#)
    lines.add("groups.ended", #""id":[8]"#)
    lines.add(
        "vitals",
        #""tasks":2,"created":9,"ended":7,"steps":100,"accounting":"full","requests":1,"requests_total":2,"slow":3,"#
            + #""busiest":[{"location":{"file":"/srv/app.py","line":31,"function":"quote","user":true},"share":0.4}],"#
            + #""history":{"t":[1,2,4],"tasks":[2,2,2],"created":[5,7,9],"ended":[0,null,6],"lag":[0.1,null,0.2],"#
            + #""cpu":[1,1.5,2.5],"steps":[10,20,100],"requests":[0,1,1],"requests_total":[0,1,2],"blocked":[0,0.4,0.5],"#
            + #""ready_queue":[3,4,5],"callbacks":null,"mood":["?","?","?"]}"#)
    return lines
}
