#define _GNU_SOURCE
#include "looptop_characters.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

static int one_column(uint32_t scalar) {
    return scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0) ? -1 : 1;
}

static bool writes_utf8 = false;
static int (*columns_of)(uint32_t) = one_column;

void lt_set_characters(bool utf8, int (*columns)(uint32_t scalar)) {
    writes_utf8 = utf8;
    columns_of = columns;
}

bool lt_writes_utf8(void) {
    return writes_utf8;
}

static bool is_scalar(uint32_t value) {
    return value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
}

int lt_decode(const char *bytes, size_t length, uint32_t *scalar) {
    if (length == 0) return 0;
    unsigned char first = (unsigned char)bytes[0];
    if (first < 0x80) {
        *scalar = first;
        return 1;
    }
    int count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return -1;
    uint32_t value = first & (0x7F >> count);
    for (int i = 1; i < count; i++) {
        if ((size_t)i == length) return 0;
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80) return -1;
        value = value << 6 | (next & 0x3F);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[count] || !is_scalar(value)) return -1;
    *scalar = value;
    return count;
}

int lt_encode(uint32_t scalar, char bytes[4]) {
    if (!is_scalar(scalar)) return -1;
    if (scalar < 0x80) {
        bytes[0] = (char)scalar;
        return 1;
    }
    int count = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    for (int i = count - 1; i > 0; i--, scalar >>= 6) bytes[i] = (char)(0x80 | (scalar & 0x3F));
    bytes[0] = (char)((0xF00 >> count & 0xF0) | scalar);
    return count;
}

// From here on: the C library's names, as far as ncurses uses them. None keeps a state, for UTF-8 has none.

size_t mbrtowc(wchar_t *restrict to, const char *restrict bytes, size_t length, mbstate_t *restrict state) {
    uint32_t scalar = 0;
    if (!bytes) return 0;
    int count = lt_decode(bytes, length, &scalar);
    if (count == 0) return (size_t)-2;
    if (count < 0) {
        errno = EILSEQ;
        return (size_t)-1;
    }
    if (to) *to = (wchar_t)scalar;
    return scalar ? (size_t)count : 0;
}

int mbtowc(wchar_t *restrict to, const char *restrict bytes, size_t length) {
    size_t count = mbrtowc(to, bytes, length, NULL);
    return count == (size_t)-2 ? -1 : (int)count;
}

int mblen(const char *bytes, size_t length) {
    return mbtowc(NULL, bytes, length);
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict bytes, size_t limit) {
    size_t length = strlen(bytes), written = 0;
    for (; !to || written < limit; written++) {
        wchar_t wide;
        size_t count = mbrtowc(&wide, bytes, length + 1, NULL);
        if (count == (size_t)-1 || count == (size_t)-2) return (size_t)-1;
        if (to) to[written] = wide;
        if (count == 0) break;
        bytes += count;
        length -= count;
    }
    return written;
}

size_t wcrtomb(char *restrict to, wchar_t wide, mbstate_t *restrict state) {
    char bytes[4];
    if (!to) return 1;
    int count = !writes_utf8 && wide > 0x7F ? -1 : lt_encode((uint32_t)wide, bytes);
    if (count < 0) {
        errno = EILSEQ;
        return (size_t)-1;
    }
    memcpy(to, bytes, (size_t)count);
    return (size_t)count;
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict from, size_t limit, mbstate_t *restrict state) {
    size_t written = 0;
    for (const wchar_t *wide = *from;; wide++) {
        char bytes[4];
        size_t count = wcrtomb(bytes, *wide, NULL);
        if (count == (size_t)-1) return count;
        if (to && written + count > limit) {
            *from = wide;
            return written;
        }
        if (to) memcpy(to + written, bytes, count);
        if (*wide == 0) {
            if (to) *from = NULL;
            return written;
        }
        written += count;
    }
}

size_t wcstombs(char *restrict to, const wchar_t *restrict from, size_t limit) {
    const wchar_t *rest = from;
    return wcsrtombs(to, &rest, limit, NULL);
}

wint_t btowc(int byte) {
    return byte >= 0 && byte < 0x80 ? (wint_t)byte : WEOF;
}

int wctob(wint_t wide) {
    return wide < 0x80 ? (int)wide : EOF;
}

int wcwidth(wchar_t wide) {
    if (wide == 0) return 0;
    return is_scalar((uint32_t)wide) ? columns_of((uint32_t)wide) : -1;
}

int iswprint(wint_t wide) {
    return wide != 0 && wide != WEOF && wcwidth((wchar_t)wide) >= 0;
}

char *nl_langinfo(nl_item item) {
    if (item == CODESET) return writes_utf8 ? "UTF-8" : "ANSI_X3.4-1968";
    static locale_t plain;
    if (!plain) plain = newlocale(LC_ALL_MASK, "C", NULL);
    return nl_langinfo_l(item, plain);
}
