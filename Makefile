# Everything a developer or CI runs. Needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.made

.PHONY: setup demo test check reports docs bench clean
setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: setup  ## compare the sample pages and leave the reports in reports/
	$(BIN)/dedup find seeds/ -f html -o reports/ --fail-on never

test: setup
	$(BIN)/python -m pytest -q -n auto

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/reports.py --check

docs: setup  ## rebuild the generated pages of docs/
	$(BIN)/python tools/docs.py

reports: setup  ## rebuild reports/ from seeds/
	$(BIN)/python tools/reports.py

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
