import CLinux
import Glibc

/// The memory of a process that runs on, or is stopped: copied by the kernel, without a stop and without a trace in it.
package final class ProcessPages: PageSource {
    private let pid: Int
    /// `/proc/PID/mem`, for where the other call is refused; -1 until it is needed.
    private var file: Int32 = -1
    /// The call takes so many stretches (`IOV_MAX`).
    private static let most = 1024

    /// Names a process; nothing is opened yet.
    package init(pid: Int) {
        self.pid = pid
    }

    deinit {
        if file >= 0 { close(file) }
    }

    package func copy(_ pages: [UInt64], into buffer: UnsafeMutableRawPointer) -> [Bool] {
        var isThere = [Bool](repeating: false, count: pages.count)
        var index = 0
        while index < pages.count {
            let (stretches, end) = Self.stretches(of: pages, from: index)
            let size = (end - index) * Page.size
            let room = buffer + index * Page.size
            let done = max(0, read(stretches, into: room, size: size)) / Page.size
            for whole in index..<index + done { isThere[whole] = true }
            // What stopped it is the page behind those that were copied.
            index += done * Page.size == size ? done : done + 1
        }
        return isThere
    }

    /// Neighbours belong together; as many stretches as one call takes.
    private static func stretches(of pages: [UInt64], from start: Int) -> ([looptop_stretch], end: Int) {
        var stretches: [looptop_stretch] = []
        var index = start
        while index < pages.count {
            if index > start, pages[index] == pages[index - 1] &+ 1 {
                stretches[stretches.count - 1].count += UInt64(Page.size)
            } else {
                if stretches.count == most { break }
                stretches.append(looptop_stretch(address: pages[index] << Page.shift, count: UInt64(Page.size)))
            }
            index += 1
        }
        return (stretches, index)
    }

    private func read(_ stretches: [looptop_stretch], into room: UnsafeMutableRawPointer, size: Int) -> Int {
        if file < 0 {
            let count = looptop_read_stretches(pid_t(pid), stretches, stretches.count, room, size)
            // Filters of system calls refuse the call, and let the file be opened.
            if count >= 0 || errno != EPERM && errno != ENOSYS { return count }
            file = open("/proc/\(pid)/mem", O_RDONLY | O_CLOEXEC)
            if file < 0 { return -1 }
        }
        var total = 0
        for stretch in stretches {
            let wanted = Int(stretch.count)
            let count = pread(file, room + total, wanted, off_t(stretch.address))
            if count > 0 { total += count }
            if count != wanted { break }
        }
        return total
    }
}
