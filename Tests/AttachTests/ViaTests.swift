import Model
import Testing

@testable import Attach

/// Ways to another side.
@Suite(.timeLimit(.minutes(10))) struct ViaTests {
    @Test func theProgramComesThroughShellsUnharmed() {
        // What neither a shell nor a list of arguments changes.
        let harmless = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-@:\u{0C}\r")
        for argument in RelayCommand.arguments {
            #expect(argument.unicodeScalars.allSatisfy { harmless.contains(Character($0)) })
        }
        #expect(RelayCommand.program.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        // Whatever encoding the other side reads its input in.
        #expect(RelayCommand.program.allSatisfy { $0 == UInt8(ascii: "\n") || (0x20..<0x7F).contains($0) })
    }

    @Test(arguments: [#"sh -c '"$@"' sh"#, #"sh -c 'sh -c "$*"' sh"#, "env"])
    func theListComesBack(command: String) async throws {
        #expect(try await Via(command: command).services().allSatisfy { $0.via == Via(command: command) })
    }

    @Test func aSocketThatIsNotThereIsSaid() async throws {
        let via = Via(command: "env")
        for _ in 0..<2 {
            await #expect(throws: ConnectionError.noSuchSocket("/nowhere/1.sock")) {
                try await via.connect(to: "/nowhere/1.sock")
            }
        }
    }

    @Test func aBytePipeCarriesTheProtocol() async throws {
        let agent = try FakeAgent(capabilities: ["tasks", "vitals"])
        while !FileFacts.isSocket(agent.socket) { try await Task.sleep(for: .milliseconds(10)) }
        let connection = try await Connection.open(.via(Via(command: "env"), socket: agent.socket))
        #expect(connection.service.capabilities == ["tasks", "vitals"])
        connection.close()
    }

    @Test func aCommandThatHangsIsGivenUp() async {
        let via = Via(command: "sleep 60; true", patience: .seconds(1))
        let error = await #expect(throws: AttachError.self) { try await via.services() }
        #expect(error?.message.contains("no answer from `sleep 60; true` within 1 s") == true)
    }
}
