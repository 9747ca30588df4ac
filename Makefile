# The commands of this project. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test lint assets unit e2e samples fmt attack fuzz bench load study oidc sbom clean-tools need

WEB := web-ui/dist/manifest.json
WEB_SOURCES := $(shell find web-ui/src web-ui/styles -type f) web-ui/build.mjs web-ui/guard.mjs web-ui/licences.txt
WEB_PACKAGES := web-ui/node_modules/.package-lock.json
E2E_PACKAGES := e2e/node_modules/.package-lock.json
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
TARGET := $(or $(CARGO_TARGET_DIR),target)

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: need $(WEB) ## show the sample network in the browser
	cargo build -p troth-cli
	$(TARGET)/debug/troth demo $(ARGS)

test: ## everything that must hold: format, lints, tests on both databases, scripts, pages
	@scripts/test.sh

lint: $(WEB) ## format, clippy and types, without running a test
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	npm --prefix web-ui run --silent check

unit: $(WEB) ## Rust tests on SQLite and script tests; fast
	cargo test --workspace --all-targets
	npm --prefix web-ui run --silent test

e2e: $(WEB) $(E2E_PACKAGES) ## browser tests against the sample; SPEC="pages" runs one file
	cargo build -p troth-cli
	cd e2e && CHROMIUM="$${CHROMIUM:-$$(../scripts/browser.sh)}" node run.mjs $(SPEC)

assets: $(WEB) ## styles and scripts, only when their sources changed
	@:

attack: ## 500 attacks on releases of small partnerships; the quick tests make 50
	TROTH_ATTACKS=500 cargo test -p troth-testkit --test it attack::

fuzz: ## readers of interview and exchange files on 20,000 made-up and spoiled files each; CASES=100 for fewer
	PROPTEST_CASES=$(or $(CASES),20000) cargo test -p troth-say --test it

bench: ## how long fits, files and pages of interviews take (docs/benchmarks.md); builds for release, minutes
	cargo bench -p troth-dyads
	cargo bench -p troth-say
	cargo bench -p troth-rate
	cargo bench -p troth-report --bench quotations
	cargo bench -p troth-web --bench interviews

load: ## 300 people answer at once, and the server is killed 100 times meanwhile, on both databases; builds for release, minutes
	scripts/load.sh

study: ## how often intervals hold the truth (docs/methods/coverage.md), how good assignments are; an hour and more
	cargo run --release -p troth-dyads --example coverage -- 2000 100 200 8x3 8x6 15x3 15x6 40x3 40x6 8x3m 8x6m 15x3m
	cargo run --release -p troth-rate --example assignment -- 20 8/12/4/3/0.7 8/12/4/3/0.5 20/12/6/4/0.7 20/12/6/4/0.5 40/15/8/4/0.6 100/15/8/4/0.6 1000/20/8/4/0.7

oidc: $(WEB) ## check and test the feature oidc: signing in with an organisation's accounts
	cargo clippy -p troth-app -p troth-web -p troth-cli --features troth-cli/oidc --all-targets --quiet -- -D warnings
	cargo test -p troth-web --features oidc --test it --quiet -- access::

sbom: ## what the program is made of, as CycloneDX JSON (docs/assurance/sbom.md)
	@node scripts/sbom.mjs > sbom.cdx.json
	@echo sbom.cdx.json

samples: $(WEB) ## write the sample files anew
	cargo run -p troth-testkit --example make_samples -- samples

fmt: ## format the Rust code
	cargo fmt --all

clean-tools: ## remove what npm installed and the tests left
	-scripts/postgres.sh stop
	rm -rf web-ui/node_modules web-ui/dist e2e/node_modules e2e/output .tools

need:
	@scripts/need.sh

# build.mjs writes the manifest last, so it is as new as everything it names.
$(WEB): $(WEB_SOURCES) $(WEB_PACKAGES)
	@npm --prefix web-ui run --silent build

# npm keeps a copy of what it installed; older than the lock file means: install again.
$(WEB_PACKAGES): web-ui/package-lock.json
	cd web-ui && $(NPM_CI)
	@touch $@

$(E2E_PACKAGES): e2e/package-lock.json
	cd e2e && $(NPM_CI)
	@touch $@
