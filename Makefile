# Two commands matter: `make run` and `make test`. Both need only Python 3.11 or later, make and git.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup build api run dev account backup restore restore-check audit-check audit-restored demo-files compose-secrets test test-python test-frontend test-tools browser office lint lint-python lint-frontend sbom audit format bench mutation fuzz every-width kit-pictures chaos lock reset clean

help: ## List all targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: setup build ## Start the whole platform with a demo district; Ctrl-C stops it
	@exec $(PY) -m deploy.local.supervisor

dev: setup build ## The same, reloading services and pages as their sources change
	@SSFR_RELOAD=1 exec $(PY) -m deploy.local.supervisor

# Some shells have a USER and a NAME of their own, so only what is typed behind `make account` counts; the shell reads it
# out of its environment, where no quote in a name can hurt.
typed = "$(if $(filter command%,$(origin $(1))),$$$(1))"
account: setup ## Make an account where `make run` runs: USER=toni ROLE=principal SCHOOL=513 NAME="Toni Lark"
	@$(PY) -m deploy.local.account --user $(call typed,USER) --role $(call typed,ROLE) --school $(call typed,SCHOOL) \
	--name $(call typed,NAME) --district $(call typed,DISTRICT)

backup: setup ## Copy the database that runs into SSFR_BACKUPS; writes go on meanwhile
	@$(PY) -m deploy.local.backup take

restore: setup ## Restore everything to a moment, in a new folder: TO="2026-11-22T23:00:00Z" [INTO=folder]
	@$(PY) -m deploy.local.backup restore --to $(call typed,TO) --into $(call typed,INTO)

restore-check: setup ## Restore the newest backup for trial, compare its books, and say whether it counts
	@$(PY) -m deploy.local.backup check

audit-check: setup ## Hold every chain of the audit trail against its signed checkpoints, or a copy: CHECKPOINTS=folder
	@$(PY) -m deploy.local.audit check --checkpoints $(call typed,CHECKPOINTS)

audit-restored: setup ## Note in the checkpoints that your own PostgreSQL was restored to a moment: TO="2026-11-22T23:00:00Z"
	@$(PY) -m deploy.local.audit restored --to $(call typed,TO)

# The Python tests come last: where one fails, its story is at the end of a long record. What they need is fetched while
# the processors are busy with the pages.
test: setup build ## Everything: lint, all tests of the pages, all Python tests
	@failed=""; \
	$(MAKE) -j 3 -k $(if $(filter output-sync,$(.FEATURES)),-O) test-tools lint-python lint-frontend test-frontend || failed=" lint or pages"; \
	$(MAKE) test-python || failed="$$failed test-python"; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed" >&2; exit 1; fi

# The contracts come first: one of their files takes as long as a third of all others, which fill the time beside it.
test-python: setup build browser office ## Python tests: side by side, then the journeys, then those that must run alone
	@export SSFR_CHROMIUM="$$(cat .venv/.ssfr-chromium)" SSFR_SOFFICE="$$(cat .venv/.ssfr-soffice)"; status=0; \
	$(PY) -m pytest -q -n 4 --dist loadfile --no-loadscope-reorder -m "not alone and not e2e" tests/contracts tests || status=1; \
	$(PY) -m pytest -q -n 2 --dist loadfile -m e2e tests/e2e || status=1; \
	$(PY) -m pytest -q -m "alone and not e2e" $$(grep -rl mark.alone tests --include="test_*.py") || status=1; exit $$status

test-frontend: setup ## Tests of the pages
	@$(PY) -m deploy.setup npm test

# One after the other: the distribution's installer works for one at a time.
test-tools: setup ## Both of these: the browser and LibreOffice
	@$(PY) -m deploy.setup browser office

browser: setup ## Find a browser for the tests, or get one
	@$(PY) -m deploy.setup browser

office: setup ## Find LibreOffice for the tests of spreadsheets, or get it
	@$(PY) -m deploy.setup office

lint: lint-python lint-frontend ## Style, types and the direction of imports

lint-python: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@$(PY) -m deploy.supply_chain secrets
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

lint-frontend: setup
	@$(PY) -m deploy.setup npm lint
	@$(PY) -m deploy.setup npm typecheck
	@$(PY) -m deploy.setup npm i18n:check

api: setup ## Write the interface's documents and the pages' types anew
	@$(PY) -m deploy.documents
	@$(PY) -m deploy.setup npm gen:api

format: setup ## Format the Python code and repair what can be repaired
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup build ## Measure every promised figure; fails when one is over its limit
	@$(PY) -m bench

mutation: setup ## Change the money paths one operator at a time and see that a test fails each time
	@SSFR_PROPERTY_EXAMPLES=100 nice -n 10 .venv/bin/mutmut run --max-children 2; .venv/bin/mutmut results

fuzz: setup ## Try operations with a hundred examples and every corner, states in a hundred ways, properties on five hundred cases
	@SSFR_FUZZ_EXAMPLES=100 SSFR_MACHINE_EXAMPLES=100 $(PY) -m pytest -q tests/contracts/test_fuzzing.py \
	tests/contracts/test_fuzzing_in_sequence.py tests/gateway/test_fuzzing.py tests/planning/test_read_model_machine.py \
	tests/allocation/store/test_review_machine.py
	@SSFR_PROPERTY_EXAMPLES=500 $(PY) -m pytest -q -n 2 --dist loadfile --timeout 3600 -m "not alone and not e2e" \
	$$(grep -rl "@given" tests --include="test_*.py")

every-width: setup build browser ## See every page and state with axe in each language at each width; the tests rotate them
	@SSFR_EVERY_WIDTH=1 $(PY) -m pytest -q tests/e2e/test_every_state_in_english.py tests/e2e/test_every_state_in_spanish.py

kit-pictures: setup build browser ## Keep the kit as it looks now; look at the pictures in tests/e2e/kit before they are committed
	@export SSFR_CHROMIUM="$$(cat .venv/.ssfr-chromium)"; SSFR_KEEP_PICTURES=1 $(PY) -m pytest -q tests/e2e/test_kit.py -k kept

chaos: setup ## Kill processes at random under writes and count what is left; then the road by five thousand seeds
	@$(PY) -m tests.chaos --seconds 300
	@SSFR_ROAD_SEEDS=5000 $(PY) -m pytest -q tests/messaging/test_simulated_road.py

setup: ## Make or complete the Python environment in .venv
	@python="$$(sh deploy/setup/find_python.sh)" && "$$python" -m deploy.setup environment

build: setup ## Build the pages into frontend/dist
	@$(PY) -m deploy.setup pages

demo-files: setup ## Write the demo district's files to build/demo-district
	@$(PY) -m deploy.demo.generate build/demo-district

compose-secrets: setup ## Make the passwords and keys that docker-compose.yml names
	@$(PY) -m deploy.containers.secrets deploy/containers/secrets

sbom: setup ## Write which packages are in it, from the locks, to build/ssfr.cdx.json (CycloneDX)
	@$(PY) -m deploy.supply_chain sbom build/ssfr.cdx.json

audit: setup ## Ask the advisory databases about every locked package; fails without an answer
	@$(PY) -m deploy.supply_chain audit

lock: setup ## Resolve all dependency groups again into requirements.lock
	@$(PY) -m deploy.setup lock

reset: ## Remove the local data, keys and logs; the next start begins anew
	@$(PY) -m deploy.local.supervisor reset

clean: ## Remove the environment and everything built; the data stays
	rm -rf .venv build frontend/dist frontend/node_modules *.egg-info
