#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "looptop_ncurses.h"
#include "looptop_crash.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

/// Bracketed paste, which ncurses 6.4 does not know.
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

/// Codes for what `define_key` adds; above every code of ncurses' own.
enum { KEY_PASTE_BEGIN = 0x7000, KEY_PASTE_END };

/// Of one run of mouse events ncurses keeps eight (EV_MAX in its lib_mouse.c).
enum { MOUSE_EVENTS = 8 };

struct lt_screen {
    SCREEN *screen;
    FILE *input, *output;
    bool pastes;
    /// What the mouse did and was not read yet, the newest first.
    MEVENT mouse[MOUSE_EVENTS];
    int mouse_count;
    int mouse_x, mouse_y;
};

bool lt_set_locale(void) {
    setlocale(LC_ALL, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int lt_type_colors(const char *term) {
    int result = 0;
    if (!*term || setupterm((char *)term, STDOUT_FILENO, &result) == ERR) return -1;
    const char *move = tigetstr("cup");
    int colors = tigetnum("colors");
    del_curterm(cur_term);
    if (!move || move == (char *)-1) return -1;
    return colors > 0 ? colors : 0;
}

static void send_mode(lt_screen *screen, const char *text) {
    if (!screen->pastes) return;
    fputs(text, screen->output);
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

lt_screen *lt_open(const char *term, int input, int output) {
    lt_screen *screen = calloc(1, sizeof *screen);
    if (!screen) return NULL;
    int in = dup(input), out = dup(output);
    screen->input = in < 0 ? NULL : fdopen(in, "r");
    screen->output = out < 0 ? NULL : fdopen(out, "w");
    if (screen->input && screen->output) {
        lt_crash_remember(output);
        set_escdelay(25);
        screen->screen = newterm(term, screen->output, screen->input);
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
    set_modes();
    define_keys();
    // Terminals without cursor addressing modes of xterm's kind would print the sequence.
    const char *enter = tigetstr("smcup");
    screen->pastes = enter && enter != (const char *)-1;
    send_mode(screen, paste_on);
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
    send_mode(screen, paste_off);
    endwin();
    fflush(screen->output);
}

void lt_resume(lt_screen *screen) {
    set_term(screen->screen);
    set_modes();
    clearok(curscr, TRUE);
    refresh();
    send_mode(screen, paste_on);
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

bool lt_define_pair(lt_screen *screen, int pair, int foreground, int background) {
    set_term(screen->screen);
    return init_extended_pair(pair, foreground, background) != ERR;
}

static attr_t attributes_of(unsigned bits) {
    return (bits & LT_BOLD ? WA_BOLD : 0) | (bits & LT_DIM ? WA_DIM : 0) | (bits & LT_UNDERLINE ? WA_UNDERLINE : 0)
        | (bits & LT_REVERSE ? WA_REVERSE : 0) | (bits & LT_ITALIC ? WA_ITALIC : 0);
}

bool lt_put(lt_screen *screen, int x, int y, const char *text, int pair, unsigned attributes) {
    set_term(screen->screen);
    wchar_t wide[CCHARW_MAX + 1];
    mbstate_t state = {0};
    const char *rest = text;
    size_t count = mbsrtowcs(wide, &rest, CCHARW_MAX, &state);
    bool shown = count != (size_t)-1 && count > 0 && rest == NULL;
    if (!shown) wcscpy(wide, L"?");
    wide[CCHARW_MAX] = 0;
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
    // Without a wait for what may become a double click.
    mouseinterval(0);
    return mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL) != 0;
}

void lt_mouse_place(lt_screen *screen, int *x, int *y) {
    *x = screen->mouse_x;
    *y = screen->mouse_y;
}

static int next_mouse(lt_screen *screen, int *value) {
    MEVENT event = screen->mouse[--screen->mouse_count];
    *value = LT_BUTTON_OTHER;
    screen->mouse_x = event.x;
    screen->mouse_y = event.y;
    if (event.bstate & BUTTON1_PRESSED) *value = LT_BUTTON_PRESSED;
    if (event.bstate & BUTTON4_PRESSED) *value = LT_WHEEL_UP;
    if (event.bstate & BUTTON5_PRESSED) *value = LT_WHEEL_DOWN;
    return LT_MOUSE;
}

/// One KEY_MOUSE stands for all that came at once, and getmouse gives the newest first.
static int read_mouse(lt_screen *screen, int *value) {
    while (screen->mouse_count < MOUSE_EVENTS && getmouse(&screen->mouse[screen->mouse_count]) == OK) {
        screen->mouse_count++;
    }
    if (screen->mouse_count > 0) return next_mouse(screen, value);
    *value = LT_BUTTON_OTHER;
    return LT_MOUSE;
}

void lt_copy(lt_screen *screen, const char *base64) {
    fprintf(screen->output, "\033]52;c;%s\a", base64);
    fflush(screen->output);
}

int lt_read(lt_screen *screen, int *value) {
    set_term(screen->screen);
    if (screen->mouse_count > 0) return next_mouse(screen, value);
    wint_t read = 0;
    switch (get_wch(&read)) {
    case OK:
        *value = (int)read;
        return LT_CHARACTER;
    case KEY_CODE_YES:
        if (read == KEY_MOUSE) return read_mouse(screen, value);
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
