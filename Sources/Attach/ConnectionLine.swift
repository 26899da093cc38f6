import Foundation
import Model
import Synchronization
import Wire

/// The moving part of a connection: the thread that reads, and the requests that wait for answers.
final class ConnectionLine: Sendable {
    private struct State {
        var waiting: [Int: CheckedContinuation<ResponseBody, any Error>] = [:]
        var lastID = 0
        var watchesSilence = false
        var isClosedByUs = false
        /// Why nothing more will come.
        var end: String?
        var failure: RPCError?
    }

    /// A line of the agent is at most 1 MiB; what is longer is not the agent's.
    private static let lineLimit = 1 << 20 + 4096

    let queue = EventQueue()
    private let socket: ConnectionSocket
    private let state = Mutex(State())

    init(_ socket: ConnectionSocket) {
        self.socket = socket
    }

    func start() {
        let thread = Thread { [self] in read() }
        thread.name = "looptop reader"
        thread.start()
    }

    func greeted(_ service: Service) {
        queue.push(.connected(service))
    }

    func watchesSilence(_ watches: Bool) {
        state.withLock { $0.watchesSilence = watches }
    }

    func close() {
        state.withLock { $0.isClosedByUs = true }
        queue.finish()
        socket.hangUp()
    }

    // MARK: Requests

    func ask(_ request: Request, timeout: Duration) async throws(ConnectionError) -> ResponseBody {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let timer = Task { [weak self] in
            try await Task.sleep(for: timeout)
            self?.fail(id, .timedOut(self?.lateness(timeout) ?? "no answer"))
        }
        defer { timer.cancel() }
        let body: ResponseBody
        do {
            body = try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { wait(for: id, request, $0) }
            } onCancel: {
                fail(id, .cancelled)
            }
        } catch let error as ConnectionError {
            throw error
        } catch {
            throw .system("\(error)")
        }
        if let error = body.error { throw ConnectionError(error) }
        return body
    }

    private func wait(for id: Int, _ request: Request, _ continuation: CheckedContinuation<ResponseBody, any Error>) {
        let end = state.withLock { state in
            if state.end == nil { state.waiting[id] = continuation }
            return state.end
        }
        if let end { return continuation.resume(throwing: ConnectionError.closed(end)) }
        if Task.isCancelled { return fail(id, .cancelled) }
        if !socket.send(request.encoded(id: id)) { fail(id, .closed("the agent does not take requests any more")) }
    }

    private func fail(_ id: Int, _ error: ConnectionError) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(throwing: error)
    }

    private func lateness(_ timeout: Duration) -> String {
        let process = socket.peer.flatMap { ProcessClock(pid: $0) }
        let seconds = Double(timeout.components.seconds) + Double(timeout.components.attoseconds) / 1e18
        return Silence(seconds: seconds, processState: process?.state).sentence
    }

    // MARK: The reading thread

    private func read() {
        var decoder = MessageDecoder()
        var watch = SilenceWatch(pid: socket.peer)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var line: [UInt8] = []
        var bye: String?
        var end: String?
        while end == nil {
            switch socket.read(into: &chunk, atMost: 100) {
            case .end: end = bye ?? Ending.reason(of: socket.peer)
            case .nothing: heed(watch.advice())
            case .bytes(let count):
                if watch.heard() { queue.push(.answering) }
                end = take(chunk[..<count], line: &line, &decoder, &bye)
            }
            if !state.withLock({ $0.watchesSilence }), !watch.isSilent { _ = watch.heard() }
        }
        finish(end ?? "")
    }

    /// Splits bytes into lines and takes them in; the reason where the connection must end.
    private func take(
        _ bytes: ArraySlice<UInt8>, line: inout [UInt8], _ decoder: inout MessageDecoder, _ bye: inout String?
    ) -> String? {
        var rest = bytes
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += rest[..<newline]
            rest = rest[(newline + 1)...]
            do {
                try handle(decoder.decode(line), &bye)
            } catch {
                return "the agent's answer cannot be understood: \(error)"
            }
            line.removeAll(keepingCapacity: true)
        }
        line += rest
        return line.count > Self.lineLimit ? "the agent sent a line without end" : nil
    }

    private func handle(_ message: IncomingMessage, _ bye: inout String?) {
        switch message {
        case .response(let id, let body):
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: body)
        case .failure(let error): state.withLock { $0.failure = error }
        case .events(let events): for event in events { queue.push(event) }
        case .bye(let reason):
            bye = reason == "stopped" ? "the agent was stopped; the service may go on" : "the service has ended"
        case .ignored: break
        }
    }

    private func heed(_ advice: SilenceWatch.Advice) {
        guard state.withLock({ $0.watchesSilence }) else { return }
        switch advice {
        case .wait: break
        case .ask:
            let id = state.withLock { state in
                state.lastID += 1
                return state.lastID
            }
            _ = socket.send(Request.ping.encoded(id: id))
        case .tell(let silence): queue.push(.silent(silence))
        }
    }

    private func finish(_ reason: String) {
        let (waiting, end, failure) = state.withLock { state in
            let end = state.isClosedByUs ? "closed" : state.failure?.message ?? reason
            state.end = end
            defer { state.waiting = [:] }
            return (state.waiting.values, end, state.failure)
        }
        for continuation in waiting {
            continuation.resume(throwing: failure.map { ConnectionError($0) } ?? .closed(end))
        }
        queue.push(.disconnected(reason: end))
        queue.finish()
        socket.release()
    }
}

/// Why a socket came to its end without a word.
private enum Ending {
    static func reason(of pid: Int?) -> String {
        guard let pid else { return "the agent closed the connection" }
        // A process closes its sockets a moment before it is seen to be gone.
        for _ in 0..<15 {
            guard let state = ProcessClock(pid: pid)?.state, state != "Z", state != "X" else {
                return "the process \(pid) has ended"
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return "the agent closed the connection"
    }
}
