import CLinux
import Glibc

/// The files that a process has mapped, opened as it sees them: no symbolic link of its leads out of its root.
package struct ProcessFiles {
    private let pid: Int
    /// Its mounts are ours: what `maps` calls a file is its path here, even where its root is another.
    private let sharesMounts: Bool

    /// Names a process.
    package init(pid: Int) {
        self.pid = pid
        sharesMounts = Self.link("/proc/\(pid)/ns/mnt") == Self.link("/proc/self/ns/mnt")
    }

    /// Bytes of one file at the most.
    private static let limit = 1 << 28

    /// The executable's path as the kernel has it; nil where we may not look.
    package var executable: String? { Self.link("/proc/\(pid)/exe") }

    /// A mapped file.
    package func contents(of path: String) -> [UInt8]? {
        // Opens whatever the path means here.
        if path == executable { return BoundedFile.contents(of: "/proc/\(pid)/exe", limit: Self.limit) }
        let root = open(sharesMounts ? "/" : "/proc/\(pid)/root", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return nil }
        defer { close(root) }
        let file = looptop_open_in_root(root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return BoundedFile.contents(of: file, limit: Self.limit)
    }

    private static func link(_ path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
