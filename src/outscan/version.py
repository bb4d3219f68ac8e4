"""The version of this house; a house test holds it to pyproject.toml.

In: nothing. Out: one word.
"""

from __future__ import annotations

__version__ = "0.1.0"
