# Every target sets up what it needs; `make help` lists them.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared/data
OUT    ?= out
JOBS   ?= 2
STAMP  := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup kernels run test test-slow check fix bench bench-speed bench-run profile spam-report train fuzz soak clean

help: ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

KERNELS := $(shell find pipeline -name '*.pxd') $(shell find pipeline -name '*.pxd' | sed 's/pxd$$/py/')
BUILT   := $(VENV)/.kernels

$(STAMP): pyproject.toml setup.py constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pagewinnow needs Python 3.11 or newer")'
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(BUILT)

$(BUILT): $(STAMP) $(KERNELS)
	$(BIN)/python setup.py --quiet build_ext --inplace
	@touch $@

setup: $(BUILT) ## Make .venv and install everything the other targets need

kernels: $(BUILT) ## Compile the kernels that changed

run: setup ## Clean the shipped sample into out/ and show what came of it
	$(BIN)/pagewinnow run fixtures/sample/html fixtures/sample/pages.warc.gz --out $(OUT)
	@echo; echo 'Three rows of the table, as pipeline.load gives them:'
	@$(BIN)/python -c "import pipeline; print(pipeline.load('$(OUT)', columns=['title', 'published', 'language', 'word_count', 'farm_score', 'removed_reasons']).head(3).to_string())"

test: setup ## Run the test suite (a few minutes)
	$(BIN)/python -m pytest -q -n $(JOBS) -m "not slow"

test-slow: setup ## Run the tests that take minutes each; real Ray, Spark and S3 among them
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ray,spark,s3]' 'moto[server]'
	$(BIN)/python -m pytest -q -m slow

check: setup ## Format, lint and types, read-only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: setup ## Format and repair what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Quality and speed beside the peers (needs DATA, installs the bench extra)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.quality --data $(DATA)
	$(BIN)/python -m benchmarks.metadata --data $(DATA)

bench-speed: setup ## Milliseconds a page beside the peers, in turns
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.speed --data $(DATA)

bench-run: setup ## Pages a second of whole runs, by workers, beside the peers (eight minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.runs --data $(DATA)

profile: setup ## Where the time of a page and of a run goes
	$(BIN)/python -m benchmarks.profile --data $(DATA)

spam-report: setup ## Removed and kept by family and mode; look-alikes left whole
	$(BIN)/python -m benchmarks.spam --data $(DATA)

train: setup ## Train the content scorer anew from DATA (an hour on two cores)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m training --data $(DATA)

fuzz: setup ## Fuzz the cleaner for ten minutes
	$(BIN)/python -m tests.fuzz --minutes 10

soak: setup ## Run a million pages through the runner and watch its memory
	$(BIN)/python -m tests.batch.soak --minutes 20

clean: ## Remove outputs and caches, not .venv
	rm -rf $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
