import Attach
import Model

/// What commands do alike with one service, the workers of an application, and several services.
extension Headless {
    /// Prints a report: of now, or with `--watch` or `--for` again and again.
    static func report(
        _ options: TargetsOptions, _ watch: WatchOptions = WatchOptions(), topics: [String] = Connection.taskTopics,
        _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        try await report(try await Subject.find(options.targets, options.injection), watch, topics: topics, print)
    }

    /// The same of services that have been found.
    static func report(
        _ subject: Subject, _ watch: WatchOptions, topics: [String], _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        guard watch.watch || watch.duration != nil else { return print(try await picture(of: subject, topics: topics)) }
        var due = ContinuousClock.now
        let last = try await follow(subject, topics: topics, for: watch.duration?.duration) { picture in
            guard watch.watch, picture.connection == .live, due <= .now else { return }
            due = .now + .seconds(1)
            print(picture)
        }
        if !watch.watch { print(last) }
    }

    /// The whole picture of now.
    static func picture(of subject: Subject, topics: [String]) async throws(AttachError) -> Picture {
        switch subject {
        case .service(let service):
            let connection = try await open(service)
            defer { connection.close() }
            return try await picture(of: connection, topics: topics)
        case .several(let several): return try await picture(of: several, topics: topics)
        }
    }

    /// Follows services, and tells of every change, with the picture after it; the last picture.
    ///
    /// - Parameter duration: after that it is enough; nil for as long as one of them is there.
    @discardableResult
    static func follow(
        _ subject: Subject, topics: [String], interval: Double = 0.2, for duration: Duration?,
        _ tell: @escaping (Picture) -> Void
    ) async throws(AttachError) -> Picture {
        switch subject {
        case .service(let service):
            let connection = try await open(service)
            defer { connection.close() }
            return try await follow(connection, topics: topics, interval: interval, for: duration) { picture, _ in
                tell(picture)
            }
        case .several(let several):
            return try await follow(several, topics: topics, interval: interval, for: duration, tell)
        }
    }

    /// A conversation with a service.
    static func open(_ service: DiscoveredService) async throws(AttachError) -> Connection {
        do {
            return try await Connection.open(service.endpoint)
        } catch {
            throw .unreachable(error.message)
        }
    }

    /// Everything of several services, each thing marked with its worker; all are asked at the same time.
    private static func picture(of several: SeveralServices, topics: [String]) async throws(AttachError) -> Picture {
        let looks = await withTaskGroup(of: (DiscoveredService, Result<Picture, AttachError>).self) { group in
            for service in several.services {
                group.addTask {
                    do throws(AttachError) {
                        let connection = try await open(service)
                        defer { connection.close() }
                        return (service, .success(try await picture(of: connection, topics: topics)))
                    } catch {
                        return (service, .failure(error))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var pictures: [(worker: Int, picture: Picture)] = []
        for (service, look) in looks.sorted(by: { $0.0.pid < $1.0.pid }) {
            switch look {
            case .success(let picture): pictures.append((service.pid, picture))
            case .failure(let error): throw .unreachable("\(service.name) (\(service.pid)): \(error.message)")
            }
        }
        return Fleet(application: several.leader, name: several.name, looks: pictures).merged
    }

    private static func follow(
        _ several: SeveralServices, topics: [String], interval: Double, for duration: Duration?,
        _ tell: @escaping (Picture) -> Void
    ) async throws(AttachError) -> Picture {
        let feed = several.feed(topics: topics, interval: interval)
        let watch = FleetWatch()
        let timer = Task {
            var end = duration.map { ContinuousClock.now + $0 }
            while !Task.isCancelled {
                let pause = min(.milliseconds(200), end.map { $0 - .now } ?? .seconds(1))
                guard (try? await Task.sleep(for: max(.zero, pause))) != nil else { return }
                if let due = end, due <= .now { end = nil } else if !watch.isForsaken { continue }
                return await feed.close()
            }
        }
        defer { timer.cancel() }
        var picture = Picture()
        for await fleet in feed.fleets {
            for service in fleet.workers.values.compactMap(\.service) {
                do throws(AttachError) {
                    try needs(topics, of: service)
                } catch {
                    await feed.close()
                    throw error
                }
            }
            picture = fleet.merged
            watch.see(picture.connection, isWhole: fleet.workers.count >= several.services.count)
            if watch.isWhole { tell(picture) }
        }
        if case .lost(let reason) = picture.connection { throw .unreachable(reason) }
        return picture
    }
}
