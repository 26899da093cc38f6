#!/usr/bin/env bash
# Puts CPython 3.14 and 3.15 into a folder of its own, from Debian's packages, to test against.
#
#   more_pythons.sh DIR            fills DIR (under a minute, 340 MB; nothing to do where it is filled already)
#   more_pythons.sh DIR run CMD    runs CMD with DIR as its root, with proc and this repository mounted
#
# The interpreters run only through `run`: they need the folder's own C library. Their processes are ordinary ones of
# this machine with another root, as a container's are.
set -euo pipefail

fail() { printf 'looptop: %s\n' "$*" >&2; exit 1; }

directory=${1:?usage: more_pythons.sh DIR [run CMD ...]}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
((EUID == 0)) || fail "Python 3.14 and 3.15 are fetched into a folder with a root of its own: that needs root (sudo make matrix)"
mkdir -p "$directory"
directory=$(cd "$directory" && pwd)

if [[ ! -x $directory/usr/bin/python3.15 ]]; then
  command -v debootstrap >/dev/null ||
    { apt-get update -qq && apt-get install -y -qq debootstrap >/dev/null; } ||
    fail "debootstrap is missing and could not be installed"
  mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
  echo "looptop: fetching Python 3.14 and 3.15 into $directory"
  # The keyring of an older Debian may not know the newest suite's key: these files are for tests alone.
  debootstrap --variant=minbase --no-check-gpg \
    --include=python3.14,python3.14-venv,python3.15,python3.15-venv \
    sid "$directory" "${mirror:-http://deb.debian.org/debian}" >"$directory/install.log" 2>&1 ||
    { tail -n 5 "$directory/install.log" >&2; fail "debootstrap failed; the whole log is $directory/install.log"; }
fi
[[ ${2:-} == run ]] || exit 0
shift 2

for host in resolv.conf hosts; do [[ -f /etc/$host ]] && cp "/etc/$host" "$directory/etc/$host"; done
for file in /etc/pip.conf "${PIP_CERT:-}"; do
  if [[ -f $file ]]; then mkdir -p "$directory${file%/*}" && cp "$file" "$directory$file"; fi
done
mkdir -p "$directory$repository"
# The mounts live in a namespace of this command's own: they end with it, and removing DIR never reaches through them.
export directory repository
exec unshare --mount bash -c '
  mount -t proc proc "$directory/proc" && mount --bind "$repository" "$directory$repository" &&
    exec chroot "$directory" env --chdir="$repository" "$@"' more_pythons "$@"
