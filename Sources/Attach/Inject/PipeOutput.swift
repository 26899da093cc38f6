import Glibc
import Model

/// What a child process says, through a pipe.
struct PipeOutput {
    /// The end that the child gets.
    let writing: Int32
    /// So far.
    private(set) var text = ""
    private let reading: Reading

    /// Closed when nobody has it any more.
    private final class Reading: Sendable {
        let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }
    }

    init() throws(AttachError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .failed("no pipe: \(lastError())") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        reading = Reading(ends[0])
        writing = ends[1]
    }

    /// To be called once the child has its own.
    func closeWriting() {
        close(writing)
    }

    /// Takes in what is there; never waits.
    mutating func read() {
        var piece = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = Glibc.read(reading.descriptor, &piece, piece.count), count > 0 {
            text = String((text + String(decoding: piece[..<count], as: UTF8.self)).suffix(1 << 16))
        }
    }

    /// Whether the script has come to its end.
    var isDone: Bool { text.holds(GdbScript.done) }
}
