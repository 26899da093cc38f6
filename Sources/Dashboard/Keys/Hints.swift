/// What the last line shows.
enum Hints {
    /// Bindings with a hint, in order: those of the context that may be left out where room is short, and those at the
    /// right end that never are.
    static func of(_ context: KeyContext, in table: KeyTable, isReadOnly: Bool = false) -> (
        left: [Binding], right: [Binding]
    ) {
        let shown = table.all.filter { $0.hint != nil && !$0.keys.isEmpty && !($0.isAct && isReadOnly) }
        let own = shown.filter { $0.context == context }
        guard context.kind == .screen, context != .help else { return ([], own) }
        let shared = shown.filter { $0.context == .everywhere }
        let fixed: Set<Action> = [.help, .quit]
        let local = context == .everywhere ? [] : own
        return (local + shared.filter { !fixed.contains($0.action) }, shared.filter { fixed.contains($0.action) })
    }
}
