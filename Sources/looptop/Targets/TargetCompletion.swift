import ArgumentParser
import Attach

extension CompletionKind {
    /// The services that run here: those whose name no other has by their name, the others by their pid, and applications
    /// by theirs. Nobody is asked elsewhere: a key shall be answered at once.
    static let target = CompletionKind.custom { words, _, prefix in
        guard !words.contains("--via"), !prefix.contains("/"), let services = try? Services.all() else { return [] }
        return TargetWords.of(services).filter { $0.hasPrefix(prefix) && (!words.contains($0) || $0 == prefix) }
    }
}

/// What can be typed for a TARGET.
enum TargetWords {
    /// Names, else pids.
    static func of(_ services: [DiscoveredService]) -> [String] {
        let ours = services.filter(\.isOurs)
        var words: Set<String> = []
        for (name, bearers) in Dictionary(grouping: ours, by: \.name) {
            let leaders = Set(bearers.map { $0.application ?? $0.pid })
            // A name is typed as one word: what a shell would take apart is left to the pid.
            if leaders.count == 1, !name.contains(where: { $0.isWhitespace || ":\\'\"$`*?[]{}()<>|&;#!".contains($0) })
            {
                words.insert(name)
            } else {
                words.formUnion(bearers.map { "\($0.pid)" })
            }
        }
        return words.sorted()
    }
}
