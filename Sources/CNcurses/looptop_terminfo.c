#define _GNU_SOURCE
#include "looptop_terminfo.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

/// One after the other, each behind its length in two bytes; `terminfo/compile.sh` writes it.
static const unsigned char carried[] = {
#embed "terminfo/carried.bin"
};

/// True where a compiled description is of this type: its names stand behind 12 bytes, divided by bars.
static bool is_of(const unsigned char *entry, const char *term) {
    const char *name = (const char *)entry + 12;
    size_t length = strlen(term);
    for (;;) {
        size_t here = strcspn(name, "|");
        if (here == length && memcmp(name, term, length) == 0) return true;
        if (!name[here]) return false;
        name += here + 1;
    }
}

const unsigned char *lt_terminfo(const char *term, size_t *size) {
    for (size_t at = 0; at < sizeof carried; at += *size) {
        *size = (size_t)carried[at] | (size_t)carried[at + 1] << 8;
        at += 2;
        if (is_of(carried + at, term)) return carried + at;
    }
    return NULL;
}

/// Other threads may read the environment, or hand it on, just now: it is not changed but replaced by a copy, and the
/// copy is never freed.
char **lt_terminfo_lend(const char *term) {
    size_t size, count = 0;
    const unsigned char *entry = lt_terminfo(term, &size);
    if (!entry || !environ) return NULL;
    while (environ[count]) count++;
    static const char prefix[] = "TERMINFO=hex:";
    char **copy = calloc(count + 2, sizeof *copy);
    char *text = malloc(sizeof prefix + 2 * size);
    if (!copy || !text) {
        free(copy);
        free(text);
        return NULL;
    }
    char *end = stpcpy(text, prefix);
    for (size_t i = 0; i < size; i++) end += sprintf(end, "%02x", entry[i]);
    char **next = copy;
    *next++ = text;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(environ[i], "TERMINFO=", 9) != 0) *next++ = environ[i];
    }
    char **before = environ;
    environ = copy;
    return before;
}

void lt_terminfo_return(char **environment) {
    environ = environment;
}
