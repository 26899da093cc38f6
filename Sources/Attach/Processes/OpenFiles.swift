import Model

/// How many files a process has open, and how many it may have, as `/proc` tells it.
struct OpenFiles {
    let count: Int
    let limit: Int

    init?(pid: Int) {
        count = FileFacts.names(in: "/proc/\(pid)/fd").count
        guard count > 0, let text = FileFacts.text(of: "/proc/\(pid)/limits"),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }),
            let limit = line.dropFirst("Max open files".count).split(separator: " ").first.flatMap({ Int($0) })
        else { return nil }
        self.limit = limit
    }

    /// True where nothing can be opened or accepted any more.
    var isFull: Bool { count >= limit }

    /// What `/proc` tells of a process that lets nobody in: what is open, its state, its CPU.
    static func sentence(ofProcessBehind path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard name.hasSuffix(".sock"), let pid = Int(name.dropLast(5)), let clock = ProcessClock(pid: pid) else {
            return nil
        }
        var words = "process \(pid): state \(clock.state), \(DurationText.short(clock.cpuSeconds)) of CPU so far"
        if let files = OpenFiles(pid: pid) {
            words += ", \(files.count) of \(files.limit) files open"
            if files.isFull { words += ": it is at its limit of open files, and can accept nobody" }
        }
        return words
    }
}
