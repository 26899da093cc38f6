import Glibc

/// A file of ours alone that goes when it is no longer needed.
final class TemporaryFile {
    /// Its path.
    let path: String

    /// Writes one.
    init(_ text: String) throws(AttachError) {
        var name = Array("/tmp/looptop-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw .failed("cannot write to /tmp: \(lastError())") }
        defer { close(descriptor) }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            unlink(path)
            throw .failed("cannot write \(path): \(lastError())")
        }
    }

    deinit { unlink(path) }
}
