import Model
import Terminal

/// What stands in the way of acts, as far as it is known from here.
extension Scene {
    /// Why nothing can be done to the service; nil where something can.
    var actsObstacle: Phrase? {
        if settings.isReadOnly {
            return Phrase("nothing can be done from here: this looptop only looks", .act)
        }
        if shutdown.plan?.isReadOnly == true {
            return Phrase("the service refuses acts: LOOPTOP_READ_ONLY is set in it", .act)
        }
        return nil
    }

    /// The same of what goes through the agent alone.
    var agentObstacle: Phrase? {
        if let actsObstacle { return actsObstacle }
        guard case .lost(let reason) = connection else { return nil }
        return Phrase("the service is out of reach: \(reason)", .act)
    }

    /// Why a task cannot be asked to end; nil where it can.
    func cancelObstacle(_ id: TaskID) -> Phrase? {
        let title = "\(id) \(lastRecord(id)?.label ?? "")"
        guard picture.tasks[id] != nil else { return Phrase("\(title) has ended", .look) }
        let circle = CancelReach(of: id, in: picture).circle
        guard !circle.isEmpty else { return nil }
        let way = circle.map { "\($0)" }.joined(separator: " waits for ")
        return Phrase(
            "\(title) cannot be cancelled: a circle of tasks, \(way), in which Python would go round; break it in the code",
            .act)
    }
}
