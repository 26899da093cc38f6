import Attach
import Glibc
import Model
import Wire

/// Ends a service, and watches it until it is gone or the time is up.
struct ShutdownRun {
    /// Whose agents answer.
    private let connections: [(worker: Int, connection: Connection)]
    private let services: [DiscoveredService]
    /// What an end would mean; nil where the agent does not answer.
    let plan: ShutdownPlan?
    /// Why it does not.
    let silence: String?
    private let processes: HeldProcesses

    /// The service as its agent describes it.
    var service: Service? { connections.first?.connection.service }

    /// Takes hold of the processes, and asks the agents.
    static func open(_ services: [DiscoveredService]) async throws(AttachError) -> ShutdownRun {
        let processes = HeldProcesses(of: services)
        var connections: [(Int, Connection)] = []
        var silence: String?
        for service in services {
            do throws(ConnectionError) {
                connections.append((service.pid, try await service.open()))
            } catch .timedOut(let sentence) {
                silence = sentence
            } catch {
                throw error.atOpening
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
                let own = try await first.1.shutdownPlan()
                var others: [ShutdownPlan] = []
                for (_, connection) in connections.dropFirst() {
                    // One that does not answer has nothing in flight that anybody could tell of.
                    if let other = try? await connection.shutdownPlan() { others.append(other) }
                }
                plan = own.with(others)
            } catch .timedOut(let sentence) {
                silence = sentence
            } catch {
                throw error.atOpening
            }
        }
        return ShutdownRun(
            connections: connections, services: services, plan: plan, silence: silence, processes: processes)
    }

    /// The order that fits the service best, or the way that the person wants.
    func order(_ kind: ShutdownOrder.Kind?, deadline: Duration) -> ShutdownOrder? {
        guard let plan else {
            return kind == nil || kind == .signal ? ShutdownOrder(isForParent: processes.hasMaster) : nil
        }
        var order = plan.way(kind)?.order
        if order?.kind != .signal { order?.deadline = max(0.1, Double(deadline.components.seconds)) }
        return order
    }

    /// The process that an order is for.
    func target(of order: ShutdownOrder) -> String {
        plan?.process(of: order).text ?? processes.target(of: order)?.text ?? "a process that is not seen from here"
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
        var processes = processes
        processes.note(order, plan: plan)
        let isFromOutside = try await act(order)
        let deadline = begun + timeout
        var fate = await fate(watch)
        while fate == .stillThere, .now < deadline {
            guard (try? await Task.sleep(for: .milliseconds(30))) != nil else { break }
            fate = await self.fate(watch)
        }
        let seconds = (ContinuousClock.now - begun).seconds
        var end: ProcessEnd?
        if fate == .ended {
            (fate, end) = ShutdownOutcome.of(await ends(processes, after: order, watch))
        }
        return ShutdownOutcome(
            kind: fate, seconds: seconds,
            status: await watch.status(
                begun: Clock.now - seconds, what: order.title, before: plan?.inFlight),
            end: end,
            isFromOutside: isFromOutside)
    }

    /// Hangs up without having done anything.
    func close() {
        for (_, connection) in connections { connection.close() }
    }

    /// Still there, ended, or that nobody can tell.
    private func fate(_ watch: ShutdownWatch) async -> ShutdownOutcome.Kind {
        if !processes.isEmpty { return processes.areGone ? .ended : .stillThere }
        guard await watch.isAlone else { return .stillThere }
        // The processes run elsewhere, and that a connection has ended says nothing about them.
        if await watch.goodbyes.isSuperset(of: services.map(\.pid)) { return .ended }
        guard let via = services[0].via, let there = try? await via.services() else { return .lost }
        let instances = Set(services.map(\.instance))
        return there.contains { $0.instance != nil && instances.contains($0.instance) } ? .stillThere : .ended
    }

    /// How the processes have ended. What an agent says last may come a moment after its process is seen to be gone.
    private func ends(
        _ processes: HeldProcesses, after order: ShutdownOrder, _ watch: ShutdownWatch
    ) async -> [ProcessEnd] {
        let patience = ContinuousClock.now + .seconds(1)
        while !(await watch.isAlone), .now < patience {
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { break }
        }
        let goodbyes = await watch.goodbyes
        guard processes.isEmpty else { return processes.ends(goodbyes: goodbyes) }
        return services.enumerated().map { index, service in
            let isKnown = goodbyes.contains(service.pid)
            let first = index == 0 ? plan?.end(after: order, saidGoodbye: isKnown) : nil
            return first ?? ProcessEnd(pid: service.pid, saidGoodbye: isKnown)
        }
    }

    /// Gives the order to the agent; where it does not answer the signal goes through the descriptor that we hold.
    ///
    /// - Returns: true where it went that way.
    private func act(_ order: ShutdownOrder) async throws(AttachError) -> Bool {
        guard plan != nil, let first = connections.first else { return try signalFromOutside(order) }
        for (_, connection) in connections {
            // Not told, the last picture is missing; the act does not depend on it.
            try? await connection.subscribe(topics: [.shutdown, .resources], interval: 0.5)
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
        guard order.kind == .signal, let target = processes.target(of: order) else {
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
