/// What the agent bounds, where this side has to know it.
public enum Limits {
    /// Tasks that one client may look at: their steps are counted exactly.
    public static let lookedAt = 200
    /// Bytes of a line, its end apart.
    public static let line = 1 << 20
}
