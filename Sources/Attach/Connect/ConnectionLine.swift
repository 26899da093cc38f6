import Glibc
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
        /// When something came last, on the clock of `SilenceWatch`.
        var heard = SilenceWatch.clock()
        /// The agent's thread as the service numbers it.
        var agentThread: Int?
        /// Why nothing more will come.
        var end: String?
        var failure: RPCError?
    }

    /// A line of the agent is at most 1 MiB; what is longer is not the agent's.
    private static let lineLimit = Limits.line + 4096
    /// An agent that gives signs of life may take so long for an answer.
    private static let longest = 300.0

    let queue = EventQueue()
    private let socket: ConnectionSocket
    private let state = Mutex(State())

    init(_ socket: ConnectionSocket) {
        self.socket = socket
    }

    func start() {
        BackgroundThread.start("looptop reader") { [self] in read() }
    }

    func greeted(_ service: Service) {
        state.withLock { $0.agentThread = service.agentThread }
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
            guard let sentence = try await self?.outlast(timeout) else { return }
            self?.fail(id, .timedOut(sentence))
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

    /// Waits until the agent has been silent for so long, or has given signs of life for very long and no answer; what is
    /// then known, in a sentence.
    private func outlast(_ timeout: Duration) async throws -> String {
        let seconds = Double(timeout.components.seconds) + Double(timeout.components.attoseconds) / 1e18
        let began = SilenceWatch.clock()
        while true {
            let heard = max(began, state.withLock { $0.heard })
            let left = heard + seconds - SilenceWatch.clock()
            if left > 0 {
                try await Task.sleep(for: .seconds(left / 2))
                let watch = socket.peer.map { ThreadWatch(pid: $0, agent: state.withLock { $0.agentThread }) }
                if let sentence = try await silence(since: heard, seconds, watch) { return sentence }
            }
            let now = SilenceWatch.clock()
            if now - began > Self.longest {
                return "agent busy: it gives signs of life, but no answer for \(DurationText.short(now - began))"
            }
        }
    }

    /// Waits for the rest of a silence; nil where something comes meanwhile.
    private func silence(since heard: Double, _ seconds: Double, _ watch: ThreadWatch?) async throws -> String? {
        var watch = watch
        while state.withLock({ $0.heard }) <= heard {
            let left = heard + seconds - SilenceWatch.clock()
            guard left > 0 else { break }
            try await Task.sleep(for: .seconds(min(left, 0.25)))
            watch?.sample()
        }
        if state.withLock({ $0.heard }) > heard { return nil }
        let process = socket.peer.flatMap { ProcessClock(pid: $0) }
        return Silence(seconds: seconds, processState: process?.state, cause: watch?.cause() ?? .unknown).sentence
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
            case .nothing: heed(watch.advice(agent: state.withLock { $0.agentThread }))
            case .bytes(let count):
                state.withLock { $0.heard = SilenceWatch.clock() }
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
            guard reason == "exit" else {
                bye = Connection.agentStopped
                return
            }
            bye = "the service has ended"
            queue.push(.goodbye)
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
extension Connection {
    /// Why a conversation ended where the agent has left, and the service may have another, or go on without.
    public static let agentStopped = "the agent was stopped; the service may go on"
}

private enum Ending {
    static func reason(of pid: Int?) -> String {
        guard let pid else { return "the agent closed the connection" }
        // A process closes its sockets a moment before it is seen to be gone.
        for _ in 0..<15 {
            guard let state = ProcessClock(pid: pid)?.state, state != "Z", state != "X" else {
                return "the process \(pid) has ended"
            }
            usleep(20_000)
        }
        return "the agent closed the connection"
    }
}
