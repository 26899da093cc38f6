/// A line of Python.
public struct CodeLocation: Hashable, Sendable {
    /// Absolute path, or a name such as `<string>`.
    public var file: String
    /// Counted from 1; 0 where Python knows none.
    public var line: Int
    /// Qualified name where the Python version knows it (3.11 and later), else the plain name.
    public var function: String
    /// False for the standard library and site-packages.
    public var isUserCode: Bool

    /// Makes a location of its parts.
    public init(file: String, line: Int, function: String, isUserCode: Bool) {
        self.file = file
        self.line = line
        self.function = function
        self.isUserCode = isUserCode
    }

    /// True for what was installed beside the service: a library, of which none is the service's own.
    public var isInstalled: Bool {
        !isUserCode && (file.holds("/site-packages/") || file.holds("/dist-packages/"))
    }
}

/// A frame of a stack, outermost first in lists.
public struct StackFrame: Hashable, Sendable {
    /// Where the frame stands.
    public var location: CodeLocation
    /// The line's text without indentation, where the file could be read.
    public var source: String?
    /// The lines around, where they were asked for.
    public var context: [SourceLine]

    /// Makes a frame.
    public init(location: CodeLocation, source: String? = nil, context: [SourceLine] = []) {
        self.location = location
        self.source = source
        self.context = context
    }
}

/// One numbered line of a source file.
public struct SourceLine: Hashable, Sendable {
    /// Counted from 1.
    public var number: Int
    /// The line as it is in the file, without its end.
    public var text: String

    /// Makes a line.
    public init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}
