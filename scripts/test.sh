#!/usr/bin/env bash
# Everything that must hold, in order; stops at the first stage that fails. `make test` calls this.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# In CI the lock file is what is built; on a developer's machine a new dependency may change it.
locked=()
if [ -n "${CI:-}" ]; then locked=(--locked); fi

begun=$SECONDS
stages=()
own_postgres=

clean_up() {
  if [ -n "$own_postgres" ]; then
    POSTGRES_STATE=$own_postgres scripts/postgres.sh stop
  fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

stage() {
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if ! "$@"; then
    printf '\nmake test: FAILED at "%s" after %d s; the command was: %s\n' "$name" $((SECONDS - begun)) "$*" >&2
    exit 1
  fi
  stages+=("$name $((SECONDS - start)) s")
  printf '== %s: ok, %d s\n' "$name" $((SECONDS - start))
}

start_postgres() {
  own_postgres=$PWD/.tools/postgres-test.$$
  TROTH_TEST_POSTGRES=$(POSTGRES_STATE=$own_postgres scripts/postgres.sh start) || return 1
  export TROTH_TEST_POSTGRES
  echo "TROTH_TEST_POSTGRES=$TROTH_TEST_POSTGRES"
}

find_browser() {
  CHROMIUM=$(scripts/browser.sh) || return 1
  export CHROMIUM
  echo "$CHROMIUM"
}

# Tests of one binary share the opened sample, so they run in one process (cargo test, not nextest).
rust_tests() {
  cargo test ${locked[@]+"${locked[@]}"} --workspace --lib --bins --tests --no-fail-fast --quiet
}

stage "tools" scripts/need.sh
stage "assets" make --no-print-directory assets
stage "type check" npm --prefix web-ui run --silent check
stage "script tests" npm --prefix web-ui run --silent test
stage "format" cargo fmt --all --check
stage "clippy" cargo clippy ${locked[@]+"${locked[@]}"} --workspace --all-targets --quiet -- -D warnings
if [ -n "${TROTH_TEST_POSTGRES:-}" ]; then
  echo "PostgreSQL: the one in TROTH_TEST_POSTGRES."
else
  stage "PostgreSQL" start_postgres
fi
stage "rust tests" rust_tests
stage "doc tests" cargo test ${locked[@]+"${locked[@]}"} --workspace --doc --quiet
stage "feature oidc" make --no-print-directory oidc
stage "program" cargo build ${locked[@]+"${locked[@]}"} -p troth-cli
stage "browser" find_browser
stage "browser tests" make --no-print-directory e2e

printf '\nmake test: all %d stages ok in %d s (%s)\n' "${#stages[@]}" $((SECONDS - begun)) "$(printf '%s, ' "${stages[@]}" | sed 's/, $//')"
