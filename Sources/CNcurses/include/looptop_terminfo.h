/// Descriptions of common terminals, for a machine or a container that has none.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// Looks for the description of a type among those that are carried.
/// \returns its bytes, as `tic` compiles them, and their number; NULL where none is carried.
const unsigned char *_Nullable lt_terminfo(const char *term, size_t *size);

/// Has ncurses find the carried description of a type, until `lt_terminfo_return`.
/// \returns what to give back; NULL where none is carried.
char *_Nullable *_Nullable lt_terminfo_lend(const char *term);

/// Ends that.
void lt_terminfo_return(char *_Nullable *_Nonnull environment);

#pragma clang assume_nonnull end
