"""What tests of the batch share: a real PostgreSQL, started once for all of them."""

from __future__ import annotations

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
def database(cluster, request):
    import secrets

    return cluster.url(f"t{secrets.token_hex(6)}")
