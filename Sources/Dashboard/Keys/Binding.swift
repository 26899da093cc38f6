import Model
import Terminal

/// One meaning of one or more keys.
struct Binding: Hashable, Sendable {
    /// What happens.
    var action: Action
    /// The first is the one that hints show.
    var keys: [Key]
    /// Where the keys mean it.
    var context: KeyContext
    /// One or two words for the hint bar; nil to leave it to the help.
    var hint: String?
    /// A sentence for the help.
    var help: String
    /// True where it does something to the service: not for those who only read.
    var isAct = false

    /// The action's name in the configuration.
    var name: String { action.name }

    /// In few words, for the palette.
    var title: String {
        if let screen = action.screen { return screen.rawValue.prefix(1).uppercased() + screen.rawValue.dropFirst() }
        return name.changing("-", to: " ")
    }
}
