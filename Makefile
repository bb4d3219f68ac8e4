# Every target is one line over scripts/dev.py, which is what Windows runs (python scripts/dev.py demo).
PY := $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
DEV := $(if $(PY),$(PY),python3) scripts/dev.py

.PHONY: demo demo-batch demo-gate test cover check reports samples pack shelf fuzz bench eval model dist clean
demo demo-batch demo-gate test cover check reports samples pack shelf fuzz bench eval model dist clean:
	@$(DEV) $@ $(ARGS)
