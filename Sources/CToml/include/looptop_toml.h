/// toml++ behind a narrow door: a text is read, and what stands in it is told piece by piece.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma clang assume_nonnull begin

/// Kinds of pieces. Tables and arrays begin, have their pieces, and end.
enum {
    LOOPTOP_TOML_TABLE = 1, LOOPTOP_TOML_ARRAY, LOOPTOP_TOML_END, LOOPTOP_TOML_STRING, LOOPTOP_TOML_INTEGER,
    LOOPTOP_TOML_FLOAT, LOOPTOP_TOML_BOOLEAN,
    LOOPTOP_TOML_TIME,  ///< a date, a time, or both: without a value
};

/// What stands at a place. Texts are UTF-8, without a NUL at their end, and last as long as the call.
typedef struct {
    int kind;
    /// The key; of no meaning within arrays.
    const char *_Nullable key;
    size_t key_length;
    /// Where the key stands, within arrays the value: counted from 1.
    uint32_t line, column;
    const char *_Nullable text;
    size_t text_length;
    /// Of an integer, and of a boolean.
    int64_t integer;
    double real;
} looptop_toml_piece;

/// The first mistake.
typedef struct {
    uint32_t line, column;
    char message[512];
} looptop_toml_error;

/// Reads a text and tells its pieces, which stand in a table that is not told.
/// \returns false where it is not TOML; then nothing was told.
bool looptop_toml_read(
    const char *text, size_t length, void (*tell)(void *_Nullable context, const looptop_toml_piece *piece),
    void *_Nullable context, looptop_toml_error *error);

#pragma clang assume_nonnull end
#ifdef __cplusplus
}
#endif
