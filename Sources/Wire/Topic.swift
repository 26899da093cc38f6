/// What a client may subscribe to, in the order in which the agent sends it.
public enum Topic: String, Hashable, Sendable, CaseIterable {
    case tasks, vitals, slow, events, requests, resources, shutdown
}
