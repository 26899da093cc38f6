/// What the Python of a process exports, read from its files through its own root.
enum ElfSymbols {
    /// Whether the program or its libpython exports all these names.
    static func exports(_ names: Set<String>, process: TargetProcess, mappings: [MemoryMapping]) -> Bool {
        files(process, mappings).contains { Set($0.dynamicSymbols(names).keys) == names }
    }

    /// `Py_Version`, which 3.11 and later export: read from the file, for it is a constant.
    static func version(process: TargetProcess, mappings: [MemoryMapping]) -> PythonVersion? {
        for file in files(process, mappings) {
            if let hex = file.constant("Py_Version") { return PythonVersion(hex: hex) }
        }
        return nil
    }

    /// The executable first: `/proc/PID/exe` opens it whatever its path means here.
    private static func files(_ process: TargetProcess, _ mappings: [MemoryMapping]) -> [ElfFile] {
        let libraries = Set(mappings.filter { $0.fileName.hasPrefix("libpython") }.map(\.path)).sorted()
        let paths = ["/proc/\(process.pid)/exe"] + libraries.map { process.outside($0) }
        return paths.compactMap { FileFacts.contents(of: $0, limit: 1 << 28).flatMap(ElfFile.init) }
    }
}
