#!/usr/bin/env bash
# Many people answer a round at once, and the server is killed meanwhile, on SQLite and on a throw-away PostgreSQL that
# syncs to disk. docs/benchmarks.md has the figures. Minutes, with a build for release before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo bench -p troth-cli --bench load --no-run

export POSTGRES_STATE=$PWD/.tools/postgres-load.$$ POSTGRES_SYNC=on
trap 'scripts/postgres.sh stop' EXIT
scripts/postgres.sh start >/dev/null
scripts/postgres.sh database round_load >/dev/null
TROTH_LOAD_POSTGRES=$(scripts/postgres.sh database round_faults)
export TROTH_LOAD_POSTGRES=${TROTH_LOAD_POSTGRES%_faults}
cargo bench -p troth-cli --bench load
