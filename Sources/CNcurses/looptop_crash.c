#define _GNU_SOURCE
#include "looptop_crash.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { signal_count = sizeof signals / sizeof *signals };

static struct sigaction earlier[signal_count];
static struct termios saved;
static int terminal = -1;
static volatile sig_atomic_t armed, has_saved;
static const char *restore = "";

// Mouse and its forms off, attributes off, cursor shown, alternate screen left, arrow keys as they were; with bracketed paste off where it was on.
static const char restore_plain[] = "\033[0m\033[?25h\033[?1049l\033[?1l\033>\r";
static const char restore_paste[] = "\033[?2004l\033[?1006l\033[?1000l\033[0m\033[?25h\033[?1049l\033[?1l\033>\r";

static void handle(int number, siginfo_t *info, void *context) {
    (void)context;
    if (armed) {
        armed = 0;
        ssize_t ignored = write(terminal, restore, strlen(restore));
        (void)ignored;
        if (has_saved) tcsetattr(terminal, TCSANOW, &saved);
    }
    for (int i = 0; i < signal_count; i++) {
        if (signals[i] == number) sigaction(number, &earlier[i], NULL);
    }
    // A fault happens again on return; a signal that was sent does not.
    if (info->si_code <= 0) raise(number);
}

void lt_crash_remember(int descriptor) {
    terminal = descriptor;
    has_saved = tcgetattr(descriptor, &saved) == 0;
}

void lt_crash_arm(bool pastes) {
    static bool installed;
    restore = pastes ? restore_paste : restore_plain;
    armed = 1;
    if (installed) return;
    installed = true;
    static char *stack;
    stack = malloc(65536);
    if (stack) sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = 65536}, NULL);
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < signal_count; i++) sigaction(signals[i], &action, &earlier[i]);
}

void lt_crash_disarm(void) {
    armed = 0;
}
