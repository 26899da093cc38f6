import Foundation
import Testing

@testable import Attach

/// An agent of a few lines, which notes what it is asked.
final class FakeAgent {
    private let process = Process()
    let folder: TemporaryDirectory
    var socket: String { "\(folder.path)/1.sock" }

    private static let code = """
        import json, os, socket, sys
        path, capabilities = sys.argv[1], sys.argv[2].split(",")
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path + ".new")
        listener.listen()
        os.rename(path + ".new", path)
        notes = open(path + ".log", "a")
        while True:
            client = listener.accept()[0]
            sequence = 0
            def send(message):
                client.sendall(json.dumps(message).encode() + b"\\n")
            for line in client.makefile():
                request = json.loads(line)
                notes.write(line)
                notes.flush()
                result = {}
                if request["method"] == "hello":
                    result = {"protocol": 1, "agent": "0", "instance": "i%d" % os.getpid(), "pid": os.getpid(), "name": "f",
                              "argv": [], "python": "3", "implementation": "CPython", "server": None, "cwd": None,
                              "agent_started": 1.0, "late": False, "capabilities": capabilities}
                send({"jsonrpc": "2.0", "id": request["id"], "result": result})
                if request["method"] == "subscribe":
                    for method, fields in ("snapshot.begin", {"tasks": 0}), ("snapshot.end", {"complete": True}):
                        sequence += 1
                        send({"jsonrpc": "2.0", "method": method, "params": {"seq": sequence, "t": 1.0, **fields}})
        """

    init(capabilities: [String]) throws {
        folder = try TemporaryDirectory()
        process.executableURL = URL(filePath: try Python.path)
        process.arguments = ["-c", Self.code, "\(folder.path)/1.sock", capabilities.joined(separator: ",")]
        try process.run()
    }

    /// The parameters of all requests of a method so far, as JSON.
    func requests(_ method: String) throws -> [String] {
        let log = try String(contentsOfFile: "\(socket).log", encoding: .utf8)
        return try log.split(separator: "\n").compactMap { line in
            let request = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard request?["method"] as? String == method, let parameters = request?["params"] else { return nil }
            let data = try JSONSerialization.data(withJSONObject: parameters, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self)
        }
    }

    /// Kills it.
    func end() {
        guard process.isRunning else { return }
        // Foundation would wait for ever where another test has kept its descriptors from children meanwhile.
        kill(process.processIdentifier, SIGKILL)
    }

    deinit { end() }
}
