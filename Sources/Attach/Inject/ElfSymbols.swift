import Glibc
import Outside

/// What the Python of a process exports, read from its files through its own root.
struct ElfSymbols {
    private let files: [ElfFile]

    /// Reads the executable, and its libpython if it has one.
    init(process: TargetProcess, mappings: [MemoryMapping]) {
        // `/proc/PID/exe` opens whatever its path means here.
        let libraries = Set(mappings.filter { $0.fileName.hasPrefix("libpython") }.map(\.path)).sorted()
        let paths = ["/proc/\(process.pid)/exe"] + libraries.map { process.outside($0) }
        files = paths.compactMap { Self.contents(of: $0).flatMap(ElfFile.init) }
    }

    /// Whether one of them exports all these names.
    func exports(_ names: Set<String>) -> Bool {
        files.contains { Set($0.dynamicSymbols(names).keys) == names }
    }

    /// `Py_Version`, which 3.11 and later export: read from the file, for it is a constant.
    var version: PythonVersion? {
        files.lazy.compactMap { $0.constant("Py_Version") }.first.map { PythonVersion(hex: $0) }
    }

    /// A whole file, at most 256 MiB, in as few calls as can be.
    private static func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= 1 << 28 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: Int(facts.st_size)) { buffer, count in
            while count < buffer.count {
                let piece = read(file, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                guard piece > 0 else { break }
                count += piece
            }
        }
    }
}
