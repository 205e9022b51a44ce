# variorum: `make demo` shows what it does, `make test` checks it. Both set everything up by themselves from Python 3.11+ alone.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: venv demo test laws browser lint types tests bench docs accept lock clean

venv: $(VENV)/.ready
$(VENV)/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "variorum needs Python 3.11 or newer; none was found on this machine."; exit 2; }
	@echo "Setting up in $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: venv
	@$(BIN)/variorum demo

test: venv browser lint types tests

# What the browser tests need, where this machine lets us install it; where not, they are skipped and say so.
browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing Chromium for the browser tests ..."; \
	    { timeout 120 apt-get update -qq && timeout 240 apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
	      || echo "Chromium could not be installed: the browser tests will be skipped."; \
	  else echo "No Chromium here: the browser tests will be skipped (install the package chromium to run them)."; fi; }

lint: venv
	@echo "ruff ..." && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
types: venv
	@echo "mypy --strict ..." && $(BIN)/mypy --no-error-summary
tests: venv
	@$(BIN)/python -m pytest -n $(JOBS)

# The laws (hypothesis) with ten times as many examples, new ones each time: for whoever changed the reasoning or the record.
laws: venv
	@VARIORUM_LAWS=many $(BIN)/python -m pytest -n $(JOBS) tests/reasoning tests/record tests/identity tests/model tests/publishing tests/reading

bench: venv
	@for b in bench/*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

docs: venv
	@$(BIN)/python docs/generate.py

accept: venv
	@$(BIN)/python -m tests.frozen.reading && git diff --stat tests/frozen

lock:
	@$(PYTHON) -m venv /tmp/variorum-lock && /tmp/variorum-lock/bin/pip install -q uv && /tmp/variorum-lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" -q -o requirements.lock

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
