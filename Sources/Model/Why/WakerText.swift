/// Who wakes a task that waits for a resource, where that is no single task, in a sentence.
public enum WakerText {
    /// `#2 consumer, which took from it, failed at least 18s ago: ValueError: n/a`, `whoever puts next wakes it; ...`.
    public static func sentence(_ wait: ResourceWait, in picture: Picture) -> String {
        let resource = picture.resources[wait.resource]
        if resource?.unwokenSince != nil { return "it is free, and this was not woken: a wake-up was lost" }
        if resource?.abandonedSince != nil { return "no task or thread is seen that could give it back" }
        if let fallen = resource?.fallen.first, ["put", "join"].contains(wait.role) {
            let time = DurationText.short(max(0, picture.now - fallen.ended))
            return "\(fallen.task) \(fallen.name), which took from it, failed at least \(time) ago: \(fallen.error)"
        }
        if resource?.kind == .executor, wait.role == "acquire" { return "it goes on once a thread is free" }
        return usual(wait.role)
    }

    private static func usual(_ role: String) -> String {
        switch role {
        case "get": "whoever puts next wakes it; nobody can tell who that will be"
        case "put": "whoever takes next wakes it; nobody can tell who that will be"
        case "acquire": "it is not known who has it"
        default: "nobody can tell who will wake it"
        }
    }
}
