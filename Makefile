# Every target does the set-up that it needs on a Debian machine that has Swift.
PREFIX  ?= /usr/local
DESTDIR ?=
# Runs only some of the parts of `make test`: make test ONLY="swift agent-3.12"
ONLY    ?=

TOOLS   := Tests/tools
RELEASE := .build/release/looptop
PYTHON  := .venv/system/bin/python
# One file that runs on every Linux: without shared libraries, without symbols, without the folder that it was built in,
# and small: each function in a section of its own, of which the linker takes what is needed, and what is alike once.
# A static program's start-up code hands all its unwind tables to libgcc, which sorts them when the first thread ends, for
# 25 ms; unless that finds nobody to hand them to: then the sorted table that the linker wrote is used.
STATIC  := --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -Osize -Xswiftc -Xfrontend \
           -Xswiftc -function-sections -Xswiftc -use-ld=lld -Xswiftc -ld-path=$(CURDIR)/Packaging/link.py \
           -Xlinker -s -Xlinker --icf=all \
           -Xlinker --defsym=__register_frame_info=0 -Xlinker --defsym=__deregister_frame_info=0 \
           -Xcc -Os -Xcc -ffunction-sections -Xcc -fdata-sections \
           -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. -Xcc -ffile-prefix-map=$(CURDIR)=.
DIST    ?= .build/dist
# What the program itself writes, below share.
WRITTEN := man/man1/looptop.1 bash-completion/completions/looptop zsh/site-functions/_looptop \
           fish/vendor_completions.d/looptop.fish
# The package manager builds all anew when a variable differs: in another terminal, or below another make.
KEPT    := HOME PATH USER LANG TMPDIR SSL_CERT_FILE SSL_CERT_DIR \
           http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY
SWIFT   := env -i $(foreach name,$(KEPT),$(if $(value $(name)),$(name)='$(value $(name))')) swift

.DEFAULT_GOAL := help
.PHONY: help build demo test matrix bench format lint install uninstall wheel deb release clean packages environments

help: ## this list
	@echo "looptop: htop for an asyncio event loop"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: packages build ## build, then watch the built-in misbehaving service
	@$(RELEASE) demo

build: packages ## the program as it is released: one static file, .build/release/looptop
	@SWIFT="$(SWIFT)" Packaging/patch.sh
	@$(SWIFT) build -c release $(STATIC) --product looptop

test: packages environments ## every test and check; the last line counts them
	@$(PYTHON) $(TOOLS)/run_tests.py $(ONLY)

matrix: packages environments ## the same, with Python 3.14 and 3.15 (fetched into .build-pythons) and 30 programs from PyPI
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

wheel: build ## what pip installs: the program with the agent, and the agent alone
	@python3 Packaging/wheel.py $(RELEASE) $(DIST)

deb: build ## the Debian package
	@python3 Packaging/deb.py $(RELEASE) $(DIST)

release: build ## all of them with the program, its list of parts and SHA-256 sums, in .build/dist
	@python3 Packaging/release.py $(RELEASE) $(DIST)

clean: ## remove everything that was built or fetched
	rm -rf .build .venv .build-pythons

packages:
	@$(TOOLS)/packages.sh

environments: packages
	@python3 $(TOOLS)/environments.py
