#!/usr/bin/env bash
# Says which of the tools Troth is built with are missing, all at once, and what to do about each.
set -euo pipefail

missing=0

lacks() {
  echo "Missing: $1. $2" >&2
  missing=1
}

has() { command -v "$1" >/dev/null 2>&1; }

has cargo || lacks "cargo" "Install Rust from https://rustup.rs (a current stable compiler)."
has make || lacks "make" "On Debian: apt-get install make."
has cc || has gcc || has clang || lacks "a C compiler" "On Debian: apt-get install gcc libc6-dev (SQLite is compiled from C)."
has npm || lacks "npm" "It comes with Node.js 20.19 or newer, from https://nodejs.org."
if has node; then
  version=$(node --version)
  number=${version#v}
  major=${number%%.*}
  minor=${number#*.}
  minor=${minor%%.*}
  if [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
    lacks "node 20.19 or newer" "node --version says $version; take a newer one from https://nodejs.org."
  fi
else
  lacks "node" "Install Node.js 20.19 or newer from https://nodejs.org."
fi

exit "$missing"
