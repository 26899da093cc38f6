import Model
import Terminal

/// A line for commands, and what it could mean.
struct Palette: Dialog {
    /// What the screen below it offers.
    struct Offers: Sendable {
        /// Where its keys have their meaning.
        var context: KeyContext
        /// The columns that it can be sorted by.
        var sorts: [(column: String, title: String)] = []
        /// What is wrong with a filter, nil for nothing; nil itself where it has no line for filters.
        var problem: (@Sendable (String) -> String?)?
    }

    let offers: Offers
    private(set) var input: LineInput
    private(set) var selected = 0

    /// Something that can be done.
    struct Entry: Hashable, Sendable {
        /// As it is typed.
        var title: String
        /// What it does.
        var detail: String
        /// The key that does the same; empty for none.
        var key = ""
        var deed: Deed
    }

    enum Deed: Hashable, Sendable {
        case act(Action)
        case task(TaskID)
        case sort(String)
        case filter(String)
        /// Goes on typing with this.
        case type(String)
    }

    init(_ text: String = "", offers: Offers) {
        self.offers = offers
        input = LineInput(text)
    }

    var hasHints: Bool { true }

    /// So many tasks are offered.
    static let tasksLimit = 40

    mutating func act(_ action: Action, _ scene: Scene) -> [Step] {
        let entries = entries(scene)
        let entry = entries.indices.contains(selected) ? entries[selected] : nil
        switch action {
        case .closePalette: return [.close]
        case .completeEntry: if let entry { complete(entry) }
        case .runEntry: if let entry { return run(entry) }
        case .up, .down: move(action, count: entries.count)
        case .quit, .redraw: return [.perform(action)]
        default: break
        }
        return []
    }

    private mutating func run(_ entry: Entry) -> [Step] {
        switch entry.deed {
        case .type:
            complete(entry)
            return []
        case .act(let action): return [.close, .perform(action)]
        case .task(let id): return [.close, .jump(id)]
        case .sort(let column): return [.close, .sort(column)]
        case .filter(let text): return [.close, .filter(text)]
        }
    }

    mutating func type(_ key: Key, _ scene: Scene) {
        if input.text.isEmpty, key == .backspace { return }
        if input.handle(key) { selected = 0 }
    }

    mutating func paste(_ text: String) {
        input.insert(text)
        selected = 0
    }

    mutating func complete(_ entry: Entry) {
        if case .type(let text) = entry.deed { input = LineInput(text) } else { input = LineInput(entry.title) }
        selected = 0
    }

    mutating func move(_ action: Action, count: Int) {
        selected = Scrolling.moved(selected, by: action, page: 1, count: max(1, count))
    }
}
