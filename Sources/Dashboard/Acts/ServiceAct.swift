public import Model

/// Something that is done to the service, each asked for explicitly.
public enum ServiceAct: Hashable, Sendable {
    /// The service is to end, or to hear a further signal.
    case shutdown(ShutdownOrder)
    /// One task is to end.
    case cancel(TaskID)
    /// asyncio's debug mode is switched.
    case debug(DebugOrder)
}

/// What a key that acts leads to: a question, or why there is none.
enum ActQuestion {
    case ask(ActDialog)
    /// It is known already that it cannot be done: that is said before a word is typed.
    case impossible(Phrase)
}
