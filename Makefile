# Plain Sight. Every target does its own set-up; set-up that is already right takes no time.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
BIN := .venv/bin
FORMAT ?= text
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help serve site check test format lint benchmark lock clean set-up-site set-up-tests

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

serve: set-up-site ## Build the site and serve it on this machine, rebuilding what changes
	@$(BIN)/plainsight serve

site: set-up-site ## Build the site into site/
	@$(BIN)/plainsight build

check: set-up-site ## Check the data packages (FORMAT=text, json or github)
	@$(BIN)/plainsight check --format $(FORMAT)

test: set-up-tests ## Run all tests, those in a browser too (TESTS=tests/formats to run some)
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(TESTS)

format: set-up-tests ## Lay the code out, and mend what can be mended without thought
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only .

lint: set-up-tests ## Check the style and the types of the code
	@$(BIN)/ruff check .
	@$(BIN)/mypy

benchmark: set-up-site ## Measure builds, page weights and the size of the site
	@$(BIN)/python -m benchmarks.site

# Without the index and without addresses: a lock says what is installed, not where from. UPGRADE=--upgrade takes newer versions.
LOCK = $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --annotation-style line $(UPGRADE)

lock: set-up-tests ## Write the locks anew after a change in requirements/*.in or package.json
	$(LOCK) requirements/runtime.in --output-file requirements/runtime.txt
	$(LOCK) requirements/development.in --constraints requirements/runtime.txt --output-file requirements/development.txt
	npm install --package-lock-only --ignore-scripts

clean: ## Remove everything that was built or set up
	rm -rf .venv node_modules build site

set-up-site:
	@$(PYTHON) scripts/set_up.py site

set-up-tests:
	@$(PYTHON) scripts/set_up.py tests
