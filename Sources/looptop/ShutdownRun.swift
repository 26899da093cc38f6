import Attach
import Glibc
import Model

/// Ends a service, and watches it until it is gone or the time is up.
struct ShutdownRun {
    /// Whose agents answer.
    private let connections: [(worker: Int, connection: Connection)]
    private let services: [DiscoveredService]
    /// What an end would mean; nil where the agent does not answer.
    let plan: ShutdownPlan?
    /// Why it does not.
    let silence: String?
    private let processes: [ProcessHandle]
    private let master: ProcessHandle?

    /// The service as its agent describes it.
    var service: Service? { connections.first?.connection.service }

    /// Takes hold of the processes, and asks the agents.
    static func open(_ services: [DiscoveredService]) async throws(AttachError) -> ShutdownRun {
        let processes = services.compactMap(\.process)
        var connections: [(Int, Connection)] = []
        var silence: String?
        for service in services {
            do throws(ConnectionError) {
                connections.append((service.pid, try await Connection.open(service.endpoint)))
            } catch .timedOut(let sentence) {
                silence = sentence
            } catch {
                throw .unreachable(error.message)
            }
        }
        var plan: ShutdownPlan?
        if let first = connections.first {
            guard first.1.service.capabilities.contains("shutdown") else {
                throw .failed(
                    "the agent of \(first.1.service.name) (version \(first.1.service.agent)) cannot end it; "
                        + "send the signal yourself: kill \(services[0].pid)")
            }
            do throws(ConnectionError) {
                plan = try await first.1.shutdownPlan()
            } catch .timedOut(let sentence) {
                silence = sentence
            } catch {
                throw .unreachable(error.message)
            }
        }
        return ShutdownRun(
            connections: connections, services: services, plan: plan, silence: silence, processes: processes,
            master: services[0].master)
    }

    /// The order that fits the service best, or the way that the person wants.
    func order(_ kind: ShutdownOrder.Kind?, deadline: Duration) -> ShutdownOrder? {
        guard let plan else {
            return kind == nil || kind == .signal ? ShutdownOrder(isForParent: master != nil) : nil
        }
        var order = kind == nil ? plan.ways.first?.order : plan.ways.first { $0.order.kind == kind }?.order
        if order?.kind != .signal { order?.deadline = max(0.1, Double(deadline.components.seconds)) }
        return order
    }

    /// Acts, and waits.
    func end(
        _ order: ShutdownOrder, timeout: Duration, notes: @escaping @Sendable (ShutdownNote) -> Void
    ) async throws(AttachError) -> ShutdownOutcome {
        let watch = ShutdownWatch(silence: silence, notes: notes)
        let begun = ContinuousClock.now
        let followers = connections.map { worker, connection in
            Task { await watch.follow(connection, as: worker) }
        }
        defer {
            for follower in followers { follower.cancel() }
            for (_, connection) in connections { connection.close() }
        }
        let isFromOutside = try await act(order)
        let deadline = begun + timeout
        while !(await isOver(watch)), .now < deadline {
            guard (try? await Task.sleep(for: .milliseconds(30))) != nil else { break }
        }
        let seconds = (ContinuousClock.now - begun).seconds
        let isLeft = await isOver(watch)
        return ShutdownOutcome(
            kind: isLeft ? .left : .stillThere, seconds: seconds,
            status: await watch.status(begun: Clock.now - seconds, what: order.title), isFromOutside: isFromOutside)
    }

    /// Hangs up without having done anything.
    func close() {
        for (_, connection) in connections { connection.close() }
    }

    /// Every process that we hold has ended; where we hold none, no agent is there any more.
    private func isOver(_ watch: ShutdownWatch) async -> Bool {
        let held = processes + (master.map { [$0] } ?? [])
        return held.isEmpty ? await watch.isAlone : held.allSatisfy(\.isGone)
    }

    /// Gives the order to the agent; where it does not answer the signal goes through the descriptor that we hold.
    ///
    /// - Returns: true where it went that way.
    private func act(_ order: ShutdownOrder) async throws(AttachError) -> Bool {
        guard plan != nil, let first = connections.first else { return try signalFromOutside(order) }
        for (_, connection) in connections {
            // Not told, the last picture is missing; the act does not depend on it.
            try? await connection.subscribe(topics: ["shutdown", "resources"], interval: 0.5)
        }
        for (_, connection) in connections.dropFirst() {
            try? await connection.beginShutdown(ShutdownOrder(kind: .watch))
        }
        do throws(ConnectionError) {
            try await first.connection.beginShutdown(order)
        } catch .timedOut {
            return try signalFromOutside(order)
        } catch .closed {
            return false  // it was gone before it could answer
        } catch {
            throw .failed(error.message)
        }
        return false
    }

    private func signalFromOutside(_ order: ShutdownOrder) throws(AttachError) -> Bool {
        let sentence = silence ?? "the agent does not answer"
        guard order.kind == .signal, let target = order.isForParent ? master : processes.first else {
            throw .failed("\(sentence); its process cannot be signalled from here")
        }
        switch target.signal(SIGTERM) {
        case .sent, .gone: return true
        case .refused(let why): throw .failed("\(sentence); SIGTERM to process \(target.pid): \(why)")
        }
    }
}

extension Duration {
    /// As a number.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
