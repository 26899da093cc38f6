#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "looptop_ncurses.h"
#include "looptop_characters.h"
#include "looptop_crash.h"
#include "looptop_mouse.h"
#include "looptop_terminfo.h"

#include <curses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/// Bracketed paste, which ncurses 6.4 does not know.
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

/// Reports of buttons, as numbers where the terminal can.
static const char mouse_on[] = "\033[?1000h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1000l";

/// Codes for what `define_key` adds; above every code of ncurses' own.
enum { KEY_PASTE_BEGIN = 0x7000, KEY_PASTE_END, KEY_REPORT_NUMBERS, KEY_REPORT_BYTES };

struct lt_screen {
    SCREEN *screen;
    FILE *input, *output;
    bool pastes, listens, direct;
    lt_report report;
};

static bool has_string(const char *capability) {
    const char *string = tigetstr((char *)capability);
    return string && string != (const char *)-1;
}

int lt_type_colors(const char *term) {
    int result = 0;
    if (!*term) return -1;
    if (setupterm((char *)term, STDOUT_FILENO, &result) == ERR) {
        char **environment = lt_terminfo_lend(term);
        if (!environment) return -1;
        int answer = setupterm((char *)term, STDOUT_FILENO, &result);
        lt_terminfo_return(environment);
        if (answer == ERR) return -1;
    }
    bool moves = has_string("cup");
    int colors = tigetnum("colors");
    del_curterm(cur_term);
    if (!moves) return -1;
    return colors > 0 ? colors : 0;
}

static void send_modes(lt_screen *screen, const char *paste, const char *mouse) {
    if (screen->pastes) fputs(paste, screen->output);
    if (screen->listens) fputs(mouse, screen->output);
    fflush(screen->output);
}

