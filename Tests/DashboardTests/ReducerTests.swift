import Model
import Terminal
import Testing

@testable import Dashboard

/// Keys and pictures in, state and effects out.
@Suite struct ReducerTests {
    private func onTasks() -> Dashboard {
        var dashboard = Dashboard.showing(Sample.picture())
        dashboard.press(.character("2"))
        return dashboard
    }

    /// The sample after tasks have ended at a moment.
    private func picture(
        ending ids: [Int], outcome: TaskState? = .done, after seconds: Double = 1, error: String? = nil
    )
        -> Picture
    {
        var picture = Sample.picture()
        let time = Sample.now + 1
        picture.apply(
            .tasksEnded(
                ids.map { TaskEnd(id: TaskID($0), outcome: outcome, ended: time, error: error) }, time: time))
        picture.apply(.vitals(Sample.vitals(at: time + seconds - 1)))
        return picture
    }

    @Test func digitsAreScreensEverywhere() {
        var dashboard = onTasks()
        #expect(dashboard.screen == .tasks)
        dashboard.press(.enter)
        #expect(dashboard.opened != nil)
        dashboard.press(.character("1"))
        #expect(dashboard.screen == .overview && dashboard.opened == nil)
        dashboard.press(.character("?"), .character("2"))
        #expect(dashboard.screen == .tasks && !dashboard.isHelpOpen)
    }

    @Test func lettersAndArrowsMoveAlike() {
        var letters = onTasks()
        var arrows = onTasks()
        letters.press(.character("j"), .character("j"), .character("k"))
        arrows.press(.down, .down, .up)
        #expect(letters.tasks.selection == TaskID(17))
        #expect(arrows.tasks.selection == TaskID(17))
        letters.press(.character("G"))
        arrows.press(.end)
        #expect(letters.tasks.selection == TaskID(51))
        #expect(arrows.tasks.selection == TaskID(51))
        letters.press(.character("g"))
        #expect(letters.tasks.selection == TaskID(2))
        letters.press(.up)
        #expect(letters.tasks.selection == TaskID(2))
    }

    @Test func quitting() {
        var dashboard = onTasks()
        #expect(dashboard.press(.character("q")) == [.quit])
        #expect(dashboard.press(.control("c")) == [.quit])
        dashboard.press(.character("/"))
        #expect(!dashboard.press(.character("q")).contains(.quit))
        #expect(dashboard.tasks.filter.text == "q")
        #expect(dashboard.press(.control("c")) == [.quit])
        #expect(dashboard.handle(.closed) == [.quit])
        #expect(dashboard.press(.control("l")) == [.redraw])
    }

    @Test func theSelectionLoadsItsDetailsAndNotMoreThanOnceASecond() {
        var dashboard = Dashboard.showing(Sample.picture())
        #expect(dashboard.press(.character("2")).first == .loadTask(TaskID(2)))
        #expect(dashboard.press(.down) == [.loadTask(TaskID(17))])
        #expect(dashboard.update(Sample.picture()).isEmpty)
        var later = Sample.picture()
        later.apply(.vitals(Sample.vitals(at: Sample.now + 1.2)))
        #expect(dashboard.update(later) == [.loadTask(TaskID(17))])
    }

    @Test func whatIsOnScreenIsLookedAtAndNotToldMoreThanOnceASecond() {
        var dashboard = Dashboard.showing(Sample.picture(), size: Size(80, 10))
        let told = dashboard.press(.character("2")).last
        #expect(told == .look([2, 17, 23, 18, 31].map { TaskID($0) }.sorted()))
        #expect(dashboard.press(.character("G")) == [.loadTask(TaskID(51))])
        var later = Sample.picture()
        later.apply(.vitals(Sample.vitals(at: Sample.now + 1.2)))
        let effects = dashboard.update(later)
        #expect(effects.contains(.look([42, 50, 51, 66, 67].map { TaskID($0) })))
        #expect(dashboard.update(later).isEmpty)
        dashboard.press(.character("1"))
        later.apply(.vitals(Sample.vitals(at: Sample.now + 2.3)))
        #expect(dashboard.update(later) == [.look([])])
    }

    @Test func linksLeadToOtherTasksAndBackToWhereOneWas() {
        var dashboard = Dashboard.showing(Sample.busy())
        dashboard.press(.character("2"), .down, .enter)
        #expect(dashboard.opened == TaskID(17))
        dashboard.press(.tab)
        let state = dashboard.taskPage
        #expect(state.link?.task == TaskID(23))
        dashboard.press(.enter)
        #expect(dashboard.opened == TaskID(23))
        #expect(dashboard.text().contains("#17 ▸ #23 charge-card"))
        dashboard.press(.character("j"), .enter)
        #expect(dashboard.opened == TaskID(31), "the first holder of the pool that it waits for")
        dashboard.press(.escape, .escape)
        #expect(dashboard.opened == TaskID(17))
        #expect(dashboard.taskPage == state)
        dashboard.press(.escape)
        #expect(dashboard.opened == nil && dashboard.tasks.selection == TaskID(17))
    }

