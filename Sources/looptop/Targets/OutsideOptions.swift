import ArgumentParser
import Attach
import Model

/// Whether a command looks from outside, without an agent.
struct OutsideOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Read TARGET's memory instead of asking an agent: nothing is put in, run or stopped. Always so for a core file."
        ))
    var outside = false

    @Option(
        help: ArgumentHelp("Of a core file: where its program is now.", valueName: "file"), completion: .file())
    var executable: String?

    /// What TARGETs mean where they are to be looked at from outside; nil where an agent is to be asked.
    func subject(_ targets: [String], _ way: WayOptions) throws(AttachError) -> OutsideSubject? {
        let cores = targets.filter { OutsideLook.isCore($0) }
        guard outside || !cores.isEmpty else { return nil }
        guard way.via == nil else { throw .usage("--outside reads this machine's memory: it does not go with --via") }
        guard targets.count == 1 else { throw .usage("--outside looks at one process") }
        if let core = cores.first { return .core(core, executable: executable) }
        let meant = try Target(parsing: targets[0]).meant(among: Services.all())
        let pids = meant.services.map(\.pid) + meant.bare
        guard pids.count == 1 else {
            throw .usage("\(pids.count) processes are meant by \(targets[0]); name one of \(pids.sorted())")
        }
        return .process(pids[0])
    }
}

/// What is looked at from outside.
enum OutsideSubject: Sendable {
    case process(Int)
    case core(String, executable: String?)

    /// One look.
    func look() throws(AttachError) -> OutsideLook {
        switch self {
        case .process(let pid): try OutsideLook.at(pid: pid)
        case .core(let path, let executable): try OutsideLook.at(core: path, executable: executable)
        }
    }

    /// Prints a report of now, or with `--watch` or `--for` of every second.
    func report(_ watch: WatchOptions, _ print: (Picture) -> Void) async throws(AttachError) {
        guard case .process(let pid) = self, watch.watch || watch.duration != nil else {
            return print(try look().picture)
        }
        let eye = try OutsideEye(pid: pid)
        let end = watch.duration.map { ContinuousClock.now + $0.duration }
        var picture = try eye.look().picture
        while true {
            if watch.watch { print(picture) }
            guard end.map({ $0 > .now }) ?? true, (try? await Task.sleep(for: .seconds(1))) != nil else { break }
            picture = try eye.look().picture
        }
        if !watch.watch { print(picture) }
    }
}
