import Attach
import Glibc
import Model

/// A report that a person keeps.
enum ReportFile {
    /// Writes a file, readable by its owner alone: a report tells what the service was asked for.
    ///
    /// - Parameter name: a path, from the working directory on.
    /// - Returns: the whole path.
    static func write(_ text: String, to name: String) throws(AttachError) -> String {
        let path = name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)"
        try UserFile.write(text + "\n", to: path, mode: 0o600)
        return path
    }

    private static var workingDirectory: String {
        guard let found = getcwd(nil, 0) else { return "." }
        defer { free(found) }
        return String(cString: found)
    }

    /// The same, as a sentence about it.
    static func keep(_ text: String, as name: String) -> String {
        do throws(AttachError) {
            return "written to \(try write(text, to: name))"
        } catch {
            return error.message
        }
    }

    /// `looptop-shop-4711-20261123T031502Z.json`
    static func dumpName(of service: Service?, at time: Double) -> String {
        let letters = (service?.name ?? "service").map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let pid = service.map { $0.pid > 0 ? "-\($0.pid)" : "" } ?? ""
        return "looptop-\(String(letters.prefix(40)))\(pid)-\(Clock.stamp(of: time)).json"
    }
}
