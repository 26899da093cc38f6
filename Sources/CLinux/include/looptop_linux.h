#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// System calls that the Glibc module does not show to Swift. All return -1 and set errno where they fail.

/// Copies memory of another process; the number of bytes copied.
ssize_t looptop_read_memory(pid_t pid, uint64_t address, void *bytes, size_t count);

/// A stretch of another process's memory.
struct looptop_stretch {
    uint64_t address;
    uint64_t count;
};

/// Copies stretches of another process's memory, at most 1024, one after the other; the number of bytes copied: what comes
/// after the first byte that cannot be read is left out.
ssize_t looptop_read_stretches(pid_t pid, const struct looptop_stretch *stretches, size_t count, void *bytes,
                               size_t size);

/// Changes memory of another process, as far as its own protection lets it; the number of bytes copied.
ssize_t looptop_write_memory(pid_t pid, uint64_t address, const void *bytes, size_t count);

/// A descriptor that names a process for good.
int looptop_pidfd_open(pid_t pid);

/// A copy of another process's descriptor.
int looptop_pidfd_getfd(int pidfd, int descriptor);

/// A netlink socket for socket diagnostics in the network namespace behind a descriptor; -1 for our own.
int looptop_diagnostics_socket(int network_namespace);

/// Opens a path below a directory as a process sees it whose root that is: symbolic links lead nowhere else.
int looptop_open_in_root(int root, const char *path, int flags);

/// Sends a signal to the process that a descriptor names, and to no other.
int looptop_pidfd_send_signal(int pidfd, int number);

/// How the process behind a descriptor has ended, as `waitpid` would tell its parent: known for whomever held the
/// descriptor before the parent asked, from Linux 6.15 on.
int looptop_pidfd_exit(int pidfd, int *status);

/// The environment, `NAME=value` each, and NULL behind the last.
char *const *looptop_environment(void);

/// Removes a file, or a folder with all that is in it; symbolic links are not followed. Goes on where something stays.
int looptop_remove_all(const char *path);

/// Names the calling thread, for those who list threads; what is longer than 15 bytes is cut.
void looptop_name_thread(const char *name);

/// Has users looked up in /etc/passwd and hosts in /etc/hosts and the DNS, whatever nsswitch.conf says: other sources
/// are modules of the machine's C library, which a static program must not load.
void looptop_look_up_plainly(void);
