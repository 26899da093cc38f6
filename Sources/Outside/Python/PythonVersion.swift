/// A version of CPython, such as 3.14.2.
public struct PythonVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 3.
    public let major: Int
    /// 8 for Python 3.8.
    public let minor: Int
    /// The third number; nil where only the first two could be found out.
    public let micro: Int?

    /// Makes one of its numbers.
    public init(major: Int, minor: Int, micro: Int? = nil) {
        self.major = major
        self.minor = minor
        self.micro = micro
    }

    /// Reads `PY_VERSION_HEX`, such as 0x030e02f0.
    package init(hex: UInt64) {
        self.init(major: Int(hex >> 24 & 0xFF), minor: Int(hex >> 16 & 0xFF), micro: Int(hex >> 8 & 0xFF))
    }

    /// Finds `python3.12` in the path of an interpreter, of a library or of a module.
    package init?(inPath path: some StringProtocol) {
        for part in path.split(separator: "/") {
            let name = part.hasPrefix("lib") ? part.dropFirst(3) : part[...]
            guard name.hasPrefix("python3.") else { continue }
            let digits = name.dropFirst(8).prefix { $0.isASCII && $0.isNumber }
            guard let minor = Int(digits), minor < 100 else { continue }
            self.init(major: 3, minor: minor)
            return
        }
        return nil
    }

    /// `3.14.2`, or `3.14`.
    public var description: String {
        "\(major).\(minor)" + (micro.map { ".\($0)" } ?? "")
    }

    /// Orders by the numbers; an unknown third one counts as 0.
    public static func < (left: PythonVersion, right: PythonVersion) -> Bool {
        (left.major, left.minor, left.micro ?? 0) < (right.major, right.minor, right.micro ?? 0)
    }
}
