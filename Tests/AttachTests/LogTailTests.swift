import Foundation
import Testing

@testable import Attach

@Suite struct LogTailTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "tail-\(UUID().uuidString).log")

    private func append(_ text: String) throws {
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private func withoutFile() { try? FileManager.default.removeItem(at: file) }

    @Test func linesComeOnceTheyAreWhole() throws {
        defer { withoutFile() }
        var tail = LogTail(path: file.path)
        #expect(tail.read().isEmpty)
        try append("one\ntw")
        #expect(tail.read().lines == ["one"])
        #expect(tail.read().isEmpty)
        try append("o\n\n")
        #expect(tail.read().lines == ["two", ""])
    }

    @Test func aFileThatWasCutOrReplacedBeginsAnew() throws {
        defer { withoutFile() }
        var tail = LogTail(path: file.path)
        try append("a long first line\n")
        #expect(!tail.read().isNew)
        try Data("cut\n".utf8).write(to: file, options: [])
        var addition = tail.read()
        #expect(addition.isNew && addition.lines == ["cut"])
        try Data("another file\n".utf8).write(to: file, options: .atomic)
        addition = tail.read()
        #expect(addition.isNew && addition.lines == ["another file"])
    }

    @Test func hugeLinesAreCutAndFloodsAreSkipped() throws {
        defer { withoutFile() }
        var tail = LogTail(path: file.path)
        try append(String(repeating: "x", count: 10_000) + "\n")
        #expect(tail.read().lines.map(\.count) == [LogTail.lineLimit])
        try append(String(repeating: "0123456789abcde\n", count: LogTail.window / 8))
        let addition = tail.read()
        #expect(addition.skipped == LogTail.window)
        #expect(addition.lines.count == LogTail.window / 16)
        #expect(addition.lines.allSatisfy { $0 == "0123456789abcde" })
    }

    @Test func aDirectoryOrAPipeIsNoLog() {
        var tail = LogTail(path: "/tmp")
        #expect(tail.read().isEmpty)
        var missing = LogTail(path: "/nonexistent/log")
        #expect(missing.read().isEmpty)
    }
}
