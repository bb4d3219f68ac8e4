"""What lxml hands over, by its name in a signature: the library carries no types of its own."""

from __future__ import annotations

from typing import Any

Element = Any
"""An element of an lxml tree."""
