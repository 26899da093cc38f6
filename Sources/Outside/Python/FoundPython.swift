/// An interpreter that was found in a process or in a core.
package struct FoundPython: Sendable {
    /// Where `_PyRuntime` is.
    package var runtime: UInt64
    package var version: PythonVersion
    package var isFreeThreaded = false
    /// `_Py_DebugOffsets` (3.13+); else empty.
    package var offsets: [UInt8] = []
    /// The section `.AsyncioDebug` (3.14+); nil where it cannot be had: what was compiled in is right then as well.
    package var asyncio: [UInt8]?
}
