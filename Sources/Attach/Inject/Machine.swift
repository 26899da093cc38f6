import Glibc

/// The machine that we run on.
enum Machine {
    /// x86-64, else ARM: no other is supported.
    static let isX86: Bool = {
        var names = utsname()
        uname(&names)
        return withUnsafeBytes(of: &names.machine) { $0.starts(with: Array("x86_64".utf8)) }
    }()

    /// The register that holds a function's first argument, as gdb calls it.
    static var firstArgument: String { isX86 ? "$rdi" : "$x0" }
}
