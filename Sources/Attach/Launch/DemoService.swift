import Glibc

/// The built-in service that misbehaves by schedule (`looptop demo`).
public enum DemoService {
    /// What starts it: it leaves soon after we have gone, however that happens.
    ///
    /// - Parameters:
    ///   - python: the interpreter; nil for the first `python3` in `PATH`.
    ///   - environment: our own.
    public static func request(python: String?, environment: [String: String]) throws(AttachError) -> LaunchRequest {
        let python = if let python { python } else { try findPython(path: environment["PATH"] ?? "") }
        let directory = try SocketDirectory(environment: environment)
        try directory.prepare()
        let demo = try AgentFiles.install("demo", in: directory)
        var environment = environment
        environment["PYTHONPATH"] = ([demo] + (environment["PYTHONPATH"].map { [$0] } ?? [])).joined(separator: ":")
        return LaunchRequest(
            command: [python, "-m", "orders", "--parent", "\(getpid())"], name: "orders", environment: environment)
    }

    private static func findPython(path: String) throws(AttachError) -> String {
        for folder in path.split(separator: ":") where access("\(folder)/python3", X_OK) == 0 {
            return "\(folder)/python3"
        }
        throw .failed(
            "the demo is a Python service, but there is no python3 in PATH\n"
                + "install one (apt install python3), or name one: looptop demo --python /path/to/python3")
    }
}
