import Testing

@testable import Attach
@testable import Outside

/// What is no CPython that an agent can be put into, by its mappings.
@Suite struct ForeignProgramTests {
    private func mappings(_ paths: [String]) -> [MemoryMapping] {
        MemoryMapping.parse(paths.map { "1000-2000 r-xp 00000000 08:01 1 \($0)" }.joined(separator: "\n"))
    }

    private func refusal(
        _ executable: String, _ paths: [String], files: Set<String> = [], child: [String] = []
    ) -> InjectionRefusal? {
        ForeignProgram.refusal(
            pid: 7, executable: executable, mappings: mappings([executable] + paths), isFile: files.contains
        ) { child.isEmpty ? [] : [mappings(child)] }
    }

    @Test func cPythonIsOurs() {
        #expect(refusal("/usr/bin/python3.12", ["/usr/lib/libpython3.12.so.1.0"]) == nil)
        #expect(refusal("/srv/app", ["/usr/lib/libpython3.12.so.1.0"]) == nil, "it is embedded")
    }

    @Test func pyPy() {
        #expect(refusal("/usr/bin/pypy3.9", []) == .pyPy(pid: 7))
        #expect(refusal("/srv/app", ["/usr/lib/libpypy3.9-c.so"]) == .pyPy(pid: 7))
    }

    @Test func uWSGI() {
        #expect(refusal("/srv/venv/bin/uwsgi", ["/usr/lib/libpython3.11.so.1.0"]) == .uwsgi(pid: 7))
        let module = "/srv/venv/lib/python3.11/site-packages/pyuwsgi.cpython-311-x86_64-linux-gnu.so"
        #expect(refusal("/usr/bin/python3.11", [module]) == .uwsgi(pid: 7))
    }

    @Test func pyInstaller() {
        // A folder: the library lies beside the archive of modules, in releases before 6 beside the program too.
        for folder in ["/srv/app/_internal/", "/srv/app/"] {
            let library = folder + "libpython3.11.so.1.0"
            #expect(refusal("/srv/app/app", [library], files: [folder + "base_library.zip"]) == .pyInstaller(pid: 7))
            #expect(refusal("/srv/app/app", [library]) == nil)
        }
        // One file: the child is the service, and the one that was started only waits for it.
        let unpacked = "/tmp/_MEI1a2b3c/libpython3.11.so.1.0"
        #expect(refusal("/srv/app", [unpacked]) == .pyInstaller(pid: 7))
        #expect(refusal("/srv/app", ["/lib/libc.so.6"], child: ["/srv/app", unpacked]) == .pyInstaller(pid: 7))
    }

    @Test func anotherProgram() {
        #expect(refusal("/usr/bin/sleep", ["/lib/libc.so.6"]) == .notPython(pid: 7, program: "sleep"))
        #expect(refusal("/bin/sh", [], child: ["/usr/bin/python3.12"]) == .notPython(pid: 7, program: "sh"))
    }
}
