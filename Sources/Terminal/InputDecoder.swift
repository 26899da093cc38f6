internal import CNcurses

/// One piece of input as ncurses gives it.
enum RawInput: Hashable {
    /// A Unicode scalar.
    case character(Int32)
    /// One of `LT_KEY_*`.
    case key(Int32)
    /// One of `LT_BUTTON_*`, column and row.
    case mouse(Int32, x: Int32, y: Int32)
}

/// Turns pieces of input into events: Alt, control letters, pastes and graphemes. A plain value.
struct InputDecoder {
    private var pasted: String?
    private var escaped = false

    /// What one batch of input, all that there is now, amounts to.
    mutating func decode(_ batch: [RawInput]) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for (index, input) in batch.enumerated() {
            switch input {
            case .character(let value): take(value, isLast: index == batch.count - 1, into: &events)
            case .key(let code): take(key: code, into: &events)
            case .mouse(let button, let x, let y): take(button, x: Int(x), y: Int(y), into: &events)
            }
        }
        return events
    }

    private mutating func take(_ value: Int32, isLast: Bool, into events: inout [TerminalEvent]) {
        guard let scalar = Unicode.Scalar(UInt32(bitPattern: value)) else { return }
        if pasted != nil {
            pasted?.unicodeScalars.append(scalar)
        } else if escaped {
            escaped = false
            events.append(.key(.alt(Character(scalar))))
        } else if scalar == "\u{1B}", !isLast {
            escaped = true
        } else {
            events.append(.key(Self.key(scalar)))
        }
    }

    private mutating func take(key code: Int32, into events: inout [TerminalEvent]) {
        escaped = false
        switch Int(code) {
        case Int(LT_KEY_PASTE_BEGIN): pasted = ""
        case Int(LT_KEY_PASTE_END):
            if let pasted { events.append(.paste(pasted)) }
            pasted = nil
        default:
            guard pasted == nil, let key = Self.key(code: Int(code)) else { return }
            events.append(.key(key))
        }
    }

    private mutating func take(_ button: Int32, x: Int, y: Int, into events: inout [TerminalEvent]) {
        escaped = false
        guard pasted == nil else { return }
        switch Int(button) {
        case Int(LT_BUTTON_PRESSED): events.append(.mouse(MouseEvent(.press, x: x, y: y)))
        case Int(LT_WHEEL_UP): events.append(.mouse(MouseEvent(.wheelUp, x: x, y: y)))
        case Int(LT_WHEEL_DOWN): events.append(.mouse(MouseEvent(.wheelDown, x: x, y: y)))
        default: break
        }
    }

    private static func key(_ scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x1B: .escape
        case 0x08, 0x7F: .backspace
        case 0x00: .control(" ")
        case 0x01...0x1A: Unicode.Scalar(scalar.value + 0x60).map { .control(Character($0)) } ?? .escape
        default: .character(Character(scalar))
        }
    }

    private static func key(code: Int) -> Key? {
        switch code {
        case Int(LT_KEY_UP): .up
        case Int(LT_KEY_DOWN): .down
        case Int(LT_KEY_LEFT): .left
        case Int(LT_KEY_RIGHT): .right
        case Int(LT_KEY_HOME): .home
        case Int(LT_KEY_END): .end
        case Int(LT_KEY_PAGE_UP): .pageUp
        case Int(LT_KEY_PAGE_DOWN): .pageDown
        case Int(LT_KEY_INSERT): .insert
        case Int(LT_KEY_DELETE): .delete
        case Int(LT_KEY_BACKSPACE): .backspace
        case Int(LT_KEY_BACK_TAB): .backTab
        case Int(LT_KEY_ENTER): .enter
        case Int(LT_KEY_FUNCTION) + 1...Int(LT_KEY_FUNCTION) + 12: .function(code - Int(LT_KEY_FUNCTION))
        default: nil
        }
    }
}
