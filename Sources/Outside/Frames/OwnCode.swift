import Model

/// Whose a file is, by where it lies.
enum OwnCode {
    /// True for the service's own code: not of the standard library, not installed, not made up at run time.
    ///
    /// - Parameter library: the folder of the standard library, with a slash at its end.
    static func isUsers(_ file: String, library: String?) -> Bool {
        if file.hasPrefix("<") { return file == "<stdin>" || file == "<string>" || file.hasPrefix("<python-input") }
        if file.holds("/site-packages/") || file.holds("/dist-packages/") { return false }
        return library.map { !file.hasPrefix($0) } ?? true
    }
}
