public import Terminal

/// How many colours a person wants.
public enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    /// As many as the terminal has; none where `NO_COLOR` is set.
    case auto
    /// As many as the terminal has, whatever `NO_COLOR` says.
    case always
    /// None: weight, underline and reverse.
    case never
    /// So many at most.
    case palette = "256"
    case sixteen = "16"
    case eight = "8"

    /// The words that a person may write.
    public static let words = allCases.map(\.rawValue)

    /// What the command line says goes first, then `NO_COLOR`, then the configuration.
    ///
    /// - Parameters:
    ///   - asked: on the command line.
    ///   - isColorless: whether `NO_COLOR` is set to something.
    ///   - configured: in the configuration.
    /// - Returns: the most colours to use.
    public static func most(asked: ColorChoice?, isColorless: Bool, configured: ColorChoice?) -> ColorTier {
        switch asked ?? (isColorless ? .never : configured ?? .auto) {
        case .auto: isColorless ? .mono : .palette256
        case .always, .palette: .palette256
        case .never: .mono
        case .sixteen: .ansi16
        case .eight: .ansi8
        }
    }
}
