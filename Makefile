# Every target works on a machine that has only Python 3.11+, pip, make and git. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--python-version 3.11 --quiet

ifdef UV
INSTALL = uv pip install --quiet --python $(BIN)/python --require-hashes -r
MAKE_VENV = uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
MAKE_VENV = $(PYTHON) -m venv $(VENV)
endif

.PHONY: help setup demo test tests walk lint topics bench bench-venv lock
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/run.done: requirements.txt
	@echo "Installing into $(VENV); this takes a minute or two."
	@test -x $(BIN)/python || $(MAKE_VENV)
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/dev.done: $(VENV)/run.done requirements-dev.txt
	@$(INSTALL) requirements-dev.txt
	@touch $@

$(VENV)-bench/done: $(VENV)/dev.done requirements-bench.txt
	@$(MAKE) --no-print-directory VENV=$(VENV)-bench bench-venv

bench-venv:
	@test -x $(BIN)/python || $(MAKE_VENV)
	@$(INSTALL) requirements-bench.txt
	@touch $(VENV)/done

setup: $(VENV)/run.done ## build .venv from the hashed lock

demo: setup ## try the bot in the browser, with no token
	@exec $(BIN)/python -m bot demo

test: $(VENV)/dev.done ## check everything: style, types, arrows, flows, words, facts, tests on both databases
	@$(MAKE) --no-print-directory -j2 lint tests

tests: $(VENV)/dev.done
	@$(BIN)/python -m pytest -n 4 --dist loadgroup

walk: $(VENV)/dev.done ## walk at random for long, every time elsewhere; WALKS=100 for a night
	@WALKS=$(or $(WALKS),20) $(BIN)/python -m pytest -n 2 --dist loadgroup -k "walk or machine or forged or roster"

lint: $(VENV)/dev.done ## style, types and import arrows alone
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

topics: setup ## make the ranker of questions from the examples in bot/answers/topics (two minutes)
	@$(BIN)/python -m bot topics build 2>/dev/null

bench: $(VENV)-bench/done ## measure, side by side with what one would use instead
	@$(BIN)/python -m bench

lock: ## rewrite the hashed locks after changing pyproject.toml (needs uv)
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group bench -o requirements-bench.txt
