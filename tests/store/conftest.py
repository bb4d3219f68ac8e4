"""Tests of the store share the PostgreSQL of the batch's tests; their documents are made as samples are."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from batch.conftest import cluster, database

__all__ = ["cluster", "database"]
