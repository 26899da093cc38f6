/// Finds the interpreter in a memory, by what is mapped there.
package struct PythonSearch {
    private let mappings: [MemoryMapping]
    private let memory: any PageSource
    /// The executable as the mappings call it.
    private let executable: String
    /// The bytes of a mapped file; nil where it cannot be had.
    private let file: (String) -> [UInt8]?

    /// - Parameters:
    ///   - executable: the path of the program, as the mappings call it.
    ///   - file: reads a mapped file.
    package init(
        _ mappings: [MemoryMapping], _ memory: any PageSource, executable: String, file: @escaping (String) -> [UInt8]?
    ) {
        self.mappings = mappings
        self.memory = memory
        self.executable = executable
        self.file = file
    }

    /// The interpreter.
    package func find() throws(OutsideRefusal) -> FoundPython {
        if let found = byCookie() { return found }
        return try bySymbol()
    }

    /// From 3.13 on, by the table for debuggers.
    private func byCookie() -> FoundPython? {
        guard let runtime = Self.runtime(mappings, memory),
            let table = try? memory.read(
                runtime.address, count: DebugOffsets.size)
        else { return nil }
        let version = runtime.offsets.version
        return FoundPython(
            runtime: runtime.address, version: version, isFreeThreaded: runtime.offsets.isFreeThreaded, offsets: table,
            asyncio: version.minor >= 14 ? asyncioTable() : nil)
    }

    private static func runtime(_ mappings: [MemoryMapping], _ memory: some PageSource) -> RemoteRuntime? {
        RemoteRuntime.find(in: mappings, of: memory)
    }

    private func asyncioTable() -> [UInt8]? {
        let modules = paths { $0.hasPrefix("_asyncio.") } + [executable] + paths { $0.hasPrefix("libpython3.") }
        return modules.lazy.compactMap { self.file($0).flatMap(ElfFile.init)?.section(".AsyncioDebug") }.first
    }

    private func paths(_ isWanted: (Substring) -> Bool) -> [String] {
        Set(mappings.filter { $0.isOfFile && isWanted($0.fileName) }.map(\.path)).sorted()
    }

    /// Up to 3.12, by the symbol that extensions see.
    private func bySymbol() throws(OutsideRefusal) -> FoundPython {
        var missing: String?
        for path in paths({ $0.hasPrefix("libpython3.") }) + [executable] {
            guard let start = mappings.first(where: { $0.path == path && $0.offset == 0 })?.range.lowerBound else {
                continue
            }
            guard let bytes = file(path) else {
                missing = path
                continue
            }
            guard let elf = ElfFile(bytes), let symbol = elf.dynamicSymbols(["_PyRuntime"])["_PyRuntime"] else {
                continue
            }
            let constant = elf.constant("Py_Version").map { PythonVersion(hex: $0) }
            guard let version = constant ?? versionByName(path) else { throw .unknownVersion }
            return FoundPython(runtime: start &- elf.base &+ symbol.address, version: version)
        }
        if let missing { throw .missingFile(missing) }
        throw .noPython
    }

    /// By the tag in the names of extensions (`cpython-39`), else as the file itself is called.
    private func versionByName(_ path: String) -> PythonVersion? {
        for mapping in mappings where mapping.isOfFile {
            guard let tag = mapping.fileName.split(separator: ".").first(where: { $0.hasPrefix("cpython-3") }),
                let minor = Int(tag.dropFirst(9).prefix { $0.isNumber && $0.isASCII }), minor < 100
            else { continue }
            return PythonVersion(major: 3, minor: minor)
        }
        return PythonVersion(inPath: path)
            ?? mappings.lazy.filter(\.isOfFile).compactMap { PythonVersion(inPath: $0.path) }.first
    }
}
