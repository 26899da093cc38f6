import Terminal

extension ScreenID {
    static let slow = ScreenID(rawValue: "slow")
}

extension KeyContext {
    static let slow = KeyContext("slow", title: "slow callbacks")
}

extension SlowScreen {
    static let keys = KeySection(
        .slow,
        [
            Binding(
                action: .open, keys: [.enter], context: .slow, hint: "open task",
                help: "open the task of the last block, while it is known")
        ] + Bindings.filter(.slow, what: "the slow callbacks") + Bindings.sorting(.slow))
}
