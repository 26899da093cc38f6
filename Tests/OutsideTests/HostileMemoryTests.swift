import Foundation
import Testing

@testable import Outside

/// Memory that is not what it should be: no crash, no hang, whatever stands in it.
@Suite(.serialized) struct HostileMemoryTests {
    /// A recorded memory in which some words were replaced.
    private final class CorruptPages: PageSource {
        private let origin: RecordedPages
        private var words: [UInt64: [(Int, UInt64)]] = [:]

        init(_ origin: RecordedPages, seed: UInt64) {
            self.origin = origin
            var random = SplitMix(state: seed)
            let pages = origin.pages.keys.sorted()
            for _ in 0..<(1 << Int.random(in: 0...9, using: &random)) {
                let page = pages[Int.random(in: 0..<pages.count, using: &random)]
                let other = pages[Int.random(in: 0..<pages.count, using: &random)] << 12
                let value: UInt64 =
                    switch Int.random(in: 0..<8, using: &random) {
                    case 0: 0
                    case 1: .max
                    case 2: UInt64.random(in: 0...64, using: &random)
                    case 3: 1 << UInt64.random(in: 0...63, using: &random)
                    case 4, 5: other + UInt64.random(in: 0..<512, using: &random) * 8
                    default: random.next()
                    }
                words[page, default: []].append((Int.random(in: 0..<512, using: &random) * 8, value))
            }
        }

        func copy(_ pages: [UInt64], into buffer: UnsafeMutableRawPointer) -> [Bool] {
            let isThere = origin.copy(pages, into: buffer)
            for (index, page) in pages.enumerated() where isThere[index] {
                for (offset, value) in words[page] ?? [] {
                    (buffer + index * Page.size + offset).storeBytes(of: value, as: UInt64.self)
                }
            }
            return isThere
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// How often: `OUTSIDE_CORRUPTIONS` in the environment, for a run by hand.
    private var rounds: Int { ProcessInfo.processInfo.environment["OUTSIDE_CORRUPTIONS"].flatMap { Int($0) } ?? 1000 }

    @Test(arguments: RunningPython.versions.filter { ["3.8", "3.11", "3.13"].contains($0) })
    func `corrupt memory is refused, or read as something else`(_ version: String) throws {
        let service = try RunningPython(version, "idle")
        let mappings = try #require(MemoryMapping.all(of: service.pid))
        let files = ProcessFiles(pid: service.pid)
        let memory = RecordedPages(recording: ProcessPages(pid: service.pid))
        let python = try PythonSearch(mappings, memory, executable: files.executable ?? "") { files.contents(of: $0) }
            .find()
        let recording = RecordedPages(recording: ProcessPages(pid: service.pid))
        let whole = try OutsideReader(recording, python).read()
        let image = RecordedPages(recording.pages)
        #expect(try OutsideReader(image, python).read().tasks.count == whole.tasks.count)
        var differing = 0
        for seed in 0..<rounds {
            let corrupt = CorruptPages(image, seed: UInt64(seed))
            let reading = try? OutsideReader(corrupt, python).read()
            if reading?.tasks.count != whole.tasks.count { differing += 1 }
        }
        #expect(differing > 0, "the corruption reached nothing that is read")
    }
}
