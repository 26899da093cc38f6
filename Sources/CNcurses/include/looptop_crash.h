/// Gives the terminal back when the program crashes, before the report of the crash is printed.
#pragma once
#include <stdbool.h>

/// Remembers how the terminal is set now: before ncurses changes it.
void lt_crash_remember(int terminal);

/// Handles SEGV, BUS, ILL, TRAP, ABRT and FPE from now on: restores, then lets the earlier handler have the signal.
void lt_crash_arm(bool pastes);

/// The terminal is restored already: nothing to do at a crash.
void lt_crash_disarm(void);
