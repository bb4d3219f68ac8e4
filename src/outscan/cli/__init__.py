"""The command line: the world in, the world out; no logic a library user would miss."""
