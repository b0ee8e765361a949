# Words for working on council-bulletin. `make` alone lists them.
#   PYTHON=python3.12 make …      use another Python for a new .venv
#   PYTEST_ARGS='-k words' make test   hand more arguments to pytest
#   BENCH_ARGS='--sizes 50,80,120' make bench   measure smaller archives; EDITING_ARGS for the preview
#   CHROMIUM=/path/to/chromium    use this browser in the tests

PYTHON ?= python3
PYTEST_ARGS ?=
BENCH_ARGS ?=
EDITING_ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
EXAMPLES := examples/phuong-mau examples/guide/vi examples/guide/en
COMPILE = .cache/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' --upgrade pyproject.toml

# Compiled modules and templates are kept beside the program, as on any machine: each start is twice as quick.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test check format golden lighthouse bench lock clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

site: .venv/.run ## build the site of content/ into output/
	$(BIN)/bulletin build

serve: .venv/.run ## show the site on this computer and build it again at each change
	$(BIN)/bulletin serve

test: .venv/.dev ## run every test, those in a real browser too; only those that need Java wait for `check`
	@sh scripts/need-programs.sh
	$(BIN)/python -m pytest -n auto -m 'not nu' $(PYTEST_ARGS)

check: .venv/.dev ## do all that CI does: format, lint, types, tests with the HTML checker, and check the sites
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	@sh scripts/need-programs.sh
	@sh scripts/need-html-checker.sh
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)
	$(BIN)/bulletin check --strict
	for site in $(EXAMPLES); do $(BIN)/bulletin -C $$site check --strict || exit 1; done

format: .venv/.dev ## put the code into the project's format and mend what ruff can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

golden: .venv/.dev ## write the expected files anew from what is built now; review the diff like code
	@sh scripts/need-programs.sh
	GOLDEN=1 $(BIN)/python -m pytest tests/test_golden.py tests/test_examples.py tests/test_reference.py tests/test_guide.py tests/test_theme_docs.py \
		tests/test_speech.py tests/test_broken.py tests/browser/test_hearing.py

lighthouse: .venv/.dev ## print what Lighthouse gives five kinds of pages of the example site, on a phone
	$(BIN)/python scripts/lighthouse.py

bench: .venv/.dev ## measure builds beside other generators', and what an editor waits for; a quarter of an hour
	$(BIN)/python benchmarks/bench.py $(BENCH_ARGS)
	@sh scripts/need-programs.sh
	$(BIN)/python benchmarks/editing.py $(EDITING_ARGS)

lock: ## pin the newest allowed versions of all dependencies in requirements/
	@sh scripts/need-python.sh '$(PYTHON)'
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.8'
	$(COMPILE) --group build --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## delete what was built and all caches; .venv stays
	find output -mindepth 1 ! -name .gitignore -delete
	rm -rf .output.* .cache examples/*/.cache examples/guide/*/.cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	@sh scripts/need-python.sh '$(PYTHON)'
	$(PYTHON) -m venv --clear .venv

# Enough to build the site.
.venv/.run: .venv/pyvenv.cfg requirements/run.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Enough to work on the code: the same versions and the tools.
.venv/.dev: .venv/.run requirements/dev.txt
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
