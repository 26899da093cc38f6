#define _GNU_SOURCE
#include "looptop_linux.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <nss.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t looptop_read_memory(pid_t pid, uint64_t address, void *bytes, size_t count) {
    struct iovec here = {bytes, count}, there = {(void *)(uintptr_t)address, count};
    return process_vm_readv(pid, &here, 1, &there, 1, 0);
}

// A stretch is what the kernel calls an iovec.
_Static_assert(sizeof(struct looptop_stretch) == sizeof(struct iovec), "64 bits");

ssize_t looptop_read_stretches(pid_t pid, const struct looptop_stretch *stretches, size_t count, void *bytes,
                               size_t size) {
    struct iovec here = {bytes, size};
    return process_vm_readv(pid, &here, 1, (const struct iovec *)stretches, count, 0);
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

// The first version of the kernel's struct pidfd_info: the headers of most systems do not have it yet.
struct process_facts {
    uint64_t mask;
    uint64_t cgroup;
    uint32_t identities[11];
    int32_t exit_code;
};

int looptop_pidfd_exit(int pidfd, int *status) {
    enum { exit_is_known = 1 << 3 };
    struct process_facts facts = {.mask = exit_is_known};
    if (ioctl(pidfd, _IOWR(0xFF, 11, struct process_facts), &facts) != 0) return -1;
    if (!(facts.mask & exit_is_known)) {
        errno = ENODATA;
        return -1;
    }
    *status = facts.exit_code;
    return 0;
}

char *const *looptop_environment(void) { return environ; }

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *place) {
    (void)facts, (void)kind, (void)place;
    remove(path);
    return 0;
}

int looptop_remove_all(const char *path) { return nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

void looptop_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

void looptop_look_up_plainly(void) {
    __nss_configure_lookup("passwd", "files");
    __nss_configure_lookup("hosts", "files dns");
}
