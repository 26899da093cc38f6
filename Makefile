# Every target does the set-up that it needs on a Debian machine that has Swift.
PREFIX  ?= /usr/local
DESTDIR ?=
# Runs only some of the parts of `make test`: make test ONLY="swift agent-3.12"
ONLY    ?=

TOOLS   := Tests/tools
RELEASE := .build/release/looptop
PYTHON  := .venv/system/bin/python
# One file that runs where Swift is not, without symbols.
STATIC  := --static-swift-stdlib -Xlinker -s
# What the program itself writes, below share.
WRITTEN := man/man1/looptop.1 bash-completion/completions/looptop zsh/site-functions/_looptop \
           fish/vendor_completions.d/looptop.fish
# The package manager builds all anew when a variable differs: in another terminal, or below another make.
KEPT    := HOME PATH USER LANG TMPDIR SSL_CERT_FILE SSL_CERT_DIR \
           http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
SWIFT   := env -i $(foreach name,$(KEPT),$(if $(value $(name)),$(name)='$(value $(name))')) swift

.DEFAULT_GOAL := help
.PHONY: help build demo test matrix bench format lint install uninstall clean packages environments

help: ## this list
	@echo "looptop: htop for an asyncio event loop"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: packages build ## build, then watch the built-in misbehaving service
	@$(RELEASE) demo

build: packages ## the release binary, .build/release/looptop
	@$(SWIFT) build -c release $(STATIC) --product looptop

test: packages environments ## every test and check; the last line counts them
	@$(PYTHON) $(TOOLS)/run_tests.py $(ONLY)

matrix: packages environments ## the same, with Python 3.14 and 3.15 fetched into .build-pythons
	@$(TOOLS)/more_pythons.sh .build-pythons
	@python3 $(TOOLS)/environments.py .build-pythons
	@$(PYTHON) $(TOOLS)/run_tests.py --more-pythons .build-pythons $(ONLY)

bench: packages environments build ## what the agent costs, and how fast the dashboard follows
	@LOOPTOP_BINARY=$(CURDIR)/$(RELEASE) .venv/services/bin/python $(TOOLS)/run_benchmarks.py

format: packages environments ## rewrite the sources in the house style
	@swift format -i -r Sources Tests
	@.venv/system/bin/ruff format --config Sources/Agent/pyproject.toml Sources/Agent Tests
	@.venv/system/bin/ruff check --fix --config Sources/Agent/pyproject.toml Sources/Agent Tests

lint: packages environments ## style and types, Swift and Python
	@$(PYTHON) $(TOOLS)/run_tests.py lint-swift lint-python types-python

install: build ## the binary, its manual page and completions, below $(DESTDIR)$(PREFIX)
	install -D -m 0755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/looptop"
	@for file in $(WRITTEN); do \
	    mkdir -p "$(DESTDIR)$(PREFIX)/share/$${file%/*}" && \
	    $(RELEASE) $$(case $$file in man/*) echo man;; bash-*) echo completions bash;; \
	        zsh/*) echo completions zsh;; fish/*) echo completions fish;; esac) \
	        > "$(DESTDIR)$(PREFIX)/share/$$file" || exit 1; \
	done

uninstall: ## remove what install copied
	rm -f "$(DESTDIR)$(PREFIX)/bin/looptop" $(foreach file,$(WRITTEN),"$(DESTDIR)$(PREFIX)/share/$(file)")

clean: ## remove everything that was built or fetched
	rm -rf .build .venv .build-pythons

packages:
	@$(TOOLS)/packages.sh

environments: packages
	@python3 $(TOOLS)/environments.py
