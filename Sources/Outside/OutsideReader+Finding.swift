import Glibc

extension OutsideReader {
    /// Finds the Python of a process.
    package convenience init(pid: Int) throws(OutsideRefusal) {
        guard let mappings = MemoryMapping.all(of: pid), !mappings.isEmpty else { throw .forbidden }
        let memory = ProcessPages(pid: pid)
        // The first thing in the program that can be read tells whether anything may be.
        if let probe = mappings.first(where: { $0.isReadable && $0.isOfFile }),
            (try? memory.read(probe.range.lowerBound, count: 8)) == nil
        {
            throw .forbidden
        }
        let files = ProcessFiles(pid: pid)
        let search = PythonSearch(mappings, memory, executable: files.executable ?? "") { files.contents(of: $0) }
        try self.init(memory, search.find())
    }

    /// Finds the Python in a core file.
    ///
    /// - Parameter executable: where the program is now, if it is not where it was.
    package convenience init(core path: String, executable: String?) throws(OutsideRefusal) {
        var program = ""
        func place(_ path: String) -> String { path == program ? executable ?? path : path }
        let core = try CoreFile(path) { open(place($0), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        // The program comes first, wherever its name tells nothing.
        program =
            core.mappings.first { $0.offset == 0 && $0.fileName.hasPrefix("python") }?.path
            ?? core.mappings.first?.path ?? ""
        let search = PythonSearch(core.mappings, core, executable: program) { path in
            BoundedFile.contents(of: place(path), limit: 1 << 28)
        }
        try self.init(core, search.find())
    }
}
