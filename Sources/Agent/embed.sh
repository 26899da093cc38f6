#!/bin/sh
# Writes the table of the files that the binary carries. Run it after adding or removing one; a test notices if not.
set -eu
cd "$(dirname "$0")/../.."
table=Sources/CEmbedded/looptop_embedded.c

# Pairs of (path in the bundle, path from the table's folder).
list() {
    (cd Sources/Agent && find looptop demo relay -type f ! -path '*/.*' ! -name '*.pyc' 2>/dev/null) |
        sed 's,^looptop/.*,agent/& ../Agent/&,; s,^\(demo\|relay\)/.*,& ../Agent/&,'
    find themes -type f -name '*.toml' 2>/dev/null | sed 's,.*,& ../../&,'
}

{
    echo '// Written by Sources/Agent/embed.sh. Three lines a file: its bytes, then a NUL that its size does not count.'
    echo '#include "looptop_embedded.h"'
    echo
    echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
    echo
    list | LC_ALL=C sort | awk '{
        name = $1
        gsub(/[^A-Za-z0-9]/, "_", name)
        printf "static const unsigned char %s[] = {\n#embed \"%s\" suffix(, 0) if_empty(0)\n};\n", name, $2
        rows = rows sprintf("    {\"%s\", %s, sizeof %s - 1},\n", $1, name, name)
    } END { printf "\nstatic const struct looptop_file files[] = {\n%s};\n\n", rows }'
    echo 'const struct looptop_file *looptop_file_at(size_t index) {'
    echo '    return index < sizeof files / sizeof *files ? &files[index] : NULL;'
    echo '}'
} >"$table.new"
mv "$table.new" "$table"
