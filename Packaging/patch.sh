#!/bin/sh
# Has the released program's parser of command lines do without Foundation, which would be a third of a static program.
# It builds without, too.
set -eu
cd "$(dirname "$0")/.."
patch=$PWD/Packaging/argument-parser.patch
checkout=.build/checkouts/swift-argument-parser

[ -d "$checkout" ] || eval "${SWIFT:-swift} package resolve" >/dev/null
git -C "$checkout" apply --reverse --check "$patch" 2>/dev/null && exit 0
git -C "$checkout" apply "$patch" || {
    echo "looptop: Packaging/argument-parser.patch does not fit the parser of Package.resolved: make it anew" >&2
    exit 1
}
