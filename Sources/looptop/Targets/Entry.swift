import Attach

/// Sees to it that the processes that a TARGET means have an agent, where the options, or the person who is asked, say so.
struct Entry {
    let meant: MeantProcesses
    let options: InjectionOptions
    /// Shows a sentence and returns the answer; nil where nobody can be asked.
    let ask: ((String) -> Bool)?

    /// Those that can be asked, at least one.
    func services() async throws(AttachError) -> [DiscoveredService] {
        guard !meant.bare.isEmpty else { return meant.services }
        var plans: [InjectionPlan] = []
        var refusals: [InjectionRefusal] = []
        for pid in meant.bare {
            switch Injector.inspect(pid) {
            case .success(let plan): plans.append(plan)
            case .failure(let refusal): refusals.append(refusal)
            }
        }
        guard !plans.isEmpty else { return try seen(because: refusals.first) }
        let sentence = meant.sentence(plans)
        guard options.inject || ask?(sentence) == true else {
            guard meant.services.isEmpty else { return seen(hint: "to put one into the others too: --inject") }
            let reading =
                meant.bare.count == 1
                ? "\nto read its tasks and change nothing: looptop ps \(meant.bare[0]) --outside" : ""
            throw .unreachable("\(sentence)\nto do that: --inject\(reading)\n\(Target.waysIn)")
        }
        for refusal in refusals { Output.note("\(refusal.sentence): it is not seen") }
        return meant.services + (try await enter(plans))
    }

    /// One after the other: each may stand still for a moment. A worker that ends meanwhile keeps nobody from the others.
    private func enter(_ plans: [InjectionPlan]) async throws(AttachError) -> [DiscoveredService] {
        var found: [DiscoveredService] = []
        var problems: [AttachError] = []
        for plan in plans {
            if plan.hasSubinterpreters {
                Output.note("process \(plan.pid) has several interpreters; only the loops of the main one will be seen")
            }
            do throws(AttachError) {
                found.append(try await Injector(keep: options.keep).inject(plan))
            } catch {
                problems.append(error)
            }
        }
        let isInVain = found.isEmpty && meant.services.isEmpty
        for problem in isInVain ? problems.dropLast() : problems[...] { Output.note(problem.message) }
        if isInVain, let problem = problems.last { throw problem }
        return found
    }

    /// Those with an agent, and a word about the others.
    private func seen(because refusal: InjectionRefusal?) throws(AttachError) -> [DiscoveredService] {
        guard meant.services.isEmpty else { return seen(hint: refusal?.remedy) }
        guard let refusal else { throw .unreachable("there is nothing to look at") }
        guard case .notPython(let pid, _) = refusal, let below = Target.services(below: pid, among: try Services.all())
        else { throw refusal.error }
        throw .unreachable("\(refusal.sentence)\nnot process \(pid) itself, but these below it may be meant:\n\(below)")
    }

    private func seen(hint: String?) -> [DiscoveredService] {
        if let gap = meant.gap { Output.note(gap + (hint.map { "\n\($0)" } ?? "")) }
        return meant.services
    }
}
