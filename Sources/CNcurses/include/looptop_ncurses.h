/// ncurses behind a narrow door: ints, UTF-8 and one opaque pointer. Not thread-safe, as ncurses itself is not.
#pragma once
#include <stdbool.h>

#include "looptop_characters.h"
#include "looptop_mouse.h"
#include "looptop_terminfo.h"

#pragma clang assume_nonnull begin

typedef struct lt_screen lt_screen;

/// Kinds of input that `lt_read` reports.
enum {
    LT_NOTHING = 0,
    LT_CHARACTER = 1,  ///< `value` is a Unicode scalar
    LT_KEY = 2,        ///< `value` is one of LT_KEY_*
    LT_MOUSE = 3,      ///< `value` is one of LT_BUTTON_*; where, `lt_mouse_place` tells
};

/// Keys that are not characters.
enum {
    LT_KEY_UP = 1, LT_KEY_DOWN, LT_KEY_LEFT, LT_KEY_RIGHT, LT_KEY_HOME, LT_KEY_END, LT_KEY_PAGE_UP, LT_KEY_PAGE_DOWN,
    LT_KEY_INSERT, LT_KEY_DELETE, LT_KEY_BACKSPACE, LT_KEY_BACK_TAB, LT_KEY_ENTER, LT_KEY_PASTE_BEGIN,
    LT_KEY_PASTE_END, LT_KEY_OTHER,
    LT_KEY_FUNCTION = 100,  ///< F1 is LT_KEY_FUNCTION + 1
};

/// Bits of an attribute, as `Attributes` in Swift has them.
enum { LT_BOLD = 1, LT_DIM = 2, LT_UNDERLINE = 4, LT_REVERSE = 8, LT_ITALIC = 16 };

/// Asks the descriptions of terminals, the machine's and those that are carried, about a type, before any is opened.
/// \returns its colours, 0 for none; -1 where there is no description, or its cursor cannot be moved.
int lt_type_colors(const char *term);

/// Opens a terminal for full-screen use; `term` is its type, or NULL for $TERM. The descriptors are duplicated.
/// \returns NULL where ncurses does not know the terminal or memory is out.
lt_screen *_Nullable lt_open(const char *_Nullable term, int input, int output);

/// Restores the terminal and frees the screen.
void lt_close(lt_screen *screen);

/// Restores the terminal until `lt_resume`: before a stop.
void lt_suspend(lt_screen *screen);

/// Takes the terminal again and draws everything anew.
void lt_resume(lt_screen *screen);

/// Colours that the terminal has: 0, 8, 16, 256.
int lt_colors(lt_screen *screen);

/// Colour pairs that can be defined.
int lt_pairs(lt_screen *screen);

/// Columns and rows that ncurses believes in.
void lt_size(lt_screen *screen, int *width, int *height);

/// Asks the kernel for the size of the terminal.
/// \returns false where it has none to tell.
bool lt_kernel_size(lt_screen *screen, int *width, int *height);

/// Tells ncurses another size.
void lt_resize(lt_screen *screen, int width, int height);

/// Defines a pair of colours, -1 for the terminal's own.
/// \returns false where the terminal has no room for it.
bool lt_define_pair(lt_screen *screen, int pair, int foreground, int background);

/// Puts one grapheme (a spacing character and up to 4 combining ones) on the screen to be.
/// \returns false where it cannot be shown (`lt_set_characters`); then a `?` stands there.
bool lt_put(lt_screen *screen, int x, int y, const char *text, int pair, unsigned attributes);

/// Sends what changed to the terminal and leaves the hardware cursor at a place, seen or hidden.
void lt_flush(lt_screen *screen, int x, int y, bool visible);

/// Has the next flush draw everything anew.
void lt_redraw(lt_screen *screen);

/// Reads one key without blocking.
/// \returns LT_NOTHING, LT_CHARACTER, LT_KEY or LT_MOUSE.
int lt_read(lt_screen *screen, int *value);

/// Asks the terminal to tell what the mouse does: presses of the first button, and the wheel.
/// \returns false where it cannot.
bool lt_mouse_on(lt_screen *screen);

/// Where the mouse was at the last LT_MOUSE: column and row.
void lt_mouse_place(lt_screen *screen, int *x, int *y);

/// Asks the terminal to put a text onto the clipboard (OSC 52), `base64` being the text so encoded.
void lt_copy(lt_screen *screen, const char *base64);

/// True where the input has come to its end: the terminal is gone.
bool lt_is_closed(lt_screen *screen);

#pragma clang assume_nonnull end
