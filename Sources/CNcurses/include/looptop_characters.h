/// What C calls the multibyte functions, without a locale: UTF-8, or ASCII where the terminal has no more.
///
/// A static program cannot rely on a locale: its files may not be there, or be of another C library. The functions by
/// which ncurses reads, measures and writes characters (`mbrtowc`, `wcwidth`, `iswprint`, ...) are defined here under
/// their own names: the linker takes these, in a dynamic program too.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Says what is written: UTF-8, or ASCII alone; and how many columns a character takes (0, 1 or 2; -1 for none that can
/// be shown). Before that it is ASCII, and all take one.
void lt_set_characters(bool utf8, int (*columns)(uint32_t scalar));

/// True where characters beyond ASCII can be written.
bool lt_writes_utf8(void);

/// Reads the first scalar of at most `length` bytes.
/// \returns how many bytes it takes; 0 where they end within it; -1 where they are no UTF-8.
int lt_decode(const char *bytes, size_t length, uint32_t *scalar);

/// Writes a scalar as UTF-8.
/// \returns how many bytes it takes, 4 at most; -1 where it is none.
int lt_encode(uint32_t scalar, char bytes[_Nonnull 4]);

#pragma clang assume_nonnull end
