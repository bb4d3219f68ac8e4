"""What `make dist` writes: source and wheel, wheelhouses, rules and model, folders with a Python, packages, and their papers."""
