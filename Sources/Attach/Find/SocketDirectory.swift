import Glibc

/// Where debug sockets are: the rule of `PROTOCOL.md`, shared with the agent's `process/socket_paths.py` and tested against it.
public struct SocketDirectory: Hashable, Sendable {
    /// Absolute path of the directory.
    public let path: String
    /// The short directory that serves where a path is too long for a socket address.
    public let fallback: String

    /// Bytes that fit a socket address, without its final NUL.
    public static let longestSocketPath = 107

    /// Applies the rule to an environment.
    ///
    /// - Parameters:
    ///   - environment: the one that the service was or will be started with.
    ///   - uid: effective user id; our own if left out.
    ///   - isOwnDirectory: asks whether a path is an existing directory of that user.
    public init(
        environment: [String: String], uid: UInt32? = nil, isOwnDirectory: ((String, UInt32) -> Bool)? = nil
    ) throws(AttachError) {
        let uid = uid ?? geteuid()
        let isOwnDirectory = isOwnDirectory ?? FileFacts.leadsToOwnDirectory
        fallback = "/tmp/looptop-\(uid)"
        if let chosen = environment["LOOPTOP_DIR"], !chosen.isEmpty {
            guard chosen.hasPrefix("/") else {
                throw .usage("LOOPTOP_DIR is not absolute: \(chosen); give it an absolute path")
            }
            path = chosen
        } else if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/"), isOwnDirectory(runtime, uid) {
            path = runtime + "/looptop"
        } else {
            path = fallback
        }
    }

    /// Where the service `pid` has its socket.
    public func socket(of pid: Int) -> String {
        let usual = "\(path)/\(pid).sock"
        return usual.utf8.count <= Self.longestSocketPath ? usual : "\(fallback)/\(pid).sock"
    }

    /// Where the service `pid` tells about itself.
    public func registration(of pid: Int) -> String {
        "\(path)/\(pid).json"
    }

    /// Creates the directory if need be, and refuses one that others could have prepared.
    public func prepare() throws(AttachError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .failed("cannot create \(path): \(lastError()); set LOOPTOP_DIR to a directory of yours")
        }
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw .failed("\(path) is not a directory; remove it, or set LOOPTOP_DIR to a directory of yours")
        }
        guard facts.st_uid == geteuid(), facts.st_mode & 0o077 == 0 else {
            throw .failed("\(path) must be yours alone (mode 0700); set LOOPTOP_DIR to a directory that is")
        }
    }
}
