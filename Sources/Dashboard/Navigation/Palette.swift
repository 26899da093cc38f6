import Model
import Terminal

/// A line for commands, and what it could mean.
struct Palette: Sendable {
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

    init(_ text: String = "") {
        input = LineInput(text)
    }

    /// So many tasks are offered.
    static let tasksLimit = 40

    mutating func type(_ key: Key) {
        if input.text.isEmpty, key == .backspace { return }
        if input.handle(key) { selected = 0 }
    }

    mutating func insert(_ text: String) {
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

extension Dashboard {
    /// What the line could mean, the best first.
    func entries(of palette: Palette) -> [Palette.Entry] {
        let text = palette.input.text
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let rest = words.count > 1 ? words[1].trimmingSpaces : ""
        if words.count > 1, let special = special(words[0], rest) { return special }
        let tasks = text.isEmpty ? [] : taskEntries(text)
        // A number means a task.
        if text.first == "#" || Int(text) != nil { return tasks }
        return ranked(commands + actions, by: text) + tasks
    }

    /// `sort wait`, `filter state:waiting`, `task 17`.
    private func special(_ word: String, _ rest: String) -> [Palette.Entry]? {
        switch word.lowercased() {
        case "sort": return ranked(sorts, by: rest.isEmpty ? "" : "sort \(rest)")
        case "filter":
            guard lineContext else { return [] }
            return [
                Palette.Entry(
                    title: "filter \(rest)", detail: problem(ofFilter: rest) ?? "only rows that match, on this screen",
                    deed: .filter(rest))
            ]
        case "task": return taskEntries(rest)
        default: return nil
        }
    }

    /// True where the screen has a line for filters.
    private var lineContext: Bool {
        switch screen {
        case .tasks, .waits, .slow, .events, .findings, .requests: true
        case .overview, .shutdown, .output: false
        }
    }

    private var commands: [Palette.Entry] {
        var commands: [Palette.Entry] = []
        if !sorts.isEmpty {
            commands.append(
                Palette.Entry(title: "sort", detail: "sort by a column: sort wait", deed: .type("sort ")))
        }
        if lineContext {
            commands.append(
                Palette.Entry(title: "filter", detail: "only what matches: filter stuck", deed: .type("filter ")))
        }
        commands.append(
            Palette.Entry(title: "task", detail: "go to a task by number or name: task 17", deed: .type("task ")))
        return commands
    }

    /// Screens, then what can be done here, then what can be done everywhere.
    private var actions: [Palette.Entry] {
        let context = opened == nil ? Screens.entry(screen)?.context ?? .everywhere : .task
        let usable = keys.usable(in: context, isReadOnly: settings.isReadOnly)
        let movement: Set<Action> = [.up, .down, .pageUp, .pageDown, .first, .last, .palette]
        return usable.filter { !movement.contains($0.action) }.reduce(into: []) { entries, binding in
            guard !entries.contains(where: { $0.deed == .act(binding.action) }) else { return }
            entries.append(
                Palette.Entry(
                    title: binding.title, detail: binding.help, key: binding.keys.first?.name(settings.glyphs) ?? "",
                    deed: .act(binding.action)))
        }
    }

    private func ranked(_ entries: [Palette.Entry], by text: String) -> [Palette.Entry] {
        guard !text.isEmpty else { return entries }
        let scored = entries.enumerated().compactMap { number, entry in
            Fuzzy.score(text, in: entry.title).map { (score: $0, number: number, entry: entry) }
        }
        let sorted = scored.sorted { ($0.score, $1.number) > ($1.score, $0.number) }
        return sorted.map(\.entry)
    }

    private func taskEntries(_ text: String) -> [Palette.Entry] {
        let wanted = text.first == "#" ? String(text.dropFirst()) : text
        let number = Int(wanted)
        var found: [(score: Int, task: TaskRecord)] = []
        for task in picture.tasks.values {
            if let number {
                let digits = "\(task.id.rawValue)"
                guard digits.hasPrefix(wanted) else { continue }
                found.append((task.id.rawValue == number ? 10_000 : 1000 - digits.count, task))
            } else if let score = Fuzzy.score(wanted, in: task.label) {
                found.append((score, task))
            }
        }
        found.sort { ($0.score, $1.task.id) > ($1.score, $0.task.id) }
        return found.prefix(Palette.tasksLimit).map { _, task in
            let at = task.location.map { place($0).text } ?? ""
            return Palette.Entry(
                title: "task \(task.id) \(task.label)", detail: "\(task.state.rawValue)  \(at)", deed: .task(task.id))
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
