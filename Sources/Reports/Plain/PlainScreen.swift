public import Model

/// A screen in sentences, a fact a line, without drawings and colours: for screen readers and scripts.
public enum PlainScreen: String, CaseIterable, Sendable {
    case overview, tasks, waits, slow, events, findings, shutdown, requests, output, task
}

/// What the plain screens have in common.
public enum PlainText {
    /// Whose screen it is, and how true it is now.
    public static func head(_ screen: PlainScreen, of picture: Picture) -> String {
        var lines = ["Screen: \(screen.rawValue)"]
        if let service = picture.service { lines.append("Service: \(words(about: service))") }
        if !picture.workers.isEmpty {
            lines.append("Over: \(picture.workers.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", "))")
        }
        lines.append("State: \(state(of: picture))")
        return TextLines.joined(lines)
    }

    private static func words(about service: Service) -> String {
        var words = [service.name]
        // Several services have no process in common.
        if service.pid > 0 { words.append("process \(service.pid)") }
        if !service.python.isEmpty { words.append("\(service.implementation) \(service.python)") }
        if let server = service.server { words.append(server) }
        return words.joined(separator: ", ")
    }

    private static func state(of picture: Picture) -> String {
        switch picture.connection {
        case .connecting: "no answer yet"
        case .loading: "the picture is on its way"
        case .live where picture.isComplete: "live"
        case .live: "live, but the agent could not send everything, \(Plural.count(picture.dropped, "message")) dropped"
        case .silent(let reason), .lost(let reason): reason
        }
    }

    /// `worker 812: `, where there are several; else nothing.
    static func owner(_ worker: Int, in picture: Picture) -> String {
        picture.workers.isEmpty ? "" : "\(picture.workers[worker] ?? "worker \(worker)"): "
    }

    /// `at web.py:31 in quote`; nil where the line is unknown.
    static func place(_ location: CodeLocation?, in picture: Picture) -> String? {
        location.map { "at \(TaskCells.place($0, in: picture)) in \($0.function)" }
    }

    /// `2 %`.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "unknown" }
        let percent = share * 100
        return percent < 9.95
            ? "\((percent * 10).rounded() / 10) %" : "\(Int(saturating: min(percent, 1e9).rounded())) %"
    }

    /// `12`, `0.3`: figures a second.
    static func rate(_ rate: Double) -> String {
        guard rate.isFinite else { return "unknown" }
        return rate < 9.95 ? "\((rate * 10).rounded() / 10)" : "\(Int(saturating: min(rate, 1e15).rounded()))"
    }
}
