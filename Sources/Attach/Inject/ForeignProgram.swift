import Model
import Outside

/// Tells programs that are no Python of ours by what is mapped into them.
enum ForeignProgram {
    /// Why there is no way in; nil for CPython, as far as names tell.
    ///
    /// - Parameters:
    ///   - executable: the path of the program.
    ///   - isFile: whether there is a file of this path, as the process sees it.
    ///   - children: what is mapped into the children that run the same program.
    static func refusal(
        pid: Int, executable: String, mappings: [MemoryMapping], isFile: (String) -> Bool,
        children: () -> [[MemoryMapping]]
    ) -> InjectionRefusal? {
        let program = executable.split(separator: "/").last.map(String.init) ?? "?"
        if program.hasPrefix("pypy") || mappings.contains(where: { $0.fileName.hasPrefix("libpypy") }) {
            return .pyPy(pid: pid)
        }
        if program.hasPrefix("uwsgi") || mappings.contains(where: { $0.fileName.hasPrefix("pyuwsgi") }) {
            return .uwsgi(pid: pid)
        }
        if isPacked(mappings, isFile) { return .pyInstaller(pid: pid) }
        let isPython =
            program.hasPrefix("python")
            || mappings.contains { $0.isOfFile && ($0.fileName.holds("python") || $0.path.holds("/python3.")) }
        if isPython { return nil }
        // One file: it unpacks itself, and its child is the service.
        if children().contains(where: { isPacked($0, isFile) }) { return .pyInstaller(pid: pid) }
        return .notPython(pid: pid, program: program)
    }

    /// PyInstaller puts libpython beside an archive of the few modules that the program itself needs.
    private static func isPacked(_ mappings: [MemoryMapping], _ isFile: (String) -> Bool) -> Bool {
        if mappings.contains(where: { $0.path.holds("/_MEI") }) { return true }
        guard let library = mappings.first(where: { $0.isOfFile && $0.fileName.hasPrefix("libpython3.") }),
            let slash = library.path.lastIndex(of: "/")
        else { return false }
        return isFile(library.path[...slash] + "base_library.zip")
    }
}
