# What is done with annuaire, and how. `make` alone builds it.

GO       ?= go
FUZZTIME ?= 15s
BENCH    ?= .
CONTACTS ?= 10000,100000
COUNT    ?= 6
PACKAGES ?= ./ldapserver/... ./directory/search

# Where the program that make bench measures with is put, and what make profile measures.
LDAPBENCH = $(or $(TMPDIR),/tmp)/ldapbench
PROFILE = $(or $(TMPDIR),/tmp)/annuaire.prof

.DEFAULT_GOAL := build
.PHONY: build run test lint bench profile fuzz screenshots clean tools

build: ## the program, one file without dependencies: ./annuaire
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o annuaire ./cmd/annuaire

run: build ## the demo company on ldap://127.0.0.1:3389 and http://127.0.0.1:8080, until Ctrl-C
	./annuaire serve --demo

# The profile (see profile) is for the program that people run: with it, tests and their tools would compile all packages twice.
test lint: export GOFLAGS := $(strip $(GOFLAGS) -pgo=off)

tools: ## what the tests drive the program with: LDAP clients and servers, a browser, packages of npm
	@.ci/prepare

# The packages whose tests take longest begin first, so that none of them is left to run alone. go vet has been run by then.
test: tools lint ## everything that must hold, under the race detector
	$(GO) test -race -vet=off -timeout 30m ./provisioning/web ./cmd/annuaire ./provisioning/api ./directory ./...

lint: ## formatting, go vet, staticcheck
	@unformatted=$$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "not gofmt-ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench: tools ## figures: beside slapd, gldap and an echo server; import, start and searches at 100,000 contacts; each package's own
	$(GO) build -o "$(LDAPBENCH)" ./cmd/ldapbench && "$(LDAPBENCH)" -contacts $(CONTACTS)
	$(GO) test -pgo=off -run '^$$' -bench '$(BENCH)' -benchmem -timeout 60m ./...

# Of answers alone: with what makes the index in it too, its functions are inlined into one that holds all documents, and a start takes a quarter more memory.
profile: ## what the compiler takes into account of how the program is used: answers to phones among 100,000 contacts
	LDAP_CONTACTS=100000 $(GO) test -pgo=off -run '^$$' -bench '^BenchmarkRequest$$' -benchtime 4s -trimpath -cpuprofile "$(PROFILE)" -o /dev/null ./ldapserver
	$(GO) tool pprof -proto -focus 'connection..serveOne' -output cmd/annuaire/default.pgo "$(PROFILE)"

bench-compare: ## the benchmarks of PACKAGES here beside those of a commit: make bench-compare REF=main BENCH=Request
	@test -n "$(REF)" || { echo "which commit? make bench-compare REF=main"; exit 2; }
	@set -e; dir=$$(mktemp -d); trap 'git worktree remove --force "$$dir/then"; rm -rf "$$dir"' EXIT; \
	git worktree add --quiet --detach "$$dir/then" "$(REF)"; \
	measure() { $(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) -timeout 60m $(PACKAGES); }; \
	(cd "$$dir/then" && measure) >"$$dir/before"; measure >"$$dir/now"; \
	$(GO) tool benchstat "$(REF)=$$dir/before" "now=$$dir/now"

fuzz: ## every fuzz target for FUZZTIME each (15s)
	@set -e; for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package; \
		done; \
	done

screenshots: tools ## every page, wide and narrow, light and dark, into ./screenshots
	mkdir -p screenshots
	SCREENSHOTS=$(CURDIR)/screenshots $(GO) test ./provisioning/web -count=1 -run TestEveryPage

clean: ## what was built
	rm -f annuaire
	$(GO) clean -testcache