    @Test func aTaskThatHasEndedKeepsItsLastScreen() {
        var dashboard = onTasks()
        dashboard.press(.down, .down, .enter)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        dashboard.update(picture(ending: [23], outcome: .failed, error: "ValueError: bad card"))
        dashboard.receive(nil, for: TaskID(23))
        let text = dashboard.text(now: Sample.now + 3)
        #expect(text.contains("✖ failed"))
        #expect(text.contains("ValueError: bad card"))
        #expect(text.contains("where it was last seen"))
        #expect(text.contains("conn = await pool.acquire()"))
    }

    @Test func aCircleOfWaitsIsSaidToBeOne() {
        var dashboard = Dashboard.showing(Sample.busy())
        dashboard.press(.character("2"), .character("/"))
        dashboard.type("name:left")
        dashboard.press(.enter, .enter)
        #expect(dashboard.opened == TaskID(90))
        #expect(dashboard.text().contains("a circle of 2 tasks, nothing will wake them"))
        #expect(dashboard.text().contains("and so on: back to #90"))
    }

    @Test func manyAlikeUnfoldAndTheSelectedOneStaysInSight() {
        var dashboard = Dashboard.showing(Sample.busy())
        dashboard.press(.character("2"), .character("/"))
        dashboard.type("#150")
        dashboard.press(.enter)
        #expect(dashboard.tasks.selection == TaskID(150))
        dashboard.press(.escape)
        #expect(dashboard.tasks.selection == TaskID(150), "though it is one of many alike")
        dashboard.press(.down)
        #expect(dashboard.tasks.selectedRow?.tree.summary?.count == 56)
        let count = dashboard.tasks.rows.count
        dashboard.press(.enter)
        #expect(dashboard.tasks.rows.count == count + 56)
        #expect(dashboard.opened == nil)
    }

    @Test func anAnswerForAnotherTaskIsNotShown() {
        var dashboard = onTasks()
        dashboard.press(.down, .down)
        dashboard.receive(Sample.detail(17), for: TaskID(17))
        #expect(dashboard.details.detail(of: TaskID(23)) == nil)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        #expect(dashboard.details.detail(of: TaskID(23))?.stack == Sample.stack)
    }

    @Test func theSelectionStaysOnItsTaskWhateverTheOrder() {
        var dashboard = onTasks()
        dashboard.press(.down, .down, .character("s"), .character("s"), .character("t"))
        #expect(dashboard.tasks.order == TaskOrder(sort: .wait, isAscending: false))
        #expect(dashboard.tasks.selection == TaskID(23))
        #expect(dashboard.tasks.rows.first?.task == TaskID(2))
        dashboard.press(.character("S"))
        #expect(dashboard.tasks.order.isAscending)
        #expect(dashboard.tasks.selection == TaskID(23))
    }

    @Test func anEndedTaskStaysForTwoSecondsAndThenTheSelectionMovesOn() {
        var dashboard = onTasks()
        dashboard.press(.down, .down, .down)
        #expect(dashboard.tasks.selection == TaskID(18))
        let place = dashboard.tasks.selectedIndex
        dashboard.update(picture(ending: [18], outcome: .failed, after: 2.5, error: "ValueError: bad card"))
        #expect(dashboard.tasks.selection == TaskID(18))
        #expect(dashboard.tasks.selectedIndex == place)
        let text = dashboard.text(now: Sample.now + 2.5)
        #expect(text.contains("✖ failed"))
        #expect(text.contains("ValueError: bad card"))
        dashboard.update(picture(ending: [18], outcome: .failed, after: 3.1))
        #expect(dashboard.tasks.selection == TaskID(31))
        #expect(!dashboard.tasks.rows.contains { $0.task == TaskID(18) })
    }

    @Test func aTaskThatLivedBetweenTwoPicturesIsSeen() {
        var dashboard = onTasks()
        var picture = Sample.picture()
        let short = Sample.task(
            99, "blink", "blink", parent: 40, at: Sample.line("app/blink.py", 1, "blink"), age: 0)
        picture.apply(.tasksAdded([short], time: Sample.now))
        picture.apply(.tasksEnded([TaskEnd(id: TaskID(99), outcome: .cancelled, ended: Sample.now)], time: Sample.now))
        dashboard.update(picture)
        let index = dashboard.tasks.rows.firstIndex { $0.task == TaskID(99) }
        #expect(index.map { dashboard.tasks.rows[$0 - 1].task } == TaskID(40))
        #expect(dashboard.text().contains("⊘ cancelled"))
    }

