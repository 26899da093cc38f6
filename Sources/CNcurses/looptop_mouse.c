#include "looptop_mouse.h"

enum {
    SHIFT_META_CONTROL = 4 | 8 | 16,
    WHEEL = 64,
    /// The bytes of the older form begin behind the control characters.
    BYTE_BASE = 32,
    /// No terminal is as wide.
    LARGEST = 99999,
};

void lt_report_begin(lt_report *report, lt_report_form form) {
    *report = (lt_report){.form = form};
}

static int end(lt_report *report, int event) {
    report->form = LT_REPORT_NONE;
    return event;
}

static int pressed(int code) {
    switch (code & ~SHIFT_META_CONTROL) {
    case 0: return LT_BUTTON_PRESSED;
    case WHEEL: return LT_WHEEL_UP;
    case WHEEL + 1: return LT_WHEEL_DOWN;
    default: return LT_BUTTON_OTHER;
    }
}

static int take_of_bytes(lt_report *report, int byte) {
    if (byte < BYTE_BASE) return end(report, LT_BUTTON_OTHER);
    report->numbers[report->index++] = byte - BYTE_BASE;
    return report->index < 3 ? 0 : end(report, pressed(report->numbers[0]));
}

static int take_of_numbers(lt_report *report, int byte) {
    int *number = &report->numbers[report->index];
    if (byte >= '0' && byte <= '9' && *number <= LARGEST) {
        *number = *number * 10 + byte - '0';
        return 0;
    }
    if (byte == ';' && report->index < 2) {
        report->index++;
        return 0;
    }
    return end(report, byte == 'M' && report->index == 2 ? pressed(report->numbers[0]) : LT_BUTTON_OTHER);
}

int lt_report_take(lt_report *report, int byte) {
    return report->form == LT_REPORT_BYTES ? take_of_bytes(report, byte) : take_of_numbers(report, byte);
}

void lt_report_place(const lt_report *report, int *x, int *y) {
    *x = report->numbers[1] - 1;
    *y = report->numbers[2] - 1;
}
