"""What `make dist` writes: source and wheel, wheelhouses, rules and model, folders with a Python, packages, and the papers of all that."""