    @Test func aFloodOfEndsDoesNotHideTheLiving() {
        var dashboard = onTasks()
        var picture = Sample.picture()
        let flood = (100..<200).map { id in
            Sample.task(id, "blink-\(id)", "blink", parent: 40, at: Sample.line("app/blink.py", 1, "blink"), age: 0)
        }
        picture.apply(.tasksAdded(flood, time: Sample.now))
        let ends = flood.map { TaskEnd(id: $0.id, outcome: .done, ended: Sample.now) }
        picture.apply(.tasksEnded(ends, time: Sample.now))
        dashboard.update(picture)
        let lingering = dashboard.tasks.rows.filter { $0.ended != nil }
        #expect(lingering.map(\.task) == [TaskID(199)])
        // The guides know them: each has a sibling below, for the living children of the same parent follow.
        #expect(lingering.allSatisfy { !$0.tree.isLast })
    }

    @Test func filtering() {
        var dashboard = onTasks()
        dashboard.press(.character("/"))
        dashboard.type("import-1")
        #expect(dashboard.tasks.matchCount == 1)
        #expect(dashboard.text().contains("shown 1 of 17"))
        dashboard.press(.enter)
        #expect(dashboard.tasks.filter.input == nil && dashboard.tasks.filter.text == "import-1")
        dashboard.press(.escape)
        #expect(dashboard.tasks.filter.text.isEmpty && dashboard.tasks.matchCount == 17)
        dashboard.press(.character("/"))
        dashboard.type("wait>")
        let problem = dashboard.tasks.filter.problem
        #expect(dashboard.text().contains(problem ?? "no problem"))
        dashboard.press(.escape, .character("/"))
        dashboard.type("nobody")
        #expect(dashboard.text().contains("none of 17 tasks matches the filter nobody: esc clears it"))
    }

    @Test func pasteIsTextAndHarmless() {
        var dashboard = onTasks()
        #expect(dashboard.handle(.paste("q")) == [])
        dashboard.press(.character("/"))
        _ = dashboard.handle(.paste("char\u{1B}[2J\nge"))
        #expect(dashboard.tasks.filter.text == "char\u{FFFD}[2Jge")
        _ = dashboard.handle(.paste(String(repeating: "x", count: 10_000)))
        #expect(dashboard.tasks.filter.text.count == LineInput.limit)
    }

    @Test func folding() {
        var dashboard = onTasks()
        dashboard.press(.down, .character("-"))
        #expect(!dashboard.tasks.rows.contains { $0.task == TaskID(23) })
        dashboard.press(.right)
        #expect(dashboard.tasks.rows.contains { $0.task == TaskID(23) })
        dashboard.press(.right)
        #expect(dashboard.tasks.selection == TaskID(23))
        dashboard.press(.left)
        #expect(dashboard.tasks.selection == TaskID(17))
        dashboard.press(.left)
        #expect(!dashboard.tasks.rows.contains { $0.task == TaskID(23) })
    }

    @Test func freezingKeepsThePictureAndLosesNothing() {
        var dashboard = onTasks()
        dashboard.press(.character("f"))
        #expect(dashboard.isFrozen)
        #expect(dashboard.update(picture(ending: [17])).isEmpty)
        #expect(dashboard.picture.tasks[TaskID(17)] != nil)
        #expect(dashboard.text(now: Sample.now + 60).contains("FROZEN"))
        #expect(dashboard.text(now: Sample.now + 60) == dashboard.text(now: Sample.now))
        dashboard.press(.character("f"))
        #expect(dashboard.picture.tasks[TaskID(17)] == nil)
        #expect(!dashboard.text().contains("FROZEN"))
    }

    @Test func anotherInstanceIsNotMixedWithTheLast() {
        var dashboard = onTasks()
        dashboard.press(.down, .enter)
        var picture = Sample.picture()
        var other = Sample.service
        other.instance = "b2"
        picture.apply(.connected(other))
        picture.apply(.snapshotBegan(tasks: 0, time: Sample.now))
        picture.apply(.loops([Sample.loop], time: Sample.now))
        picture.apply(.snapshotEnded(time: Sample.now))
        dashboard.update(picture)
        #expect(dashboard.opened == nil)
        #expect(dashboard.tasks.selection == nil)
        #expect(dashboard.text().contains("no tasks now"))
    }

    @Test func aServiceWithoutALoopIsAskedForItsThreads() {
        var dashboard = Dashboard.showing(nil)
        #expect(dashboard.update(Sample.synchronous) == [.loadThreads])
        #expect(dashboard.update(Sample.synchronous).isEmpty)
    }
}

/// A task's own screen where it is too small for everything.
@Suite struct TaskScrollTests {
    @Test func theLineThatMattersIsInSightAndTheRestIsReached() {
        let size = Size(60, 15)
        var dashboard = Dashboard.showing(Sample.picture(), size: size)
        dashboard.press(.character("2"), .down, .down, .enter)
        dashboard.receive(Sample.detail(23), for: TaskID(23))
        #expect(dashboard.text(size).contains("▸ app/payments.py:88"))
        dashboard.press(.end)
        #expect(dashboard.text(size).contains("children"))
        dashboard.press(.home)
        #expect(dashboard.text(size).contains("app/worker.py:55"))
        dashboard.press(.escape)
        #expect(dashboard.opened == nil)
    }
}
