import Attach
import Wire

/// What a command asks agents to tell.
struct Topics: ExpressibleByArrayLiteral, Sendable {
    /// What it is for: an agent that cannot tell that is too old for it.
    let needed: [Topic]
    /// What makes it better: an older agent may be without.
    let welcome: [Topic]

    init(_ needed: [Topic], welcome: [Topic] = []) {
        self.needed = needed
        self.welcome = welcome
    }

    init(arrayLiteral topics: Topic...) { self.init(topics) }

    var all: [Topic] { needed + welcome }

    /// Tasks, and the resources that they wait for, by their names.
    static let tasks = Topics(Connection.taskTopics, welcome: [.resources])
}
