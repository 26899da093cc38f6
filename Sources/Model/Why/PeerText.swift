/// What the other side of a wait has not done yet, in a sentence.
public enum PeerText {
    /// `10.0.0.7:5432 has not answered for 12.0s`; nil of a socket that waits for whoever comes.
    ///
    /// - Parameter now: the service's clock, Unix seconds.
    public static func sentence(_ wait: Wait, at now: Double) -> String? {
        let who = wait.peer ?? "the other side, whose address is not known,"
        let time = "for \(wait.isExact ? "" : "at least ")\(DurationText.short(max(0, now - wait.since)))"
        switch (wait.kind, wait.on ?? "") {
        case ("pipe", _): return "\(who), for which this waits \(time)"
        case ("process", "process end"): return "\(who) has not ended \(time)"
        case ("process", _): return "\(who) has ended, and its output has not \(time): another process keeps it open"
        case (_, "read"): return "\(who) has sent nothing \(time)"
        case (_, "write"): return "\(who) has not read what is sent to it \(time)"
        case (_, "connect"): return "\(who) has not accepted the connection \(time)"
        case (_, "TLS handshake"): return "\(who) has not answered the TLS handshake \(time)"
        case (_, "read stdout"), (_, "read stderr"): return "\(who) has written nothing \(time)"
        case (_, "write stdin"): return "\(who) has not read its standard input \(time)"
        default: return nil
        }
    }
}
