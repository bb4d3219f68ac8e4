"""Tests of the gate make their documents with the scripts that make the samples."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import pytest


@pytest.fixture(scope="session")
def cluster():
    from batch.postgres import Cluster, program

    if program("postgres") is None or program("initdb") is None:
        pytest.skip("PostgreSQL is not installed")
    made = Cluster()
    yield made
    made.close()


@pytest.fixture
def database(cluster):
    import secrets

    return cluster.url(f"g{secrets.token_hex(6)}")
