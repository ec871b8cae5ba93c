# The portal's commands. `make run` shows the demo, `make test` runs the suite; the rest is for those who build it.
# Written for the make of macOS (3.81) too.
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
BIN = .venv/bin
PYTHON_IN = $(BIN)/python
MO = $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# The demo is an island: a DATABASE_URL left in your shell by another project is not touched.
DEMO = env -u DATABASE_URL -u OWES_REDIS_URL -u DJANGO_SETTINGS_MODULE OWES_MODE=demo

.PHONY: help run venv venv-dev messages messages-update test test-fast test-sqlite test-postgres soak migration types check format audit lock bench clean

help:
	@echo "make run            the portal with its demo at http://localhost:$(PORT)/ (PORT=… HOST=… change it)"
	@echo "make test           each question once: on SQLite, then on PostgreSQL, Redis and Chromium where found"
	@echo "make test-fast      one app's tests on SQLite while you work on it (APP=events, APP=events/registration)"
	@echo "make test-sqlite    everything on SQLite (ARGS='tests/events -x' narrows)"
	@echo "make test-postgres  everything on PostgreSQL"
	@echo "make soak           everything on both databases, the long walks too, then crowds with their times judged"
	@echo "make check          style, layers, types, migrations, deploy settings, translations, architecture"
	@echo "make migration      the migration of a changed model, in the common form (APP=events NAME=kind_fair)"
	@echo "make types          mypy alone"
	@echo "make format         put Python and templates into the common form"
	@echo "make messages-update  the Polish catalogue follows the code; says what waits for its Polish"
	@echo "make lock           write requirements*.txt anew from requirements*.in"
	@echo "make audit          known vulnerabilities of the locked packages (asks a service on the net)"
	@echo "make bench          measure against a bare view (docs: bench/README.md)"
	@echo "make clean          forget the demo's data (var/)"

run: venv messages
	@$(DEMO) $(PYTHON_IN) manage.py serve_demo --host "$(HOST)" --port "$(PORT)"

venv:
	@PYTHON="$(PYTHON)" .ci/venv run

venv-dev:
	@PYTHON="$(PYTHON)" .ci/venv dev

messages: venv $(MO)

messages-update: venv-dev
	@$(PYTHON_IN) .ci/messages

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

test: venv-dev messages
	@$(PYTHON_IN) -m tests.run all $(ARGS)

test-fast: venv-dev messages
	@$(PYTHON_IN) -m tests.run fast $(APP) $(ARGS)

test-sqlite: venv-dev messages
	@$(PYTHON_IN) -m tests.run sqlite $(ARGS)

test-postgres: venv-dev messages
	@$(PYTHON_IN) -m tests.run postgres $(ARGS)

soak: venv-dev messages
	@$(PYTHON_IN) -m tests.run soak $(ARGS)

migration: venv-dev
	@env OWES_MODE=demo $(PYTHON_IN) manage.py makemigrations $(APP) -n $(NAME)
	@$(BIN)/ruff format -q $(APP)/migrations

types: venv-dev
	@env OWES_MODE=test OWES_VAR_DIR=$${TMPDIR:-/tmp}/owes-types $(BIN)/mypy

check: venv-dev messages
	@.ci/check

format: venv-dev
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q . ; $(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

audit: venv-dev
	@$(BIN)/pip-audit --require-hashes -r requirements.txt

lock: venv-dev
	@$(BIN)/uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-emit-find-links requirements-dev.in -o requirements-dev.txt

bench: venv-dev messages
	@$(PYTHON_IN) -m bench $(ARGS)

clean:
	rm -rf var
