"""Lexicons: YAML that secrecy officers edit, and the compiled pack a scanner is built from."""
