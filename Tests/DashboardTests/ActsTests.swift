import Model
import Terminal
import Testing

@testable import Dashboard

/// What is done to the service: what is asked before, and what is said of the answers.
@Suite struct ActsTests {
    /// Two tasks that wait for each other, and one that waits for them.
    private static let circle = [
        Sample.task(
            2, "ring-a", "ring", at: Sample.line("app/ring.py", 4, "ring"), wait: Sample.wait("task", nil, 9, task: 3)),
        Sample.task(
            3, "ring-b", "ring", at: Sample.line("app/ring.py", 4, "ring"), wait: Sample.wait("task", nil, 9, task: 2)),
        Sample.task(
            5, "watcher", "watch", at: Sample.line("app/ring.py", 9, "watch"),
            wait: Sample.wait("task", nil, 9, task: 2)),
        Sample.task(7, "free", "work", at: Sample.line("app/a.py", 3, "work")),
    ]

    private func shown(_ tasks: [TaskRecord] = Self.circle, size: Size = Size(120, 36)) -> Dashboard {
        var dashboard = Dashboard.showing(Sample.picture(tasks: tasks), size: size)
        dashboard.press(.character("2"))
        return dashboard
    }

    private func acts(_ effects: [Effect]) -> [ServiceAct] {
        effects.compactMap { if case .act(let act) = $0 { act } else { nil } }
    }

    @Test(arguments: [Size(120, 36), Size(80, 24), Size(60, 15)])
    func aCircleIsRefusedOnTheTasksOwnScreenBeforeAWordIsTyped(size: Size) {
        var dashboard = shown(size: size)
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(2))
        #expect(acts(dashboard.press(.character("x"))).isEmpty && dashboard.actDialog == nil)
        let words = dashboard.text(size).split { " \n".contains($0) }.joined(separator: " ")
        #expect(
            words.contains("#2 ring-a cannot be cancelled: a circle of tasks, #2 waits for #3 waits for #2"), "\(words)"
        )
        #expect(words.contains("break it in the code"))
        _ = dashboard.update(Sample.picture(tasks: Self.circle))
        #expect(dashboard.text(size).contains("cannot be cancelled"), "it stays until the next key")
        dashboard.press(.down)
        #expect(!dashboard.text(size).contains("cannot be cancelled"))
    }

    @Test func whoeverWaitsForACircleCannotBeCancelledEither() {
        var dashboard = shown()
        dashboard.press(.end, .up, .character("x"))
        #expect(dashboard.actDialog == nil && dashboard.text().contains("#5 watcher cannot be cancelled"))
        dashboard.press(.end, .character("x"))
        #expect(dashboard.actDialog != nil)
    }

    @Test func theAgentsRefusalIsSaidWhereItWasAskedFor() {
        var dashboard = shown(Sample.tasks)
        dashboard.press(.enter, .character("x"))
        #expect(dashboard.text().contains(" Keep the task ") && dashboard.text().contains(" Cancel #2 main "))
        dashboard.type("cancel")
        #expect(acts(dashboard.press(.enter)) == [.cancel(TaskID(2))])
        dashboard.receive(refusal: "no task 2", of: .cancel(TaskID(2)))
        #expect(dashboard.opened == TaskID(2) && dashboard.text().contains("#2 main: no task 2"))
        dashboard.press(.character("x"))
        dashboard.type("cancel")
        dashboard.press(.enter)
        dashboard.receive(refusal: nil, of: .cancel(TaskID(2)))
        #expect(dashboard.text().contains("#2 main was asked to end"))
    }

    @Test func answersOfSeveralAreSummedUp() {
        var dashboard = shown(Sample.tasks)
        for _ in 0..<3 { dashboard.press(.character(" ")) }
        let marked = dashboard.tasks.meant
        #expect(marked.count == 3)
        dashboard.press(.character("x"))
        #expect(dashboard.text().contains(" Keep the tasks ") && dashboard.text().contains(" Cancel 3 tasks "))
        dashboard.type("cancel")
        #expect(acts(dashboard.press(.enter)) == marked.map { .cancel($0) })
        dashboard.receive(refusal: "no task", of: .cancel(marked[1]))
        #expect(dashboard.text().contains("none of 3 tasks was asked to end; 2 have not answered yet; \(marked[1])"))
        dashboard.receive(refusal: nil, of: .cancel(marked[0]))
        dashboard.receive(refusal: nil, of: .cancel(marked[2]))
        #expect(dashboard.text().contains("2 of 3 tasks were asked to end; \(marked[1])"))
        #expect(dashboard.text().contains(": no task") && !dashboard.text().contains("yet"))
    }

    @Test func thoseOfACircleAreLeftOutOfSeveral() {
        var dashboard = shown()
        for _ in 0..<4 { dashboard.press(.character(" ")) }
        dashboard.press(.character("x"))
        #expect(
            dashboard.text().contains("Cancel 1 task") && dashboard.text().contains("#5 watcher cannot be cancelled"))
        dashboard.type("cancel")
        #expect(acts(dashboard.press(.enter)) == [.cancel(TaskID(7))])
    }

    @Test func whatCannotBeDoneIsSaid() {
        var dashboard = shown()
        var picture = Sample.picture(tasks: Self.circle)
        picture.apply(.disconnected(reason: "the process 4121 has ended"))
        dashboard.update(picture)
        dashboard.press(.end, .character("x"))
        #expect(
            dashboard.actDialog == nil && dashboard.text().contains("the service is out of reach: the process 4121"))
        dashboard.press(.character("D"))
        #expect(dashboard.actDialog == nil && dashboard.text().contains("out of reach"))
        var reader = Dashboard(settings: DashboardSettings(targetName: "x", isReadOnly: true))
        _ = reader.handle(.resized(Size(120, 36)))
        reader.update(Sample.picture())
        reader.press(.character("2"), .character("x"))
        #expect(reader.actDialog == nil && reader.text().contains("this looptop only looks"))
    }

    @Test func debugModeIsAnswered() {
        var dashboard = shown()
        dashboard.press(.character("D"))
        #expect(dashboard.text().contains(" Leave it as it is ") && dashboard.text().contains(" Switch it on "))
        dashboard.type("debug")
        let order = DebugOrder(isOn: true)
        #expect(acts(dashboard.press(.enter)) == [.debug(order)])
        dashboard.receive(refusal: nil, of: .debug(order))
        #expect(dashboard.text().contains("debug mode is on until looptop leaves"))
    }
}
