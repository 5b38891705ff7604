# make run, make test, make lint ...: `make` alone says what there is.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run venv venv-dev venv-browser venv-bench venv-ctranslate2 venv-audit venv-all requirements test test-fast audit test-faults test-browser test-races lint bench-pages bench-growth bench-pipeline bench-in-flight bench-checks bench-markup bench-chrf bench-data servers stop status doctor clean reset

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: venv ## the newsroom on http://localhost:8000/ (PORT=8001, DEBUG=1, MODELS=de,fr), until Ctrl-C
	@exec $(PY) -m newsroom.local run

servers: venv ## only the private PostgreSQL and Valkey, until Ctrl-C
	@exec $(PY) -m newsroom.local servers

status: venv ## what runs in this checkout
	@exec $(PY) -m newsroom.local status

stop: venv ## stop what runs in this checkout, also what a crash left behind
	@exec $(PY) -m newsroom.local stop

venv:
	@command -v $(PYTHON) >/dev/null || { echo "newsroom: no python3 found: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) newsroom/local/venv.py run

venv-dev venv-browser venv-bench venv-ctranslate2 venv-audit venv-all: # more of it: for tests and checks, a browser, measuring, an engine; all
	@command -v $(PYTHON) >/dev/null || { echo "newsroom: no python3 found: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) newsroom/local/venv.py $(@:venv-%=%)

requirements: venv-dev ## write requirements*.txt from requirements*.in, with hashes (ARGS=--upgrade)
	@$(PYTHON) newsroom/local/venv.py compile $(ARGS)

test: venv-dev ## the tests, in parallel, on private servers of their own (ARGS="tests/articles -k slug")
	@exec $(PY) -m pytest -n 3 $(ARGS) # two cores: the third process works while another waits for a server

test-fast: venv-dev ## the tests without the slowest ones
	@exec $(PY) -m pytest -n 2 -m "not races and not faults and not long" $(ARGS)

audit: venv-audit ## known vulnerabilities of the dependencies (pip-audit)
	$(PY) -m pip_audit --disable-pip -r requirements.txt

test-races: venv-dev ## the long races of editors and workers at the same article
	@exec $(PY) -m pytest -m races -s $(ARGS)

test-faults: venv-dev ## the tests that kill, stop and restart workers and servers: thirteen, in some twenty minutes
	@exec $(PY) -m pytest -m faults tests/faults $(ARGS)

test-browser: venv-browser ## the tests that drive a real browser
	@exec $(PY) -m pytest tests/browser --timeout 300 $(ARGS)

lint: venv-dev ## ruff, mypy, import-linter, djade, missing migrations, sizes and complexity
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy newsroom articles translation
	.venv/bin/lint-imports --no-cache
	find templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2 --check
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest -q -p no:cacheprovider tests/test_architecture.py

bench-pages: venv-dev ## requests a second, percentiles, queries: front page and article
	@exec $(PY) -m newsroom.local with $(PY) bench/pages.py $(ARGS)

bench-growth: venv-dev ## what readers' pages cost the database with 1,000 and 100,000 articles, and the ratio
	@exec $(PY) -m newsroom.local with $(PY) bench/growth.py $(ARGS)

bench-pipeline: venv-dev ## segments and words a second through the translation pipeline
	@exec $(PY) -m newsroom.local with $(PY) bench/pipeline.py $(ARGS)

bench-in-flight: venv-dev ## calls an article costs by each engine's limits; fourteen languages at once from a slow service
	@exec $(PY) -m newsroom.local with $(PY) bench/in_flight.py $(ARGS)

bench-checks: bench-data venv-dev ## false alarms, recall and speed of the checks (DATA=FOLDER of en-XX.jsonl.gz, ARGS="--language de")
	@exec $(PY) -m bench.checks --data "$(DATA)" $(or $(ARGS),--engines --side-by-side --between 60 --markdown docs/measured/checks.md)

bench-markup: bench-data venv-bench ## links and emphasis through firefox in three ways: at the right words, chrF (DATA=FOLDER)
	@exec $(PY) bench/markup.py --data "$(DATA)" $(ARGS)

bench-chrf: bench-data venv-bench ## chrF of firefox through the whole pipeline against the engine alone (DATA=FOLDER)
	@exec $(PY) -m newsroom.local with $(PY) bench/chrf.py --data "$(DATA)" $(ARGS)

bench-data:
	@[ -n "$(DATA)" ] || { echo "newsroom: where are the sentences? make bench-checks DATA=FOLDER (docs/measured/checks.md)" >&2; exit 2; }
	@[ -d "$(DATA)" ] || { echo "newsroom: there is no folder $(DATA)" >&2; exit 2; }

clean: ## remove caches
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
	rm -rf .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache

reset: ## remove this checkout's .venv and ALL its local data (var/); asks first
	@if [ -x $(PY) ]; then $(PY) -m newsroom.local reset; fi
	rm -rf .venv
