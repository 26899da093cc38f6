import Attach
import Dashboard
import Model
import Terminal

/// Shows the list of services on the terminal until a person picks one, or leaves.
@MainActor
final class PickerRunner {
    /// What the person picked, or how they left.
    enum Ending {
        case picked(Picker.Choice)
        case left(DashboardRunner.Ending)
    }

    private let session: TerminalSession
    private var picker: Picker
    private var choice: Picker.Choice?
    private let (finished, finish) = AsyncStream.makeStream(of: Void.self)

    /// Takes over the terminal, and gives it back before it returns.
    static func run(_ look: LookOptions) async throws -> Ending {
        do {
            let configuration = try ConfigurationFile.load()
            return await PickerRunner(try look.open(configuration), configuration).run()
        } catch let error as TerminalError {
            throw Self.refusal("\(error)")
        }
    }

    /// Why there is no list, and what there is instead.
    nonisolated static func refusal(_ reason: String) -> AttachError {
        .usage("\(reason)\nwithout one: looptop ls --json")
    }

    private init(_ terminal: OpenedTerminal, _ configuration: Configuration) {
        session = terminal.session
        let settings = DashboardSettings(
            theme: terminal.theme, glyphs: terminal.glyphs, targetName: "services", configuration: configuration)
        picker = Picker(settings: settings, waysIn: Target.waysIn)
        _ = picker.handle(.resized(session.screen.size))
    }

    private func run() async -> Ending {
        let roster = RosterFeed(environment: Services.environment)
        let keys = Task { for await event in session.events { take(event) } }
        let looks = Task {
            // What has just been found answers in a moment: the first look is soon followed by another.
            var pause = Duration.milliseconds(150)
            while !Task.isCancelled {
                if let services = try? await roster.look() { show(services) }
                try? await Task.sleep(for: pause)
                pause = .seconds(1)
            }
        }
        draw()
        for await _ in finished { break }
        keys.cancel()
        looks.cancel()
        await roster.close()
        session.close()
        if let signal = session.signal { return .left(.signalled(signal)) }
        guard let choice, choice != .quit else { return .left(.left) }
        return .picked(choice)
    }

    private func take(_ event: TerminalEvent) {
        switch picker.handle(event) {
        case .redraw?: session.screen.invalidate()
        case let choice?:
            self.choice = choice
            finish.yield()
        case nil: break
        }
        draw()
    }

    private func show(_ services: [ListedService]) {
        picker.update(services)
        draw()
    }

    private func draw() {
        guard choice == nil else { return }
        session.screen.present(picker.render(session.screen.size), cursor: nil)
    }
}
