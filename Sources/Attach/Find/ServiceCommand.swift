/// What a Python command line says about the service: the server that it starts, and what to call it.
struct ServiceCommand: Hashable {
    /// The servers that are told by their command.
    static let servers: Set<String> = ["uvicorn", "hypercorn", "granian", "sanic", "daphne", "gunicorn"]

    /// One of `servers`.
    let server: String?
    /// Of a server's command the application, else the module or script; never empty.
    let name: String

    init(_ arguments: [String]) {
        if let title = Self.title(arguments.first ?? "") {
            server = "gunicorn"
            name = title
            return
        }
        let main = Self.main(arguments)
        server = main.flatMap { Self.servers.contains($0) ? $0 : nil }
        let application = server == nil ? nil : arguments.dropFirst().lazy.compactMap(Self.application).first
        name = application ?? main ?? "python"
    }

    /// What gunicorn calls itself where it can: `gunicorn: master [shop:app]`.
    private static func title(_ first: String) -> String? {
        guard first.hasPrefix("gunicorn: "), first.hasSuffix("]"), let open = first.firstIndex(of: "[") else {
            return nil
        }
        let inner = first[first.index(after: open)...].dropLast()
        return inner.split(separator: ":").first.map(String.init)
    }

    /// The module that runs (`-m`), else the script without its folder and ending.
    private static func main(_ arguments: [String]) -> String? {
        var rest = arguments.dropFirst()[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "-m": return rest.first
            case "-c", "-": return nil
            case "-W", "-X", "--check-hash-based-pycs": rest = rest.dropFirst()
            default:
                if argument.hasPrefix("-") { continue }
                let base = argument.split(separator: "/").last.map(String.init) ?? argument
                return base.hasSuffix(".py") ? String(base.dropLast(3)) : base
            }
        }
        return nil
    }

    /// The module of `package.module:app`.
    private static func application(_ argument: String) -> String? {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, isName(parts[0], dots: true) else { return nil }
        let object = parts[1].hasSuffix("()") ? parts[1].dropLast(2) : parts[1]
        return isName(object, dots: true) ? String(parts[0]) : nil
    }

    private static func isName(_ text: Substring, dots: Bool) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    }
}
