# Two commands: `make build` builds the sample site into build/, `make test` passes all tests.
# Both set up what they need: a virtual environment here, and for tests a browser and web servers of
# the system.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
TESTS ?=
WORKERS ?= 2

.PHONY: build test test-all lint format bench screenshots images catalogue proofs lighthouse golden clean

build: $(VENV)/.run
	$(BIN)/ssg build

test: $(VENV)/.test browser servers
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

test-all: $(VENV)/.test browser servers
	OPENGOV_ALL=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(TESTS)

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check opengov_ssg tests tools bench
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format opengov_ssg tests tools bench

# Our build beside Hugo's on the same records, in the same run; see bench/README.md.
bench: $(VENV)/.bench
	$(BIN)/python bench/run.py --records 10000 --rounds 5

# Every kind of page at two widths and in every mode into .screenshots/.
screenshots: build $(VENV)/.test browser
	$(BIN)/python tools/screenshots.py

# The few of them that README.md and README.zh-CN.md show, into docs/images/.
images: build $(VENV)/.test browser
	$(BIN)/python tools/readme_images.py

# Every component of the theme with its examples into .catalogue/, for whoever writes a theme.
catalogue: $(VENV)/.run
	$(BIN)/ssg components

# Every page by the Nu HTML checker; needs npm and a Java, which `make test` does without.
proofs: $(VENV)/.test
	@sh tools/install_proofs.sh
	OPENGOV_ALL=1 $(BIN)/python -m pytest tests/site/test_validity.py

# What Lighthouse says of five pages, on a telephone and on a desk; see docs/quality.md.
lighthouse: build $(VENV)/.test browser
	@sh tools/install_proofs.sh
	$(BIN)/python tools/lighthouse.py

golden: $(VENV)/.test
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/golden

.PHONY: browser servers
browser:
	@sh tools/install_browser.sh

servers:
	@sh tools/install_servers.sh

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@

clean:
	rm -rf build .build.opengov-new .build.opengov-old .build.opengov-lock .opengov .bench .screenshots .catalogue .proofs
