#!/usr/bin/env bash
# Installs the Debian packages that building and testing need: only those that are missing, and quietly.
set -euo pipefail

fail() { printf 'looptop: %s\n' "$*" >&2; exit 1; }

command -v swift >/dev/null || fail "Swift is not on the PATH: install Swift 6.2 or newer from https://swift.org/install"

missing=()
[[ -f /usr/include/curses.h || -f /usr/include/ncurses.h ]] || missing+=(libncurses-dev)
[[ -f /usr/include/toml++/toml.h ]] || missing+=(libtomlplusplus-dev)
command -v tmux >/dev/null || missing+=(tmux)
command -v python3 >/dev/null || missing+=(python3)
# A Python without ensurepip cannot make a virtual environment; Debian ships that part on its own.
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
command -v git >/dev/null || missing+=(git)
# By gdb looptop gets into a Python before 3.14 that has no agent.
command -v gdb >/dev/null || missing+=(gdb)
# Pools are tested on real servers; neither has to run as a service of the system.
[[ -n $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null) ]] || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
[[ -x /usr/sbin/sshd ]] || missing+=(openssh-server)
((${#missing[@]})) || exit 0

command -v apt-get >/dev/null ||
  fail "these Debian packages are missing, and there is no apt-get to install them: ${missing[*]}"
as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || fail "become root, or install these packages first: ${missing[*]}"
  as_root=(sudo)
fi
echo "looptop: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# RUNLEVEL: no daemon is started, for the tests start an sshd of their own.
install_all() {
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}"
}
install_all >"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2; fail "apt-get could not install ${missing[*]}"; }
