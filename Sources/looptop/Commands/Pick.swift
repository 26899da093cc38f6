import ArgumentParser
import Attach
import Dashboard
import Glibc
import Model

/// `looptop` alone: the services of this machine, to pick one from.
struct Pick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pick", abstract: "Pick a service of this machine from a list: what looptop alone does.")

    @OptionGroup var look: LookOptions

    func run() async throws {
        try await Output.reporting {
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw PickerRunner.refusal("no terminal")
            }
            switch try await PickerRunner.run(look) {
            case .left(let ending): try ending.leave()
            case .picked(.demo): try await Demo.parse(look.arguments).run()
            case .picked(.service(let service)):
                try await AttachCommand.parse([service.socket ?? "\(service.pid)"] + look.arguments).run()
            case .picked(.application(let application)):
                try await AttachCommand.parse(["\(application.pid)"] + look.arguments).run()
            case .picked(.quit), .picked(.redraw): break
            }
        }
    }
}
