import Terminal

/// What keys mean: the built-in bindings, as far as the user has not chosen others.
///
/// Hints, help, the palette, the manual page and the dispatch of keys are all made of it.
public struct KeyTable: Hashable, Sendable {
    /// In the order in which hints and help show them.
    private(set) var all: [Binding]
    /// As they are before the user chooses others.
    private let builtIn: [Binding]
    /// The places, in the order in which help and manual show them.
    let contexts: [KeyContext]

    /// The bindings of all places.
    init(_ sections: [KeySection]) {
        all = sections.flatMap(\.bindings)
        builtIn = all
        contexts = sections.map(\.context)
    }

    /// What a key means in a context: the context's own meaning first, then everybody's.
    func action(for key: Key, in context: KeyContext, isReadOnly: Bool = false) -> Action? {
        if let own = all.first(where: { $0.context == context && $0.keys.contains(key) }) {
            return own.isAct && isReadOnly ? nil : own.action
        }
        guard context.kind == .screen || key == .control("l") || context.isTyping && key == .control("c") else {
            return nil
        }
        return all.first { $0.context == .everywhere && $0.keys.contains(key) && !($0.isAct && isReadOnly) }?.action
    }

    /// The bindings that a person can use in a context: its own, then those of everywhere that it leaves alone.
    func usable(in context: KeyContext, isReadOnly: Bool = false) -> [Binding] {
        let allowed = all.filter { !($0.isAct && isReadOnly) }
        let own = allowed.filter { $0.context == context }
        guard context != .everywhere, context.kind == .screen else { return own }
        return own + allowed.filter { $0.context == .everywhere }
    }

    /// Gives an action other keys, in one context or in all in which it has some.
    ///
    /// - Returns: false where it has none there.
    mutating func set(_ name: String, in context: KeyContext?, to keys: [Key]) -> Bool {
        let places = all.indices.filter { all[$0].name == name && (context == nil || all[$0].context == context) }
        for (number, place) in places.enumerated() {
            // An action may have two bindings in one context: the first takes the keys.
            let isFirst = !places[..<number].contains { all[$0].context == all[place].context }
            all[place].keys = isFirst ? keys : []
        }
        return !places.isEmpty
    }

    /// Two bindings of one key where one person would mean both: within a context, or a context and everywhere. What the
    /// built-in table shadows by intent is none.
    func conflict() -> (key: Key, first: Binding, second: Binding)? {
        let intended = Set(Self.shadows(in: builtIn).map(\.pair))
        for context in contexts {
            let own = all.filter { $0.context == context }
            for (number, first) in own.enumerated() {
                for second in own[(number + 1)...] {
                    if let key = first.keys.first(where: second.keys.contains) { return (key, first, second) }
                }
            }
        }
        return Self.shadows(in: all).first { !intended.contains($0.pair) }.map { ($0.key, $0.own, $0.everywhere) }
    }

    /// A context's own meaning of a key that means something else everywhere.
    private struct Shadow {
        let key: Key
        let own: Binding
        let everywhere: Binding
        var pair: [AnyHashable] { [key, own.context, own.action, everywhere.action] }
    }

    private static func shadows(in all: [Binding]) -> [Shadow] {
        let everywhere = all.filter { $0.context == .everywhere }
        return all.filter { $0.context != .everywhere && $0.context.kind == .screen }.flatMap { own in
            everywhere.flatMap { other in
                own.action == other.action
                    ? [] : own.keys.filter(other.keys.contains).map { Shadow(key: $0, own: own, everywhere: other) }
            }
        }
    }
}

/// One key binding as documents tell it.
public struct KeyDescription: Hashable, Sendable {
    /// The screen or the place where it holds: `everywhere`, `tasks`, `filter-line`.
    public var context: String
    /// The action's name in the configuration: `page-down`.
    public var action: String
    /// The keys, the first first: `/`, `F4`, `ctrl-d`.
    public var keys: [String]
    /// One to three words.
    public var title: String
    /// A sentence.
    public var description: String
    /// True where it does something to the service.
    public var isAct: Bool
}

extension KeyTable {
    /// Every binding, by context, in the order of the help.
    public var descriptions: [KeyDescription] {
        contexts.flatMap { context in
            all.filter { $0.context == context && !$0.keys.isEmpty }.map { binding in
                KeyDescription(
                    context: context.name, action: binding.name, keys: binding.keys.map(\.settingName),
                    title: binding.title, description: binding.help, isAct: binding.isAct)
            }
        }
    }
}
