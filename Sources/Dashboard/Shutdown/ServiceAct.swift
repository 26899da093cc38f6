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
