import Terminal

extension Configuration {
    /// Takes `[keys]`: `sort = "o"`, `filter = ["/", "F4"]`, and for one screen alone `[keys.tasks]`.
    mutating func take(keys value: TOMLValue?, _ places: KeyPlaces) throws(SettingsError) {
        guard let table = value?.table else {
            throw places.error(["keys"], "`keys` is a table: [keys], with lines such as sort = \"o\"")
        }
        for name in table.keys.sorted() {
            let path = ["keys", name]
            if let own = table[name]?.table {
                guard let context = KeyContext.allCases.first(where: { $0.name == name }) else {
                    let known = KeyContext.allCases.map(\.name).joined(separator: ", ")
                    throw places.error(path, "there is no screen `\(name)`; those with keys are \(known)")
                }
                for action in own.keys.sorted() { try take(own[action], action, in: context, path + [action], places) }
            } else {
                try take(table[name], name, in: nil, path, places)
            }
        }
    }

    private mutating func take(
        _ value: TOMLValue?, _ action: String, in context: KeyContext?, _ path: [String],
        _ places: KeyPlaces
    ) throws(SettingsError) {
        let texts = value?.string.map { [$0] } ?? value?.array?.map { $0.string ?? "" }
        guard let texts, !texts.isEmpty else {
            throw places.error(path, "`\(action)` is a key in quotes, or a list of keys")
        }
        var chosen: [Key] = []
        for text in texts {
            guard let key = Key(settingName: text) else {
                throw places.error(
                    path,
                    "`\(text)` is no key; keys are a character, ctrl-a, alt-a, F1 to F12, enter, esc, tab, shift-tab, space, up, down, left, right, home, end, pgup, pgdn, ins, del, backspace"
                )
            }
            if context?.isTyping ?? (context == nil && action.isOfLines), case .character = key {
                throw places.error(
                    path, "`\(text)` is text where `\(action)` has its meaning: choose ctrl-, alt- or F1")
            }
            chosen.append(key)
        }
        guard keys.set(action, in: context, to: chosen) else {
            let known = KeyTable().all.filter { context == nil || $0.context == context }.map(\.name)
            let list = Set(known).sorted().joined(separator: ", ")
            throw places.error(
                path, "there is no action `\(action)`\(context.map { " in `\($0.name)`" } ?? ""); there are \(list)")
        }
        if let (key, first, second) = keys.conflict() {
            throw places.error(
                path,
                "`\(key.settingName)` would mean both \(first.name) (\(first.context.name)) and \(second.name) (\(second.context.name))"
            )
        }
    }
}

extension String {
    /// True of actions that only have a meaning where text is typed.
    fileprivate var isOfLines: Bool {
        let bindings = KeyTable().all.filter { $0.name == self }
        return !bindings.isEmpty && bindings.allSatisfy { $0.context.isTyping }
    }
}
