"""The OpenAPI 3.1 document, made from the operations themselves.

In: the list of operations. Out: one JSON object. What is in it is what the door checks: the same schemas, the same statuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from outscan.gate.faults import PROBLEMS
from outscan.gate.http.operation import Operation
from outscan.version import __version__

_PART = re.compile(r"{(\w+)}")
_ALWAYS = (400, 401, 403, 404, 429, 500, 503)
_BODY = (408, 409, 413, 415, 422)


def document(operations: Sequence[Operation]) -> dict[str, Any]:
    """The document."""
    bodies = [one.body for one in operations if one.body]
    _, components = msgspec.json.schema_components(bodies, ref_template="#/components/schemas/{name}")
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "outscan gate", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "security": [{"token": []}, {"session": []}],
        "components": {
            "schemas": {**components, "Problem": _PROBLEM},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-outscan"},
            },
        },
    }


_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "titles", "request_id"],
    "properties": {
        "type": {"type": "string", "enum": [f"urn:outscan:problem:{kind}" for kind in PROBLEMS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "titles": {"type": "object", "required": ["zh-CN", "en"], "additionalProperties": {"type": "string"}},
        "request_id": {"type": "string"},
    },
}


def _operation(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": (operation.handler.__doc__ or "").strip().splitlines()[0] if operation.handler.__doc__ else operation.name,
        "parameters": [*_path(operation), *_query(operation), *_key(operation)],
        "responses": _responses(operation),
        "x-roles": sorted(operation.roles),
        "x-scope": operation.scope,
    }
    if operation.public:
        described["security"] = []
    if operation.body:
        reference = {"$ref": f"#/components/schemas/{operation.body.__name__}"}
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": reference}}}
    if operation.upload:
        described["requestBody"] = {"required": True, "content": _UPLOAD}
    return described


_UPLOAD: dict[str, Any] = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "required": ["file"],
            "additionalProperties": False,
            "properties": {
                "file": {"type": "string", "format": "binary"},
                "hold": {"type": "string", "enum": ["true", "false"]},
                "notify": {"type": "string", "enum": ["true", "false"]},
            },
        }
    },
    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
}


def _path(operation: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _PART.findall(operation.path)
    ]


def _query(operation: Operation) -> list[dict[str, Any]]:
    out = []
    for one in operation.query:
        schema: dict[str, object] = {"type": "array", "items": one.schema, "maxItems": 100} if one.many else one.schema
        out.append({"name": one.name, "in": "query", "required": False, "schema": schema})
    return out


def _key(operation: Operation) -> list[dict[str, Any]]:
    if not operation.once:
        return []
    return [
        {"name": "Idempotency-Key", "in": "header", "required": False, "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"}}
    ]


def _responses(operation: Operation) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for status in operation.statuses:
        schema: dict[str, Any] = {"type": "object"} if operation.media == "application/json" else {}
        content = {} if status in {204, 303} else {"content": {operation.media: {"schema": schema}}}
        good[str(status)] = {"description": "OK", **content}
    problem = {
        "description": "Problem",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    wrong = {*_ALWAYS, *(_BODY if operation.body or operation.upload else (422,)), 409}
    return {**good, **{str(status): problem for status in sorted(wrong)}}
