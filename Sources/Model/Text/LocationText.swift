/// Lines of code for people: as short as they can be and still be found.
public enum LocationText {
    /// `app/payments.py:88` below the service's directory, `asyncio/queues.py:186` for the standard library and
    /// site-packages, the last two parts of the path elsewhere. A line that is unknown is left out.
    public static func short(_ location: CodeLocation, directory: String?) -> String {
        let file = shortFile(location.file, isUserCode: location.isUserCode, directory: directory)
        return location.line > 0 ? "\(file):\(location.line)" : file
    }

    private static func shortFile(_ file: String, isUserCode: Bool, directory: String?) -> String {
        guard file.utf8.first == UInt8(ascii: "/") else { return file }
        let parts = file.split(separator: "/")
        guard let name = parts.last else { return file }
        if let root = parts.lastIndex(where: { $0 == "site-packages" || $0 == "dist-packages" }) {
            return parts[(root + 1)...].joined(separator: "/")
        }
        if !isUserCode, let root = parts.lastIndex(where: { $0.hasPrefix("python3") }), root + 1 < parts.count {
            return parts[(root + 1)...].joined(separator: "/")
        }
        if let below = relative(parts, to: directory) { return below }
        return parts.count > 1 ? "\(parts[parts.count - 2])/\(name)" : file
    }

    private static func relative(_ parts: [Substring], to directory: String?) -> String? {
        guard let base = directory?.split(separator: "/"), !base.isEmpty else { return nil }
        guard parts.count > base.count, parts.starts(with: base) else { return nil }
        return parts[base.count...].joined(separator: "/")
    }
}
