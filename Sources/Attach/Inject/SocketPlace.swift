import CLinux
import Glibc

/// A directory that a process's agent can have its socket in: below the root of that process, and its user's alone.
struct SocketPlace {
    /// As the process sees it.
    let path: String
    /// A descriptor of the process's root.
    let root: Int32
    let process: TargetProcess

    /// Why a directory will not do.
    struct Refusal: Error, Hashable, CustomStringConvertible {
        let path: String
        let reason: String
        var description: String { "\(path): \(reason)" }
    }

    /// `O_PATH`, which the Glibc module does not export: only to find what is below.
    private static let pathOnly: Int32 = 0o10_000_000
    /// `AT_EACCESS`, which it does not export either: what we may do as who we are now.
    private static let asNow: Int32 = 0x200

    /// A descriptor of the root directory of a process, which the caller closes.
    static func root(of process: TargetProcess) throws(AttachError) -> Int32 {
        let root = Glibc.open("/proc/\(process.pid)/root", pathOnly | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw .failed("cannot enter the root of process \(process.pid): \(lastError())") }
        return root
    }

    /// The first directory that will do, as far as that can be told without changing anything; else why none does.
    static func find(for process: TargetProcess) throws(AttachError) -> (path: String?, refusals: [Refusal]) {
        let root = try root(of: process)
        defer { close(root) }
        var refusals: [Refusal] = []
        for path in process.socketDirectories {
            guard let refusal = SocketPlace(path: path, root: root, process: process).refusal else {
                return (path, refusals)
            }
            refusals.append(refusal)
        }
        return (nil, refusals)
    }

    /// Opens the directory, and makes it if it is missing; the caller closes the descriptor.
    func prepare() -> Result<Int32, Refusal> {
        Result { () throws(Refusal) in
            let (outer, name) = try outside()
            defer { close(outer) }
            let isNew = mkdirat(outer, name, 0o700) == 0
            guard isNew || errno == EEXIST else { throw refused() }
            return try open(name, in: outer, isNew: isNew)
        }
    }

    /// What `prepare` would say.
    private var refusal: Refusal? {
        do throws(Refusal) {
            let (outer, name) = try outside()
            defer { close(outer) }
            if faccessat(outer, name, F_OK, 0) == 0 {
                let handle = try open(name, in: outer, isNew: false)
                defer { close(handle) }
                try checkMayWrite(into: handle)
            } else {
                try checkMayWrite(into: outer)
            }
            return nil
        } catch {
            return error
        }
    }

    private func checkMayWrite(into directory: Int32) throws(Refusal) {
        guard faccessat(directory, ".", W_OK, Self.asNow) == 0 else { throw refused() }
    }

    /// The directory around it, and its name there.
    private func outside() throws(Refusal) -> (Int32, String) {
        guard let slash = path.lastIndex(of: "/") else { throw refused("not absolute") }
        let outer = slash == path.startIndex ? "/" : String(path[..<slash])
        let handle = looptop_open_in_root(root, outer, Self.pathOnly | O_DIRECTORY)
        guard handle >= 0 else { throw refused() }
        return (handle, String(path[path.index(after: slash)...]))
    }

    private func open(_ name: String, in outer: Int32, isNew: Bool) throws(Refusal) -> Int32 {
        let handle = openat(outer, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard handle >= 0 else { throw refused() }
        if isNew { process.giveTo(handle) }
        var facts = stat()
        guard fstat(handle, &facts) == 0, facts.st_uid == process.status.uid, facts.st_mode & 0o077 == 0 else {
            close(handle)
            throw refused("not the process's own alone (mode 0700)")
        }
        return handle
    }

    private func refused(_ reason: String = lastError()) -> Refusal { Refusal(path: path, reason: reason) }
}
