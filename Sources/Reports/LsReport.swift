public import Wire
import Model

/// `looptop ls`: the services of this machine.
public struct LsReport: Sendable {
    /// A line of the list. What is nil is unknown.
    public struct Entry: Sendable {
        /// As this side numbers it.
        public var pid: Int
        /// What people call it.
        public var name: String
        /// Path of the debug socket.
        public var socket: String
        /// Version of Python.
        public var python: String?
        /// `asyncio`, `uvloop`.
        public var loop: String?
        /// Live tasks.
        public var tasks: Int?

        /// Makes a line of its parts.
        public init(
            pid: Int, name: String, socket: String, python: String? = nil, loop: String? = nil, tasks: Int? = nil
        ) {
            self.pid = pid
            self.name = name
            self.socket = socket
            self.python = python
            self.loop = loop
            self.tasks = tasks
        }
    }

    private let entries: [Entry]

    /// Makes the report, in the order of pids.
    public init(_ entries: [Entry]) {
        self.entries = entries.sorted { $0.pid < $1.pid }
    }

    /// A table with a head.
    public var text: String {
        var table = TextTable(["PID", "NAME", "PYTHON", "LOOP", "TASKS", "SOCKET"], rightAligned: [0, 4])
        for entry in entries {
            table.add([
                "\(entry.pid)", entry.name, entry.python ?? "-", entry.loop ?? "-", entry.tasks.map { "\($0)" } ?? "-",
                entry.socket,
            ])
        }
        return table.text
    }

    /// `{"services": [{"pid", "name", "socket", "python", "loop", "tasks"}]}`.
    public var json: JSONValue {
        let services = entries.map { entry -> JSONValue in
            [
                "pid": .int(entry.pid), "name": .string(entry.name), "socket": .string(entry.socket),
                "python": JSONValue(entry.python), "loop": JSONValue(entry.loop), "tasks": JSONValue(entry.tasks),
            ]
        }
        return ["services": .array(services)]
    }
}
