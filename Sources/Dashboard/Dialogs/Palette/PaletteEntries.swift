import Model
import Terminal

extension Palette {
    /// What the line could mean, the best first.
    func entries(_ scene: Scene) -> [Entry] {
        let text = input.text
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let rest = words.count > 1 ? words[1].trimmingSpaces : ""
        if words.count > 1, let special = special(words[0], rest, scene) { return special }
        let tasks = text.isEmpty ? [] : taskEntries(text, scene)
        // A number means a task.
        if text.first == "#" || Int(text) != nil { return tasks }
        return ranked(commands + actions(scene), by: text) + tasks
    }

    /// `sort wait`, `filter state:waiting`, `task 17`.
    private func special(_ word: String, _ rest: String, _ scene: Scene) -> [Entry]? {
        switch word.lowercased() {
        case "sort": return ranked(sorts, by: rest.isEmpty ? "" : "sort \(rest)")
        case "filter":
            guard let problem = offers.problem else { return [] }
            return [
                Entry(
                    title: "filter \(rest)", detail: problem(rest) ?? "only rows that match, on this screen",
                    deed: .filter(rest))
            ]
        case "task": return taskEntries(rest, scene)
        default: return nil
        }
    }

    private var commands: [Entry] {
        var commands: [Entry] = []
        if !sorts.isEmpty {
            commands.append(
                Entry(title: "sort", detail: "sort by a column: sort wait", deed: .type("sort ")))
        }
        if offers.problem != nil {
            commands.append(
                Entry(title: "filter", detail: "only what matches: filter stuck", deed: .type("filter ")))
        }
        commands.append(
            Entry(title: "task", detail: "go to a task by number or name: task 17", deed: .type("task ")))
        return commands
    }

    /// Screens, then what can be done here, then what can be done everywhere.
    private func actions(_ scene: Scene) -> [Entry] {
        let keys = scene.settings.configuration.keys
        let usable = keys.usable(in: offers.context, isReadOnly: scene.settings.isReadOnly)
        let movement: Set<Action> = [.up, .down, .pageUp, .pageDown, .first, .last, .palette]
        return usable.filter { !movement.contains($0.action) }.reduce(into: []) { entries, binding in
            guard !entries.contains(where: { $0.deed == .act(binding.action) }) else { return }
            entries.append(
                Entry(
                    title: binding.title, detail: binding.help, key: binding.keys.first?.name(scene.glyphs) ?? "",
                    deed: .act(binding.action)))
        }
    }

    private var sorts: [Entry] {
        offers.sorts.map {
            Entry(title: "sort \($0.column)", detail: "by the column \($0.title)", deed: .sort($0.column))
        }
    }

    private func ranked(_ entries: [Entry], by text: String) -> [Entry] {
        guard !text.isEmpty else { return entries }
        let scored = entries.enumerated().compactMap { number, entry in
            Fuzzy.score(text, in: entry.title).map { (score: $0, number: number, entry: entry) }
        }
        let sorted = scored.sorted { ($0.score, $1.number) > ($1.score, $0.number) }
        return sorted.map(\.entry)
    }

    private func taskEntries(_ text: String, _ scene: Scene) -> [Entry] {
        let wanted = text.first == "#" ? String(text.dropFirst()) : text
        let number = Int(wanted)
        var found: [(score: Int, task: TaskRecord)] = []
        for task in scene.picture.tasks.values {
            if let number {
                let digits = "\(task.id.rawValue)"
                guard digits.hasPrefix(wanted) else { continue }
                found.append((task.id.rawValue == number ? 10_000 : 1000 - digits.count, task))
            } else if let score = Fuzzy.score(wanted, in: task.label) {
                found.append((score, task))
            }
        }
        found.sort { ($0.score, $1.task.id) > ($1.score, $0.task.id) }
        return found.prefix(Self.tasksLimit).map { _, task in
            let at = task.location.map { scene.place($0).text } ?? ""
            return Entry(
                title: "task \(task.id) \(task.label)", detail: "\(task.state.rawValue)  \(at)", deed: .task(task.id))
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }) }
}
