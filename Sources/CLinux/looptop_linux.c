#define _GNU_SOURCE
#include "looptop_linux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t looptop_read_memory(pid_t pid, uint64_t address, void *bytes, size_t count) {
    struct iovec here = {bytes, count}, there = {(void *)(uintptr_t)address, count};
    return process_vm_readv(pid, &here, 1, &there, 1, 0);
}

ssize_t looptop_write_memory(pid_t pid, uint64_t address, const void *bytes, size_t count) {
    struct iovec here = {(void *)bytes, count}, there = {(void *)(uintptr_t)address, count};
    return process_vm_writev(pid, &here, 1, &there, 1, 0);
}

int looptop_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int looptop_pidfd_getfd(int pidfd, int descriptor) { return (int)syscall(SYS_pidfd_getfd, pidfd, descriptor, 0); }

struct request {
    int network_namespace;
    int result;
    int error;
};

static void *open_diagnostics(void *argument) {
    struct request *request = argument;
    if (request->network_namespace < 0 || setns(request->network_namespace, CLONE_NEWNET) == 0)
        request->result = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    request->error = errno;
    return NULL;
}

// A socket keeps the namespace that it was made in; only the thread that makes it has to go there.
int looptop_diagnostics_socket(int network_namespace) {
    struct request request = {network_namespace, -1, 0};
    pthread_t thread;
    int error = pthread_create(&thread, NULL, open_diagnostics, &request);
    if (error == 0) error = pthread_join(thread, NULL);
    errno = error ? error : request.error;
    return error ? -1 : request.result;
}

int looptop_open_in_root(int root, const char *path, int flags) {
    struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC), .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS};
    return (int)syscall(SYS_openat2, root, path, &how, sizeof how);
}

int looptop_pidfd_send_signal(int pidfd, int number) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0);
}
