import CLinux
import Glibc

/// The memory of a process, read by address.
package protocol ReadableMemory {
    /// Exactly so many bytes.
    func read(_ address: UInt64, count: Int) throws(MemoryError) -> [UInt8]
}

/// The memory of a process, read and written by address.
package protocol Memory: ReadableMemory {
    /// Exactly these bytes.
    func write(_ bytes: [UInt8], at address: UInt64) throws(MemoryError)
}

/// Memory could not be reached.
package struct MemoryError: Error, Hashable {
    /// The system's error number.
    package let code: Int32

    /// Makes one.
    package init(code: Int32) {
        self.code = code
    }
}

extension ReadableMemory {
    /// An unsigned number, as x86 and ARM have it.
    package func word(_ address: UInt64) throws(MemoryError) -> UInt64 {
        try read(address, count: 8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A C `int`.
    package func int(_ address: UInt64) throws(MemoryError) -> Int32 {
        Int32(bitPattern: try read(address, count: 4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
    }
}

/// The memory of another process; it goes on running meanwhile.
package struct RemoteMemory: Memory {
    /// The process.
    package let pid: Int

    /// Names a process; nothing is opened.
    package init(pid: Int) {
        self.pid = pid
    }

    package func read(_ address: UInt64, count: Int) throws(MemoryError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let done = looptop_read_memory(pid_t(pid), address, &bytes, count)
        guard done == count else { throw MemoryError(code: done < 0 ? errno : EFAULT) }
        return bytes
    }

    package func write(_ bytes: [UInt8], at address: UInt64) throws(MemoryError) {
        let done = looptop_write_memory(pid_t(pid), address, bytes, bytes.count)
        guard done == bytes.count else { throw MemoryError(code: done < 0 ? errno : EFAULT) }
    }
}
