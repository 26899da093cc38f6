import Attach
import Model

/// What commands do alike with one service, the workers of an application, and several services.
extension Headless {
    /// Prints a report: of now, or with `--watch` or `--for` again and again.
    static func report(
        _ options: TargetsOptions, _ watch: WatchOptions = WatchOptions(), topics: Topics = .tasks,
        _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        try await report(try await Subject.find(options.targets, options.injection), watch, topics: topics, print)
    }

    /// The same of a list of tasks, which can be read from outside too.
    static func report(
        _ options: TaskListOptions, _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        if let subject = try options.outside.subject(options.service.targets, options.service.injection.way) {
            return try await subject.report(options.watch, print)
        }
        let subject = try await Subject.find(options.service.targets, options.service.injection)
        if case .service(let service) = subject, !options.watch.watch, options.watch.duration == nil {
            return print(try await tasks(of: service))
        }
        try await report(subject, options.watch, topics: .tasks, print)
    }

    /// The same of services that have been found.
    static func report(
        _ subject: Subject, _ watch: WatchOptions, topics: Topics, _ print: @escaping @Sendable (Picture) -> Void
    ) async throws(AttachError) {
        guard watch.watch || watch.duration != nil else { return print(try await picture(of: subject, topics: topics)) }
        var due = ContinuousClock.now
        let last: Picture
        do {
            last = try await follow(subject, topics: topics, for: watch.duration?.duration) { picture in
                guard watch.watch, picture.connection == .live, due <= .now else { return }
                due = .now + .seconds(1)
                print(picture)
            }
        } catch {
            throw watch.watch ? error : error.beforeWords
        }
        if !watch.watch { print(last) }
    }

    /// The whole picture of now.
    static func picture(of subject: Subject, topics: Topics) async throws(AttachError) -> Picture {
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
    /// - Parameter duration: after that, from the first whole picture on, it is enough; nil for as long as one of them is
    ///   there.
    /// - Parameter isEnough: asked after each telling: true ends it before that.
    @discardableResult
    static func follow(
        _ subject: Subject, topics: Topics, interval: Double = 0.2, for duration: Duration?,
        until isEnough: (Picture) -> Bool = { _ in false }, _ tell: @escaping (Picture) -> Void
    ) async throws(AttachError) -> Picture {
        switch subject {
        case .service(let service):
            let connection = try await open(service)
            defer { connection.close() }
            return try await follow(
                connection, topics: topics, interval: interval, for: duration, until: isEnough
            ) { picture, _ in tell(picture) }
        case .several(let several):
            return try await follow(
                several, topics: topics, interval: interval, for: duration, until: isEnough, tell)
        }
    }

    /// A conversation with a service.
    static func open(_ service: DiscoveredService) async throws(AttachError) -> Connection {
        do {
            return try await service.open()
        } catch {
            throw error.atOpening
        }
    }

    /// Everything of several services, each thing marked with its worker; all are asked at the same time.
    private static func picture(of several: SeveralServices, topics: Topics) async throws(AttachError) -> Picture {
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
            case .failure(.gone(let reason)): throw .gone("\(service.name) (\(service.pid)): \(reason)")
            case .failure(let error): throw .unreachable("\(service.name) (\(service.pid)): \(error.message)")
            }
        }
        return Fleet(application: several.leader, name: several.name, looks: pictures).merged
    }

    private static func follow(
        _ several: SeveralServices, topics: Topics, interval: Double, for duration: Duration?,
        until isEnough: (Picture) -> Bool, _ tell: @escaping (Picture) -> Void
    ) async throws(AttachError) -> Picture {
        let feed = several.feed(topics: topics.all, interval: interval)
        let watch = FleetWatch()
        let timer = Task {
            var end = duration.map { ContinuousClock.now + $0 + firstPicture }
            var hasBeenWhole = false
            while !Task.isCancelled {
                if let duration, watch.isWhole, !hasBeenWhole {
                    hasBeenWhole = true
                    end = .now + duration
                }
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
            guard watch.isWhole else { continue }
            tell(picture)
            if isEnough(picture) { await feed.close() }
        }
        if case .lost(let reason) = picture.connection { throw .unreachable(reason) }
        return picture
    }
}
