/// Compares a layout with the process before anything is believed that is read by it.
struct LayoutCheck {
    let objects: Objects
    let version: PythonVersion

    init(_ objects: Objects, _ version: PythonVersion) {
        self.objects = objects
        self.version = version
    }

    /// Modules whose globals it looks at.
    static let modules: Set<String> = ["sys", "_asyncio"]

    /// Refuses where a number that the process tells of itself is not the one that was read.
    ///
    /// - Parameter globals: of modules of the main interpreter.
    func check(_ globals: [String: [String: UInt64]]) throws(OutsideRefusal) {
        do throws(ReadError) {
            guard let hex = globals["sys"]?["hexversion"] else { throw .torn }
            let number = UInt64(try objects.number(hex))
            let own = PythonVersion(hex: number)
            guard own.major == version.major, own.minor == version.minor else {
                throw .torn
            }
        } catch {
            throw .otherLayout(version, found: "sys.hexversion is not where it should be")
        }
        guard let asyncio = globals["_asyncio"] else { return }
        let layout = objects.layout.task
        try check(asyncio["Future"], "_asyncio.Future", size: layout.futureSize)
        try check(asyncio["Task"], "_asyncio.Task", size: layout.size)
        guard let task = asyncio["Task"].flatMap({ try? objects.type(at: $0) }),
            task.weakListOffset == layout.weakListOffset, task.dictOffset == layout.dictOffset
        else { throw .otherLayout(version, found: "a task's own places are others") }
    }

    private func check(_ address: UInt64?, _ name: String, size: Int) throws(OutsideRefusal) {
        guard let type = address.flatMap({ try? objects.type(at: $0) }), type.name == name else {
            throw .otherLayout(version, found: "no type \(name)")
        }
        guard type.basicSize == size else {
            throw .otherLayout(version, found: "\(name) has \(type.basicSize) bytes, not \(size)")
        }
    }
}
