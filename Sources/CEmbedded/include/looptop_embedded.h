#pragma once
#include <stddef.h>

/// A file that the binary carries.
struct looptop_file {
    /// Path inside the bundle: `agent/looptop/__init__.py`, `themes/default.toml`.
    const char *path;
    const unsigned char *bytes;
    size_t size;
};

/// All files, ended by one whose path is NULL.
extern const struct looptop_file looptop_files[];
