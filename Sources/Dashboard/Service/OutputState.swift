import Terminal

/// The service's own output as far as it is kept, and which part of it is shown.
struct OutputState: Sendable {
    /// So many lines are kept.
    static let limit = 5000

    private var lines: [String] = []
    /// The number of the first line kept, counted from 0.
    private var first = 0
    /// The number of the line at the top; nil while the newest is followed.
    private var top: Int?
    /// Lines from this number on wait until the picture moves again.
    private var end: Int?
    /// True while it is shown below the other screens.
    var isPaneOpen = false

    var isFollowing: Bool { top == nil }
    /// How many lines are shown to those who scroll.
    var count: Int { max(0, min(end ?? .max, first + lines.count) - first) }
    var isEmpty: Bool { count == 0 }

    /// The picture stands still, or moves again.
    mutating func freeze(_ isFrozen: Bool) {
        end = isFrozen ? first + lines.count : nil
    }

    /// Takes in lines; made harmless and short enough to be kept.
    mutating func append(_ new: [String]) {
        lines += new.suffix(Self.limit).map(Self.plain)
        // a few more than the limit, so that not every line moves all others
        guard lines.count > Self.limit + 500 else { return }
        first += lines.count - Self.limit
        lines.removeFirst(lines.count - Self.limit)
    }

    /// The lines to show in so many rows.
    func shown(_ rows: Int) -> ArraySlice<String> {
        let start = start(rows)
        return lines[start..<min(count, start + max(0, rows))]
    }

    mutating func act(_ action: Action, page: Int) {
        guard !isEmpty else { return }
        let last = max(0, count - page)
        let target = Scrolling.moved(start(page), by: action, page: page, count: last + 1)
        top = action == .last || target >= last ? nil : first + target
    }

    private func start(_ rows: Int) -> Int {
        let last = max(0, count - rows)
        return max(0, min(last, top.map { $0 - first } ?? last))
    }

    /// Without what moves the cursor or colours text; of a line that was written over the last state.
    static func plain(_ line: String) -> String {
        var text = ""
        var scalars = Array(line.unicodeScalars.prefix(4096))[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\u{1B}": skipSequence(&scalars)
            case "\r" where !scalars.isEmpty: text = ""
            case "\t": text += String(repeating: " ", count: 8 - text.count % 8)
            case _ where scalar.properties.generalCategory == .control: continue
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The rest of an escape sequence: parameters and a final letter, or a text up to its terminator.
    private static func skipSequence(_ scalars: inout ArraySlice<Unicode.Scalar>) {
        switch scalars.popFirst() {
        case "[": while let next = scalars.popFirst(), !(0x40...0x7E).contains(next.value) {}
        case "]", "P", "X", "^", "_":
            while let next = scalars.popFirst(), next != "\u{07}" {
                guard next == "\u{1B}" else { continue }
                scalars = scalars.dropFirst()
                return
            }
        case let intermediate? where (0x20...0x2F).contains(intermediate.value): scalars = scalars.dropFirst()
        default: return
        }
    }
}
