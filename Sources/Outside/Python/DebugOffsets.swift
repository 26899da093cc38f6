/// CPython's own table of where things lie in its structures (`_Py_DebugOffsets`), the first thing in `_PyRuntime`.
///
/// The table is made for debuggers: from 3.13 on it begins with a cookie and the version; 3.14 added what PEP 768 needs.
package struct DebugOffsets: Hashable {
    /// What the table begins with.
    package static let cookie = Array("xdebugpy".utf8)
    /// Bytes that are enough for every version's table.
    package static let size = 888

    package let version: PythonVersion
    /// A build without the GIL.
    package let isFreeThreaded: Bool
    /// What PEP 768 needs; nil before 3.14, and for versions whose table is not known.
    package let layout: Layout?

    /// How the interpreters of a process hang together.
    package let chain: Chain

    /// Distances in bytes.
    package struct Chain: Hashable {
        /// From the runtime.
        package let head: UInt64
        /// From an interpreter.
        package let next: UInt64
    }

    /// Distances in bytes.
    package struct Layout: Hashable {
        /// From the runtime.
        package let interpretersHead: UInt64
        /// From an interpreter.
        package let interpreterID, nextInterpreter, threadsHead, threadsMain, isEnabled: UInt64
        /// From a thread state.
        package let nextThread, interpreter, nativeThreadID, evalBreaker, support: UInt64
        /// From `support`.
        package let pending, path: UInt64
    }

    /// Reads a table; nil where there is none.
    package init?(_ table: [UInt8]) {
        guard table.count >= 24, table.starts(with: Self.cookie) else { return nil }
        func entry(_ offset: Int) -> UInt64 {
            guard offset + 8 <= table.count else { return 0 }
            return table[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        let hex = entry(8)
        version = PythonVersion(hex: hex)
        guard hex < 1 << 32, version.major == 3, version.minor >= 13 else { return nil }
        isFreeThreaded = entry(16) != 0
        chain = Chain(head: entry(40), next: entry(64))
        // Where the entries themselves are: that is fixed within a minor version. 3.15 put 16 before the last six.
        let places: (nativeThreadID: Int, debugger: Int)
        switch version.minor {
        case 14: places = (224, 712)
        case 15: places = (248, 840)
        default:
            layout = nil
            return
        }
        let layout = Layout(
            interpretersHead: entry(40), interpreterID: entry(56), nextInterpreter: entry(64), threadsHead: entry(72),
            threadsMain: entry(80), isEnabled: entry(places.debugger + 16), nextThread: entry(192),
            interpreter: entry(200), nativeThreadID: entry(places.nativeThreadID), evalBreaker: entry(places.debugger),
            support: entry(places.debugger + 8), pending: entry(places.debugger + 24),
            path: entry(places.debugger + 32))
        // A table of another shape would have other numbers here.
        let isAsKnown =
            entry(places.debugger + 40) == UInt64(Self.pathSize) && layout.pending == 0 && layout.path == 4
        self.layout = isAsKnown ? layout : nil
    }

    /// Bytes that a script's path may have, its final NUL included.
    package static let pathSize = 512
}