static void set_modes(void) {
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    meta(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    idlok(stdscr, FALSE);
}

static void define_keys(void) {
    define_key("\033[200~", KEY_PASTE_BEGIN);
    define_key("\033[201~", KEY_PASTE_END);
    define_key("\033[<", KEY_REPORT_NUMBERS);
    define_key("\033[M", KEY_REPORT_BYTES);
    // Terminals that ignore application mode send CSI where terminfo says SS3, and the other way round.
    static const struct { const char *tail; int code; } keys[] = {
        {"A", KEY_UP}, {"B", KEY_DOWN}, {"C", KEY_RIGHT}, {"D", KEY_LEFT}, {"H", KEY_HOME}, {"F", KEY_END},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (int j = 0; j < 2; j++) {
            char sequence[8] = {'\033', "[O"[j], keys[i].tail[0], 0};
            define_key(sequence, keys[i].code);
        }
    }
}

/// The machine's own description of the terminal, or else the one that is carried.
static SCREEN *new_screen(const char *term, FILE *output, FILE *input) {
    SCREEN *screen = newterm(term, output, input);
    if (!term) term = getenv("TERM");
    char **environment = screen || !term ? NULL : lt_terminfo_lend(term);
    if (!environment) return screen;
    screen = newterm(term, output, input);
    lt_terminfo_return(environment);
    return screen;
}

lt_screen *lt_open(const char *term, int input, int output) {
    lt_screen *screen = calloc(1, sizeof *screen);
    if (!screen) return NULL;
    int in = dup(input), out = dup(output);
    screen->input = in < 0 ? NULL : fdopen(in, "r");
    screen->output = out < 0 ? NULL : fdopen(out, "w");
    if (screen->input && screen->output) {
        lt_crash_remember(output);
        set_escdelay(25);
        screen->screen = new_screen(term, screen->output, screen->input);
    }
    if (!screen->screen) {
        if (screen->input) fclose(screen->input); else if (in >= 0) close(in);
        if (screen->output) fclose(screen->output); else if (out >= 0) close(out);
        free(screen);
        return NULL;
    }
    set_term(screen->screen);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    screen->direct = COLORS > 256 && (tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || has_string("RGB"));
    set_modes();
    define_keys();
    // Terminals without cursor addressing modes of xterm's kind would print the sequence.
    screen->pastes = has_string("smcup");
    send_modes(screen, paste_on, mouse_on);
    lt_crash_arm(screen->pastes);
    return screen;
}

void lt_close(lt_screen *screen) {
    lt_suspend(screen);
    lt_crash_disarm();
    delscreen(screen->screen);
    fclose(screen->input);
    fclose(screen->output);
    free(screen);
}

void lt_suspend(lt_screen *screen) {
    set_term(screen->screen);
    curs_set(1);
    send_modes(screen, paste_off, mouse_off);
    endwin();
    fflush(screen->output);
}

void lt_resume(lt_screen *screen) {
    set_term(screen->screen);
    set_modes();
    clearok(curscr, TRUE);
    refresh();
    send_modes(screen, paste_on, mouse_on);
}

int lt_colors(lt_screen *screen) {
    set_term(screen->screen);
    return has_colors() ? COLORS : 0;
}

int lt_pairs(lt_screen *screen) {
    set_term(screen->screen);
    return has_colors() ? COLOR_PAIRS : 0;
}

void lt_size(lt_screen *screen, int *width, int *height) {
    set_term(screen->screen);
    getmaxyx(stdscr, *height, *width);
}

bool lt_kernel_size(lt_screen *screen, int *width, int *height) {
    struct winsize size;
    if (ioctl(fileno(screen->output), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    *width = size.ws_col;
    *height = size.ws_row;
    return true;
}

void lt_resize(lt_screen *screen, int width, int height) {
    set_term(screen->screen);
    resizeterm(height, width);
    clearok(curscr, TRUE);
}

/// What stands for a colour of xterm's palette where numbers from 8 on are red, green and blue.
static int direct_color(int number) {
    if (number < 8) return number;
    if (number < 16) {
        int level = number == 8 ? 0x7F : 0xFF;
        return (number == 8 || number & 1 ? level << 16 : 0) | (number == 8 || number & 2 ? level << 8 : 0)
            | (number == 8 || number & 4 ? level : 0);
    }
    if (number >= 232) return (8 + 10 * (number - 232)) * 0x010101;
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    number -= 16;
    int color = levels[number / 36] << 16 | levels[number / 6 % 6] << 8 | levels[number % 6];
    return color < 8 ? 8 : color;
}

bool lt_define_pair(lt_screen *screen, int pair, int foreground, int background) {
    set_term(screen->screen);
    if (screen->direct) {
        foreground = direct_color(foreground);
        background = direct_color(background);
    }
    return init_extended_pair(pair, foreground, background) != ERR;
}

static attr_t attributes_of(unsigned bits) {
    return (bits & LT_BOLD ? WA_BOLD : 0) | (bits & LT_DIM ? WA_DIM : 0) | (bits & LT_UNDERLINE ? WA_UNDERLINE : 0)
        | (bits & LT_REVERSE ? WA_REVERSE : 0) | (bits & LT_ITALIC ? WA_ITALIC : 0);
}

bool lt_put(lt_screen *screen, int x, int y, const char *text, int pair, unsigned attributes) {
    set_term(screen->screen);
    wchar_t wide[CCHARW_MAX + 1];
    size_t count = mbstowcs(wide, text, CCHARW_MAX);
    bool shown = count != (size_t)-1 && count > 0 && (lt_writes_utf8() || (wide[0] < 0x7F && count == 1));
    if (!shown) wcscpy(wide, L"?"), count = 1;
    wide[count] = 0;
    cchar_t cell;
    if (setcchar(&cell, wide, attributes_of(attributes), 0, &pair) == ERR) {
        setcchar(&cell, L"?", attributes_of(attributes), 0, &pair);
        shown = false;
    }
    mvadd_wch(y, x, &cell);
    return shown;
}

void lt_flush(lt_screen *screen, int x, int y, bool visible) {
    set_term(screen->screen);
    curs_set(visible ? 1 : 0);
    move(y, x);
    wnoutrefresh(stdscr);
    doupdate();
    fflush(screen->output);
}

void lt_redraw(lt_screen *screen) {
    set_term(screen->screen);
    clearok(curscr, TRUE);
}

static int key_of(int code) {
    switch (code) {
    case KEY_UP: return LT_KEY_UP;
    case KEY_DOWN: return LT_KEY_DOWN;
    case KEY_LEFT: return LT_KEY_LEFT;
    case KEY_RIGHT: return LT_KEY_RIGHT;
    case KEY_HOME: return LT_KEY_HOME;
    case KEY_END: return LT_KEY_END;
    case KEY_PPAGE: return LT_KEY_PAGE_UP;
    case KEY_NPAGE: return LT_KEY_PAGE_DOWN;
    case KEY_IC: return LT_KEY_INSERT;
    case KEY_DC: return LT_KEY_DELETE;
    case KEY_BACKSPACE: return LT_KEY_BACKSPACE;
    case KEY_BTAB: return LT_KEY_BACK_TAB;
    case KEY_ENTER: return LT_KEY_ENTER;
    case KEY_PASTE_BEGIN: return LT_KEY_PASTE_BEGIN;
    case KEY_PASTE_END: return LT_KEY_PASTE_END;
    default: return code > KEY_F0 && code <= KEY_F0 + 12 ? LT_KEY_FUNCTION + code - KEY_F0 : LT_KEY_OTHER;
    }
}

bool lt_mouse_on(lt_screen *screen) {
    set_term(screen->screen);
    screen->listens = has_string("kmous");
    if (screen->listens) send_modes(screen, "", mouse_on);
    return screen->listens;
}

void lt_mouse_place(lt_screen *screen, int *x, int *y) {
    lt_report_place(&screen->report, x, y);
}

/// Reads on in the report that has begun: its bytes are no characters, and may be no UTF-8.
static int read_report(lt_screen *screen, int *value) {
    int byte;
    while ((byte = getch()) != ERR) {
        if (byte >= KEY_MIN) {
            *value = key_of(byte);
            return LT_KEY;
        }
        *value = lt_report_take(&screen->report, byte);
        if (*value) return LT_MOUSE;
    }
    return LT_NOTHING;
}

void lt_copy(lt_screen *screen, const char *base64) {
    fprintf(screen->output, "\033]52;c;%s\a", base64);
    fflush(screen->output);
}

int lt_read(lt_screen *screen, int *value) {
    set_term(screen->screen);
    if (screen->report.form != LT_REPORT_NONE) return read_report(screen, value);
    wint_t read = 0;
    switch (get_wch(&read)) {
    case OK:
        *value = (int)read;
        return LT_CHARACTER;
    case KEY_CODE_YES:
        if (read == KEY_REPORT_NUMBERS || read == KEY_REPORT_BYTES) {
            lt_report_begin(&screen->report, read == KEY_REPORT_BYTES ? LT_REPORT_BYTES : LT_REPORT_NUMBERS);
            return read_report(screen, value);
        }
        *value = key_of((int)read);
        return LT_KEY;
    default: return LT_NOTHING;
    }
}

bool lt_is_closed(lt_screen *screen) {
    struct pollfd input = {.fd = fileno(screen->input), .events = POLLIN};
    if (poll(&input, 1, 0) <= 0) return false;
    if (input.revents & (POLLHUP | POLLERR | POLLNVAL)) return true;
    int waiting = 0;
    return (input.revents & POLLIN) && ioctl(input.fd, FIONREAD, &waiting) == 0 && waiting == 0;
}
