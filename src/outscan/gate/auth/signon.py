"""Sign-on by others: a reverse proxy's header, a CAS server, an OpenID provider. An unknown login gets no account by itself.

In: what they say. Out: the account's row, or Refused. Law: whoever signs on elsewhere has the rights two officers gave them here.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, Row

from outscan.gate.auth.accounts import ACTIVE, by_login, roles_of
from outscan.gate.faults import Refused
from outscan.gate.settings import Cas, Oidc
from outscan.gate.who import Who

SECONDS = 10
MOST = 1 << 16
_CAS = "{http://www.yale.edu/tp/cas}"


def account_of(link: Connection, login: str, kind: str) -> Row[Any]:
    """The active account of a login that signs on this way. Raises Refused in one word for every reason."""
    row = by_login(link, login) if login else None
    if row is None or row.state != ACTIVE or row.kind != kind:
        raise Refused("unauthenticated")
    return row


def of_header(link: Connection, login: str, source: str) -> Who | None:
    """Who a trusted proxy says it is, None where it names nobody we know."""
    try:
        row = account_of(link, login, "header")
    except Refused:
        return None
    return Who(row.id, row.login, row.name, roles_of(row), source, scopes=None, language=row.language)


def cas_address(cas: Cas, service: str) -> str:
    """Where a person signs on."""
    return f"{cas.server.rstrip('/')}/login?{urlencode({'service': service})}"


def cas_login(cas: Cas, service: str, ticket: str) -> str:
    """The login a CAS 3.0 server gives for a ticket. Raises Refused."""
    answer = _fetch(f"{cas.server.rstrip('/')}/p3/serviceValidate?{urlencode({'service': service, 'ticket': ticket})}")
    return cas_user(answer)


def cas_user(answer: bytes) -> str:
    """The user of a serviceResponse. Raises Refused for a failure, for other XML, and for any document type."""
    if b"<!DOCTYPE" in answer or b"<!ENTITY" in answer:
        raise Refused("unauthenticated")
    try:
        user = ET.fromstring(answer).findtext(f"{_CAS}authenticationSuccess/{_CAS}user")  # noqa: S314 - no document type
    except ET.ParseError:
        raise Refused("unauthenticated") from None
    if not user or not user.strip():
        raise Refused("unauthenticated")
    return user.strip()


def _fetch(address: str, data: bytes | None = None) -> bytes:
    if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise Refused("unauthenticated")
    request = urllib.request.Request(address, data=data, headers={"Accept": "application/json, application/xml"})  # noqa: S310 - checked above
    opener = urllib.request.build_opener(_Stay())
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            return bytes(answer.read(MOST))
    except (OSError, urllib.error.URLError):
        raise Refused("not_ready", retry=10) from None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: a sign-on server answers itself."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def oidc_metadata(oidc: Oidc) -> dict[str, Any]:
    """The provider's description of itself. Raises Refused."""
    metadata = json.loads(_fetch(f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration"))
    if not isinstance(metadata, dict) or metadata.get("issuer") != oidc.issuer:
        raise Refused("not_ready", "issuer")
    return metadata


def oidc_address(oidc: Oidc, metadata: dict[str, Any], redirect: str, state: str, nonce: str, challenge: str) -> str:
    """Where a person signs on (authorization code with PKCE)."""
    query = {
        "response_type": "code",
        "client_id": oidc.client,
        "redirect_uri": redirect,
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{metadata['authorization_endpoint']}?{urlencode(query)}"


def oidc_login(oidc: Oidc, metadata: dict[str, Any], redirect: str, code: str, verifier: str, nonce: str) -> str:
    """The login of an authorization code: the claim of an ID token signed by the provider for us, now. Raises Refused."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect,
        "client_id": oidc.client,
        "client_secret": Path(oidc.secret_file).read_text("utf-8").strip() if oidc.secret_file else "",
        "code_verifier": verifier,
    }
    tokens = json.loads(_fetch(str(metadata["token_endpoint"]), urlencode(form).encode()))
    keys = json.loads(_fetch(str(metadata["jwks_uri"])))
    return oidc_claim(oidc, str(tokens.get("id_token", "")), keys, nonce)


def oidc_claim(oidc: Oidc, token: str, keys: dict[str, Any], nonce: str) -> str:
    """The login in an ID token. Raises Refused unless signature, issuer, audience, time and nonce are right."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    try:
        found = jwt.decode(token, KeySet.import_key_set(keys), algorithms=["RS256", "ES256", "PS256", "EdDSA"])  # type: ignore[arg-type]
        needs = {"iss": {"essential": True, "value": oidc.issuer}, "aud": {"essential": True, "value": oidc.client}}
        claims = CodeIDToken(found.claims, found.header, needs, {"nonce": nonce, "client_id": oidc.client})
        claims.validate(leeway=60)
        login = claims.get(oidc.claim)
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        raise Refused("unauthenticated") from None
    except Exception as error:
        if type(error).__module__.startswith("authlib"):
            raise Refused("unauthenticated") from None
        raise
    if not isinstance(login, str) or not login:
        raise Refused("unauthenticated")
    return login
