# Everything one does with the project, one word each; `make` alone lists the words.
# The first of them to run makes .venv (.ci/bootstrap), and again whenever pyproject.toml has changed.

.DEFAULT_GOAL := help
.PHONY: help run test check bench cases dictionaries clean

BIN := .venv/bin
INSTALLED := .venv/.installed
PACKAGES ?= $(HOME)/.cache/addrcheck/packages

# Public buildings. Each shows something else: as it should be, a homophone, a name of old; a house number
# missing, the wrong keyboard layout, everything in place.
EXAMPLES := \
	'北京市东城区景山前街4号' \
	'广州市天和区珠江东路1号' \
	'杭州市江干区富春路701号' \
	'Новосибирск, Красный проспект' \
	'Vjcrdf, Ndthcrfz ek., 13' \
	'191186, г. Санкт-Петербург, Дворцовая наб., д. 34'

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(INSTALLED) ## Check six well-known addresses, then those that you type
	@$(BIN)/addrcheck check $(EXAMPLES)
	@if [ -t 0 ]; then $(BIN)/addrcheck check; fi

test: $(INSTALLED) ## Run every test
	@.ci/bootstrap tests
	@$(BIN)/python -m pytest

check: $(INSTALLED) ## Check style, types and who imports whom
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(INSTALLED) ## Measure speed and memory, other parsers beside it (BENCH="--no-peers" and more: benchmarks/README.md)
	@$(BIN)/python benchmarks/run.py $(BENCH)

cases: $(INSTALLED) ## Show which case tables are answered otherwise than at the last record (CASES=--record keeps today's)
	@$(BIN)/python -m benchmarks.cases $(CASES)

dictionaries: $(INSTALLED) ## Make the tables of dictionaries/ from the packages they come from (PACKAGES=folder)
	@$(BIN)/python -m addrcheck.sources all --packages $(PACKAGES) --out dictionaries

clean: ## Remove what can be made again
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml .ci/bootstrap
	@.ci/bootstrap
