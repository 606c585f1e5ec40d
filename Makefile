# Two commands for newcomers: `make run` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
BIN := .venv/bin
SYSTEM := sh tools/system_packages.sh
WORKERS ?= 2

.PHONY: run serve test lint bench load sight fuzz faults mutants views figures samples screens lock bundle clean

run: .venv/run.stamp
	$(BIN)/python asgi.py

# For an office's network: with sign-in, on every address of this machine; prints the ones people can type.
serve: .venv/run.stamp
	ACCESS_MODE=$${ACCESS_MODE:-accounts} HOST=$${HOST:-0.0.0.0} $(BIN)/python asgi.py

test: .venv/dev.stamp
	@$(SYSTEM)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: .venv/dev.stamp
	$(BIN)/python -m benchmarks

load: .venv/dev.stamp
	$(BIN)/python -m benchmarks.load

sight: .venv/dev.stamp
	@$(SYSTEM)
	$(BIN)/python -m benchmarks.sight

fuzz: .venv/dev.stamp
	$(BIN)/python -m tests.fuzz --runs 20000

red: .venv/dev.stamp
	PYTHONPATH=. $(BIN)/python tests/unit/loaders/red --books 2000

faults: .venv/dev.stamp
	FAULTS=full $(BIN)/python -m pytest tests/faults

views: .venv/dev.stamp
	VIEWS=full $(BIN)/python -m pytest -n $(WORKERS) tests/pages/test_every_view.py

figures: .venv/dev.stamp
	$(BIN)/python -m tests.golden.all_months

mutants: .venv/dev.stamp
	$(BIN)/python -m tests.mutants --workers $(WORKERS)

samples: .venv/dev.stamp
	$(BIN)/python -m tools.samples

screens: .venv/dev.stamp
	@$(SYSTEM)
	$(BIN)/python -m tools.screens

lock: .venv/dev.stamp
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" \
	    --output-file deploy/requirements.lock requirements.txt

bundle: .venv/dev.stamp
	$(BIN)/python -m tools.bundle

.venv/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp

clean:
	rm -rf .venv data/var build
