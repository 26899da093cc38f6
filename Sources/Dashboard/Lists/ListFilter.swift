import Model
import Terminal

/// What a list is narrowed down to: words that a row must have all of, in any order.
struct ListFilter: Sendable {
    /// The line being typed.
    private(set) var input: LineInput?
    private(set) var text = ""
    private var words: [TextPattern] = []

    var isEmpty: Bool { words.isEmpty }

    /// True where each word is found in one of the texts.
    func matches(_ texts: [String]) -> Bool {
        words.allSatisfy { word in texts.contains(where: word.matches) }
    }

    /// Begins to type, or ends, or forgets all.
    ///
    /// - Returns: whether the action meant something here.
    mutating func act(_ action: Action) -> Bool {
        switch action {
        case .filter: input = LineInput(text)
        case .keepFilter: input = nil
        case .clearFilter:
            input = nil
            set("")
        default: return false
        }
        return true
    }

    mutating func type(_ key: Key) {
        guard input?.handle(key) == true else { return }
        set(input?.text ?? "")
    }

    mutating func paste(_ text: String) {
        guard input != nil else { return }
        input?.insert(text)
        set(input?.text ?? "")
    }

    private mutating func set(_ text: String) {
        self.text = text
        words = text.split(separator: " ").map { TextPattern($0) }
    }
}
