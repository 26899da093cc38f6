import ArgumentParser
import Attach
import Glibc
import JSON

/// What the program says: results to standard output, all else to standard error.
enum Output {
    /// Prints a result.
    static func print(_ text: String) {
        write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
    }

    /// Prints a result as one JSON document.
    static func print(_ document: JSONValue) {
        print(document.text)
    }

    /// Tells people something beside the result.
    static func note(_ text: String) {
        write("looptop: \(text)\n", to: STDERR_FILENO)
    }

    /// Asks on the terminal; anything but a yes means no.
    static func confirm(_ sentence: String) -> Bool {
        write("\(sentence)\nput it in? [y/N] ", to: STDERR_FILENO)
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// Asks on the terminal for one of these words; anything else means no.
    static func ask(_ sentence: String, for words: [String]) -> Bool {
        write(sentence, to: STDERR_FILENO)
        return words.contains(readLine() ?? "")
    }

    /// Runs a command's work; what goes wrong is told, and becomes the exit status.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await looking(work)
        } catch let error as AttachError {
            note(error.message)
            throw ExitCode(error.status)
        }
    }

    /// Does it, and where the service was gone before it could be asked, looks for it again: a master's agent makes room for
    /// those of its workers, and a worker for the one that takes its place. Nothing has been said or done by then.
    private static func looking(_ work: () async throws -> Void) async throws {
        for pause in [50, 100, 200, 400, 800] {
            do {
                return try await work()
            } catch AttachError.gone {
                try await Task.sleep(for: .milliseconds(pause))
            }
        }
        try await work()
    }

    /// Writes all of it. A reader that has gone has had enough: the program ends, and nobody is told.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                exit(0)
            } else if errno != EINTR {
                exit(1)
            }
        }
    }
}
