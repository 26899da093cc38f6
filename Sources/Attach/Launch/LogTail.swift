import Glibc

/// Reads what is added to a growing file, line by line, in bounded memory. A file that was replaced or cut short is
/// read from its beginning.
public struct LogTail: Sendable {
    /// What came since the last look.
    public struct Addition: Hashable, Sendable {
        /// Whole lines, without their ends, each at most `LogTail.lineLimit` bytes of the file.
        public var lines: [String] = []
        /// Bytes that were left out, because more came than is read at once.
        public var skipped = 0
        /// True where the file began anew.
        public var isNew = false

        /// True where nothing came.
        public var isEmpty: Bool { lines.isEmpty && skipped == 0 && !isNew }
    }

    /// Longer lines are cut.
    public static let lineLimit = 4096
    /// More is not read at once: of what is too much the end.
    static let window = 1 << 18

    private let path: String
    private var file: (device: UInt, inode: UInt)?
    private var position = 0
    /// The beginning of a line whose end has not come.
    private var begun: [UInt8] = []

    /// Prepares to read a file from its end, as much as is read at once.
    public init(path: String) {
        self.path = path
    }

    /// Reads what has come. A file that is not there, or cannot be read, has nothing to say.
    public mutating func read() -> Addition {
        var addition = Addition()
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return addition }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return addition }
        let identity = (device: UInt(facts.st_dev), inode: UInt(facts.st_ino))
        let size = Int(facts.st_size)
        if let file, file != identity || size < position {
            addition.isNew = true
            position = 0
            begun = []
        }
        file = identity
        if size - position > Self.window {
            addition.skipped = size - Self.window - position
            position = size - Self.window
            begun = []
        }
        guard size > position else { return addition }
        var bytes = [UInt8](repeating: 0, count: size - position)
        let count = pread(descriptor, &bytes, bytes.count, position)
        guard count > 0 else { return addition }
        position += count
        take(bytes[..<count], into: &addition)
        return addition
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, into addition: inout Addition) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            extend(with: rest[..<end])
            addition.lines.append(String(decoding: begun, as: UTF8.self))
            begun = []
            rest = rest[(end + 1)...]
        }
        extend(with: rest)
    }

    private mutating func extend(with bytes: ArraySlice<UInt8>) {
        begun += bytes.prefix(max(0, Self.lineLimit - begun.count))
    }
}
