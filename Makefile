# Everything one does with the project, one word each; `make` alone lists the words.
# The first of them to run makes .venv (.ci/bootstrap), and again whenever pyproject.toml has changed; `make run` leaves out
# what only developers need.

.DEFAULT_GOAL := help
.PHONY: help run test check bench cases dictionaries clean

BIN := .venv/bin
INSTALLED := .venv/.installed
FOR_DEVELOPERS := .venv/.for-developers
PORT ?= 8080
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

run: $(INSTALLED) ## Start the service with the sample zones, after six well-known addresses (PORT=8080)
	@$(BIN)/addrcheck check $(EXAMPLES)
	@echo
	@echo "addrcheck is starting: open http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"
	@$(BIN)/addrcheck serve --port $(PORT) --zones dictionaries/zones --quiet

test: $(FOR_DEVELOPERS) ## Run every test, in three processes, since they wait a lot (TESTS="tests/zones -k lint" for some of them)
	@.ci/bootstrap tests
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadfile $(TESTS)

check: $(FOR_DEVELOPERS) ## Check style, types and who imports whom
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(FOR_DEVELOPERS) ## Measure speed and memory, other parsers beside it (BENCH="--no-peers" and more: benchmarks/README.md)
	@$(BIN)/python benchmarks/run.py $(BENCH)

cases: $(FOR_DEVELOPERS) ## Show which case tables are answered otherwise than at the last record (CASES=--record keeps today's)
	@$(BIN)/python -m benchmarks.cases $(CASES)

dictionaries: $(FOR_DEVELOPERS) ## Make the tables of dictionaries/ from the packages they come from (PACKAGES=folder)
	@$(BIN)/python -m addrcheck.sources all --packages $(PACKAGES) --out dictionaries

clean: ## Remove what can be made again
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml .ci/bootstrap
	@.ci/bootstrap

$(FOR_DEVELOPERS): pyproject.toml .ci/bootstrap
	@.ci/bootstrap dev
