#pragma once
#include <stddef.h>

/// A file that the binary carries.
struct looptop_file {
    /// Path inside the bundle: `agent/looptop/__init__.py`, `themes/default.toml`.
    const char *path;
    /// Its bytes, and a NUL after them.
    const unsigned char *bytes;
    /// Without that NUL.
    size_t size;
};

/// File number `index`, counted from 0; NULL after the last one.
const struct looptop_file *looptop_file_at(size_t index);
