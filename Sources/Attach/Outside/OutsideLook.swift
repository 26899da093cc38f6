public import Model
import Glibc
import Outside

/// A look at a process without an agent, or at what is left of one: nothing is run in it and nothing is changed.
public struct OutsideLook: Sendable {
    /// What was seen, marked as read from outside.
    public var picture: Picture { look.picture }
    private let look: ReadingPicture

    /// One task in full; nil where there is none of this number.
    public func detail(of id: TaskID) -> TaskDetail? { look.detail(of: id) }

    /// Reads a process once.
    public static func at(pid: Int) throws(AttachError) -> OutsideLook { try OutsideEye(pid: pid).look() }

    /// Reads a core file.
    ///
    /// - Parameter executable: where the program is now, if it is not where it was.
    public static func at(core path: String, executable: String?) throws(AttachError) -> OutsideLook {
        do throws(OutsideRefusal) {
            let reading = try OutsideReader(core: path, executable: executable).read()
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let service = Service(instance: path, pid: 0, name: name)
            return OutsideLook(look: ReadingPicture(reading, of: service, time: Self.now, isCore: true))
        } catch {
            throw .unreachable("\(path) \(error.sentence)")
        }
    }

    init(look: ReadingPicture) {
        self.look = look
    }

    /// Unix seconds.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// True for an ELF file of the kind that a process leaves behind.
    public static func isCore(_ path: String) -> Bool {
        guard FileFacts.isFile(path), let head = FileFacts.contents(of: path, limit: 18), head.count == 18 else {
            return false
        }
        return head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) && head[16] == 4 && head[17] == 0
    }
}

/// A process that is looked at again and again: what was found once needs no search the second time.
public final class OutsideEye {
    private let reader: OutsideReader
    private let service: Service

    /// Finds the Python of a process; refuses with the reason and with what to do.
    public init(pid: Int) throws(AttachError) {
        guard let facts = ProcessFacts(pid: pid), facts.state != "Z" else {
            throw InjectionRefusal.noProcess(pid: pid).error
        }
        let arguments = ProcessFacts.arguments(of: pid)
        service = Service(
            instance: "\(pid)@\(facts.startTicks)", pid: pid, name: ServiceCommand(arguments).name, argv: arguments,
            directory: FileFacts.link("/proc/\(pid)/cwd"), isLate: true)
        do throws(OutsideRefusal) {
            reader = try OutsideReader(pid: pid)
        } catch {
            throw Self.error(error, pid)
        }
    }

    /// What is there now.
    public func look() throws(AttachError) -> OutsideLook {
        do throws(OutsideRefusal) {
            let reading = try reader.read()
            return OutsideLook(look: ReadingPicture(reading, of: service, time: OutsideLook.now, isCore: false))
        } catch {
            throw Self.error(error, service.pid)
        }
    }

    private static func error(_ refusal: OutsideRefusal, _ pid: Int) -> AttachError {
        // Who may read is known where an agent is put in.
        if refusal == .forbidden, let target = TargetProcess(pid: pid) { return Inspection.locked(target).error }
        return .unreachable("process \(pid) \(refusal.sentence)")
    }
}
