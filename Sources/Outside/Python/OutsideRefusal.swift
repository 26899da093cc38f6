/// Why a process, or a core file, cannot be read from outside.
package enum OutsideRefusal: Error, Hashable {
    /// The kernel does not let us: see who may.
    case forbidden
    /// There is no CPython in it, or none that can be found.
    case noPython
    case freeThreaded(PythonVersion)
    case unknownVersion
    /// A version whose layout is not known.
    case otherVersion(PythonVersion)
    /// What is there is not what this version has; with what was found and what was expected.
    case otherLayout(PythonVersion, found: String)
    /// The interpreter is starting or ending, or its memory is not whole.
    case noInterpreter
    /// The file is no core file of a program with 64 bits, or a part of it is missing.
    case noCore(reason: String)
    /// A core holds no copy of what is in files: this one is needed, and is not there or is another.
    case missingFile(String)

    /// What is the matter, in one sentence that goes on after a name: `process 12 …`.
    package var sentence: String {
        switch self {
        case .forbidden: "may not be read"
        case .noPython: "has no CPython that can be found"
        case .freeThreaded(let version): "runs a free-threaded Python \(version), which cannot be read from outside"
        case .unknownVersion: "does not tell which Python it runs"
        case .otherVersion(let version): "runs Python \(version), whose layout this looptop does not know"
        case .otherLayout(let version, let found):
            "runs a Python \(version) with another layout than expected (\(found)): it is not read, for all would be guesses"
        case .noInterpreter:
            "has a Python that cannot be read now: it is starting or ending, or its memory is not as it should be"
        case .noCore(let reason): "is no core file that can be read: \(reason)"
        case .missingFile(let file):
            "needs \(file), which is not here: a core holds no copy of files; name it with --executable"
        }
    }
}
