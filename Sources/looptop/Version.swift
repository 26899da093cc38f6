/// The version of the program.
enum Version {
    /// What was released last.
    static let number = "0.1.0"

    /// `0.1.0 (commit 3fa2c1d09b7e)`: with the commit that was built, and whether the sources were as they are in it.
    static let text: String = {
        guard let commit = Commit.id else { return "\(number) (commit unknown: built outside of its repository)" }
        return "\(number) (commit \(commit)\(Commit.isChanged ? ", with changes" : ""))"
    }()
}
