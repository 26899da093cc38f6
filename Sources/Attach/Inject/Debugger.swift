import Glibc

/// gdb, where it is installed.
enum Debugger {
    /// What it calls in the interpreter.
    static let needed: Set<String> = [
        "PyGILState_Ensure", "PyGILState_Release", "PyRun_SimpleString", "Py_AddPendingCall", "PyCallable_Check",
        "PyErr_CheckSignals", "PyMem_RawMalloc", "PyMem_RawFree", "PyInterpreterState_Head", "PyInterpreterState_Next",
    ]

    /// Its path.
    static func find() -> String? {
        let folders = (ProcessEnvironment.current["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/gdb" }.first { access($0, X_OK) == 0 }
    }
}
