#!/bin/sh
# Compiles terminals.ti into what the binary carries: run it after a change there (ncurses-bin has tic).
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tic -x -o "$folder" terminals.ti
# The other names of a terminal are the same file once more.
find "$folder" -type f | LC_ALL=C sort | xargs -r sha256sum | awk '!seen[$1]++ { print $2 }' | while read -r file; do
    size=$(wc -c <"$file")
    printf "\\$(printf %03o $((size % 256)))\\$(printf %03o $((size / 256)))"
    cat "$file"
done >carried.bin
