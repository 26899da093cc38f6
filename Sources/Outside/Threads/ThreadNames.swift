/// What `threading` knows of threads, by their `pthread_t`.
struct ThreadNames {
    /// One thread.
    struct Facts {
        var name: String
        var native: Int?
        var isDaemon: Bool
    }

    private(set) var byIdent: [UInt64: Facts] = [:]

    /// Reads `threading._active`; without those that cannot be read.
    static func read(_ globals: [String: UInt64]?, _ objects: Objects) -> ThreadNames {
        var names = ThreadNames()
        guard let active = globals?["_active"], let entries = try? objects.dict(active) else { return names }
        for entry in entries.prefix(10_000) {
            guard let ident = try? objects.number(entry.key), let attributes = try? objects.attributes(of: entry.value)
            else { continue }
            names.byIdent[UInt64(truncatingIfNeeded: ident)] = Facts(
                name: attributes["_name"].flatMap { try? objects.text($0) } ?? "",
                native: attributes["_native_id"].flatMap { try? objects.number($0) },
                isDaemon: attributes["_daemonic"].flatMap { try? objects.boolean($0) } ?? false)
        }
        return names
    }
}
