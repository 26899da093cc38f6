import Model
import Terminal

/// Words and figures for resources.
enum ResourceText {
    /// What the code calls it, else what it is.
    static func name(_ resource: Resource) -> String {
        resource.name ?? "\(resource.kind.name) #\(resource.id)"
    }

    /// Its class; of which package, where that is not Python's own.
    static func type(_ resource: Resource) -> String {
        let parts = resource.type.split(separator: ".")
        let own: Set<Substring> = ["asyncio", "concurrent", "queue", "multiprocessing"]
        guard let first = parts.first, let last = parts.last, own.contains(first) else { return resource.type }
        return String(last)
    }

    /// How full it is, 0 to 1; nil where it has no bound, or none is known.
    static func share(_ resource: Resource) -> Double? {
        guard let use = resource.use, let limit = resource.limit, limit > 0 else { return nil }
        return Double(use) / Double(limit)
    }

    /// `20/20`, `17/∞`, `3`; `set` and `not set` of an event.
    static func use(_ resource: Resource, glyphs: Glyphs) -> String {
        if resource.kind == .event, let value = resource.value { return value > 0 ? "set" : "not set" }
        guard let use = resource.use else { return resource.isClosed == true ? "closed" : "?" }
        if let limit = resource.limit { return "\(use)/\(limit)" }
        return resource.isUnlimited == true ? "\(use)/\(glyphs.infinity)" : "\(use)"
    }

    /// Full while somebody waits is to be acted on, nearly full to be looked at.
    static func role(_ resource: Resource) -> Role {
        guard let share = share(resource) else { return resource.leaked?.isEmpty == false ? .look : .good }
        if share >= 1, resource.waiting > 0, resource.kind != .lock { return .act }
        // A mutex that is taken is full by its nature.
        let isOne = resource.limit == 1
        if share >= 0.8, !isOne || resource.waiting > 0 { return .look }
        return resource.leaked?.isEmpty == false ? .look : .good
    }

    /// All that comes and goes a second.
    static func traffic(_ resource: Resource) -> Double? {
        guard let rates = resource.rates else { return nil }
        let known = [rates.puts, rates.gets, rates.acquires].compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// What comes and goes a second: `+42 −8` of a queue, `12` of what is taken and given back; `≥`: at least so much.
    static func rate(_ resource: Resource, glyphs: Glyphs) -> Phrase {
        guard let rates = resource.rates else { return "" }
        let minus = glyphs == .ascii ? "-" : "−"
        let known = [("+", rates.puts), (minus, rates.gets), ("", rates.acquires)].compactMap { sign, rate in
            rate.map { (sign, $0) }
        }
        guard known.contains(where: { $0.1 > 0 }) else { return known.isEmpty ? "" : .muted("0") }
        let least = rates.isExact ? "" : glyphs == .ascii ? ">" : "≥"
        return Phrase(least + known.map { $0 + NumberText.rate($1) }.joined(separator: " "))
    }

    /// For how many seconds items lie in a queue, and nobody comes for them; only once it has lasted.
    static func stalled(_ resource: Resource, now: Double) -> Double? {
        guard let since = resource.stalledSince, now - since >= 10 else { return nil }
        return now - since
    }

    /// `37 wait`, `12 put`, `1 get`: how many wait, and what to do.
    static func waiting(_ row: ResourceRow) -> String {
        guard row.resource.waiting > 0 else { return "0" }
        let roles = Set(row.waiters.map(\.role))
        let role = roles.count == 1 && row.resource.kind == .queue ? " \(roles.first ?? "")" : ""
        return NumberText.grouped(row.resource.waiting) + role
    }
}
