/// What a terminal writes about its mouse, put together byte by byte.
///
/// ncurses joins presses and releases to clicks, and waits for the next byte, however long that takes, where a release
/// comes alone: the reports are read here instead, each by itself.
#pragma once

#pragma clang assume_nonnull begin

/// What the mouse did.
enum { LT_BUTTON_PRESSED = 1, LT_WHEEL_UP, LT_WHEEL_DOWN, LT_BUTTON_OTHER };

/// How a report is written: decimal numbers up to an `M` or `m` (SGR, 1006), or three bytes, as xterm first did.
typedef enum { LT_REPORT_NONE, LT_REPORT_NUMBERS, LT_REPORT_BYTES } lt_report_form;

/// A report of which some bytes have come.
typedef struct {
    lt_report_form form;
    int numbers[3];
    int index;
} lt_report;

/// Begins one, after what tells its form.
void lt_report_begin(lt_report *report, lt_report_form form);

/// Takes the next byte of it.
/// \returns 0 while more is to come; else one of LT_BUTTON_*, and the form is LT_REPORT_NONE.
int lt_report_take(lt_report *report, int byte);

/// Column and row of a report that is whole, from 0.
void lt_report_place(const lt_report *report, int *x, int *y);

#pragma clang assume_nonnull end
