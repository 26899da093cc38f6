#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// System calls that the Glibc module does not show to Swift. All return -1 and set errno where they fail.

/// Copies memory of another process; the number of bytes copied.
ssize_t looptop_read_memory(pid_t pid, uint64_t address, void *bytes, size_t count);

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
