import JSON
import Wire

/// What is run on the other side: a Python that reads its program from the first line of standard input.
enum RelayCommand {
    /// `@exec @input class X: 0`, which runs `exec(input(X))`. Between the words stand carriage returns and a form feed, white
    /// space to Python and plain letters to a shell: so it comes through unharmed whether the command hands arguments on as
    /// they are (docker, kubectl) or has a shell take them apart once more (ssh).
    static let arguments = ["python3", "-c", "@exec\r@input\rclass\u{0C}X:0"]

    /// The line that it reads: the relay.
    static let program: [UInt8] = {
        // A text of JSON is one of Python too. The relay is plain ASCII, whatever the other side reads its input as.
        let source = JSONValue.string(EmbeddedFiles.text(of: "relay/relay.py") ?? "").text
        return Array("exec(\(source),{})\n".utf8)
    }()

    /// What the relay's own lines begin with: a login may have greeted before.
    static let marker = Array("\nlooptop-relay ".utf8)
}
