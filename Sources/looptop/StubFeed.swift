import Model
actor ServiceFeed {
    nonisolated let pictures: AsyncStream<Picture>
    init(socket: String) { pictures = AsyncStream { $0.finish() } }
    func task(_ id: TaskID) async -> TaskDetail? { nil }
    func threads() async -> [ServiceThread]? { nil }
    func close() async {}
}
