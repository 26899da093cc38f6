#!/bin/sh
# stamp.sh PACKAGE FILE: writes FILE, and leaves it alone where it is right already. Without a PACKAGE nothing is known.
package=$1
file=$2

commit=nil
date=nil
changed=false
# A repository further up is another one's: sources from an archive may lie in it.
top=$([ -n "$package" ] && git -C "$package" rev-parse --show-toplevel 2>/dev/null) || top=
if [ -n "$top" ] && [ "$top" -ef "$package" ] && id=$(git -C "$package" rev-parse --short=12 HEAD 2>/dev/null); then
    commit="\"$id\""
    date="\"$(git -C "$package" show -s --format=%cs HEAD)\""
    # What else has changed is not built.
    [ -z "$(git -C "$package" --no-optional-locks status --porcelain -- Sources Package.swift 2>&1)" ] || changed=true
fi

new=$file.new
cat > "$new" <<EOF
/// The commit that was built.
enum Commit {
    /// Nil where the sources were not in a repository of their own.
    static let id: String? = $commit
    /// Its day: \`2026-11-23\`.
    static let date: String? = $date
    /// True where they were not as they are in it.
    static let isChanged = $changed
}
EOF
if cmp -s "$new" "$file"; then
    rm "$new"
else
    mv "$new" "$file"
fi
