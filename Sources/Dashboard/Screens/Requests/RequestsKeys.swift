import Terminal

extension ScreenID {
    static let requests = ScreenID(rawValue: "requests")
}

extension KeyContext {
    static let requests = KeyContext("requests")
}

extension RequestsScreen {
    static let keys = KeySection(
        .requests,
        [
            Binding(
                action: .open, keys: [.enter], context: .requests, hint: "open task",
                help: "open the task of the request")
        ] + Bindings.filter(.requests, what: "the requests") + Bindings.sorting(.requests))
}
