"""The OpenAPI document is true: whatever is sent by it or against it, the door answers as the document says."""

from __future__ import annotations

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from gate.made import doorway, person
from outscan.gate.http.openapi import document
from outscan.gate.http.server import OPERATIONS
from outscan.gate.states import Role

load_all_checks()
SCHEMA = schemathesis.openapi.from_dict(document(OPERATIONS))
SCHEMA.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@pytest.fixture(scope="module")
def callers(tmp_path_factory):
    with doorway(tmp_path_factory.mktemp("gate") / "data", load={"workers": 1, "queue": 100_000}) as door:
        made = {role: door.session(person(door.house, role.value, role)) for role in Role}
        yield {one.name: made[min(one.roles)] if one.roles else made[Role.HANDLER] for one in OPERATIONS}


@SCHEMA.parametrize()
@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_door_answers_as_the_document_says(case, callers):
    name = case.operation.definition.raw["operationId"]
    if name in {"session_end", "password", "account_disable"}:
        return  # they would end the very sessions the other operations are tried with
    sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8470")
    sent.pop("cookies", None)
    reply = callers[name](sent.pop("method"), sent.pop("url"), **{k: v for k, v in sent.items() if v is not None})
    assert reply.status_code < 500, reply.text
    if reply.status_code == 422 and reply.json()["type"].endswith(":key_reused"):
        return  # the same key as in an earlier try, by chance
    case.validate_response(Response.from_any(reply), excluded_checks=[ignored_auth])  # test_http_roles tries nobody on each


def test_every_operation_is_in_the_document_with_its_roles():
    told = document(OPERATIONS)
    for one in OPERATIONS:
        assert told["paths"][one.path][one.method.lower()]["x-roles"] == sorted(one.roles)
        for part in re.findall(r"{(\w+)}", one.path):
            names = {p["name"] for p in told["paths"][one.path][one.method.lower()]["parameters"]}
            assert part in names
