#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; as root on Debian it installs one if there is none.
# CHROMIUM names another one.
set -euo pipefail

find_browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    if [ -x "$CHROMIUM" ]; then
      echo "$CHROMIUM"
      return 0
    fi
    echo "CHROMIUM is set to $CHROMIUM, which is not a program." >&2
    exit 1
  fi
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name"; then return 0; fi
  done
  for name in "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -x "$name" ]; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

if find_browser; then exit 0; fi

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium found; installing Debian's package chromium." >&2
  {
    apt-get -o DPkg::Lock::Timeout=300 update
    # With letters of the usual widths, so that pages are measured as people see them.
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends chromium fonts-liberation
  } </dev/null >&2
  if find_browser; then exit 0; fi
fi

echo "The browser tests need Chromium or Chrome. Install the package chromium (Debian: apt-get install chromium fonts-liberation), or set CHROMIUM to its path." >&2
exit 1
