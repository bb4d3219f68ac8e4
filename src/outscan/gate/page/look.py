"""How a page is made: templates with every value escaped and made visible, the frame around them, the headers.

In: a template's name and values. Out: a `Reply`. Law: nothing a person or a document wrote acts on the page or its reading order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sqlalchemy import Connection, select

from outscan.gate import moment
from outscan.gate.auth import sessions
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.manner import HEADERS as API_HEADERS
from outscan.gate.http.reply import Reply
from outscan.gate.page.sections import sections
from outscan.gate.tables import ACCOUNTS
from outscan.report.mask import visible
from outscan.types import Level
from outscan.words import Words
from outscan.words.page import PAGE

HERE = Path(__file__).parent
LANGUAGE = "outscan-language"
HEADERS = {
    **API_HEADERS,
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends `Origin: null` with our own forms
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
Teller = Callable[..., str]


def _seen(value: object) -> object:
    """What would act (controls, bidi overrides, what has no width) is shown, not obeyed."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lines(value: str) -> Markup:
    """A text of several lines for a text area: escaped, its line ends kept."""
    return Markup("\n").join(escape(visible(line)) for line in value.splitlines())


def _time(value: object) -> str:
    """A moment as a person of this place reads it."""
    return moment.read(str(value)).astimezone().strftime("%Y-%m-%d %H:%M") if value else ""


def _size(value: int) -> str:
    """A number of bytes in the unit that fits."""
    amount, unit = float(value), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if amount < 1024 or unit == "TB":  # noqa: PLR2004 - bytes in a KB
            break
        amount /= 1024
    return f"{amount:.0f} {unit}"


ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_seen,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
ENVIRONMENT.filters |= {"lines": _lines, "time": _time, "size": _size}


@cache
def version(name: str) -> str:
    """The digest by which a browser knows a newer file of ours."""
    return hashlib.sha256((HERE / name).read_bytes()).hexdigest()[:12]


def language_of(ask: Ask) -> str:
    """The language a person chose, else their account's, else their browser's."""
    try:
        chosen = SimpleCookie(ask.headers.get("cookie", "")).get(LANGUAGE)
    except CookieError:
        chosen = None
    if chosen is not None and chosen.value in {"zh-CN", "en"}:
        return str(chosen.value)
    return ask.who.language if ask.who.account else ask.language


def teller(language: str) -> Teller:
    """The sentences of pages in one language."""

    def tell(key: str, **values: object) -> str:
        return PAGE[key][language == "en"].format(**values)

    return tell


async def page(
    ask: Ask, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> Reply:
    """The page of `template` in its frame."""
    frame = await _frame(ask)

    def made() -> bytes:
        return ENVIRONMENT.get_template(template).render(**frame, **values).encode("utf-8", "backslashreplace")

    return Reply(await ask.run(made), status, headers or {}, "text/html; charset=utf-8")


async def _frame(ask: Ask) -> dict[str, object]:
    """What every page shows: who, where, whose computer checks; and the session's use is noted."""

    def look(link: Connection) -> tuple[bool, bool, bool]:
        wanted = select(ACCOUNTS.c.id).where(ACCOUNTS.c.kind == "embedded")
        kind = link.execute(select(ACCOUNTS.c.kind).where(ACCOUNTS.c.id == ask.who.account)).scalar()
        due = bool(ask.who.session) and sessions.is_due(link, ask.who)
        return link.execute(wanted).first() is not None, due, kind == "local"

    embedded, due, local = await ask.read(look)
    if due:
        await ask.write(lambda link: sessions.touch(link, ask.who))
    house = ask.house
    query = {key: value for key, value in ask.raw_query if key != "lang"}
    other = "zh-CN" if ask.language == "en" else "en"
    return {
        "t": teller(ask.language),
        "words": Words(ask.language),
        "suspected": lambda level: Words(ask.language).suspected(Level(level or Level.NONE)),
        "lang": ask.language,
        "other_lang": other,
        "switch": f"/language?{urlencode({'to': other, 'back': _address(ask, query)})}",
        "who": ask.who,
        "csrf": ask.who.csrf,
        "here": ask.operation.path,
        "sections": sections(ask.who),
        "embedded": embedded,
        "asks_password": local,
        "unit": house.settings.unit,
        "contact": house.settings.contact,
        "network": house.settings.network_level.value,
        "outscan": house.scanner.makings().outscan,
        "pack": house.scanner.pack.version,
        "style": f"/page/style.css?v={version('style.css')}",
        "script": f"/page/page.js?v={version('page.js')}",
    }


def _address(ask: Ask, query: Mapping[str, str]) -> str:
    """Where this page can be looked at again."""
    if ask.operation.method != "GET":
        return "/"
    path = ask.operation.path
    for key, value in ask.path.items():
        path = path.replace(f"{{{key}}}", value)
    return f"{path}?{urlencode(query)}" if query else path


def go(where: str, headers: Mapping[str, str] | None = None) -> Reply:
    """On to another page, so that renewing repeats nothing."""
    return Reply(None, 303, {**(headers or {}), "Location": where})


async def refuse(refused: Refused, ask: Ask | None, language: str, request: str) -> Reply:
    """A refusal as a page: in words, with a way on."""
    if refused.kind == "unauthenticated":
        return go("/enter")
    if refused.kind == "change_password":
        return go("/password")
    headers = {"Retry-After": str(refused.retry)} if refused.retry else {}
    if refused.status in {408, 413, 429, 503} or refused.kind in {"bad_body", "media_type"}:
        headers["Connection"] = "close"
    values = {"t": teller(language), "lang": language, "kind": refused.kind, "detail": refused.detail, "request": request}
    if ask is not None:
        chosen = language_of(ask)
        values |= {"t": teller(chosen), "lang": chosen, "back": _before(ask)}
    made = ENVIRONMENT.get_template("problem.html").render(
        style=f"/page/style.css?v={version('style.css')}", titles=_titles(), **{"back": "/", **values}
    )
    return Reply(made.encode("utf-8", "backslashreplace"), refused.status, headers, "text/html; charset=utf-8")


def _before(ask: Ask) -> str:
    """The page from which a form that was refused was sent."""
    for part, where in (("case", "/cases"), ("scan", "/scans")):
        if part in ask.path and ask.operation.method != "GET":
            return f"{where}/{ask.path[part]}"
    return ask.operation.path if "{" not in ask.operation.path and ask.operation.method == "POST" else "/"


def _titles() -> Mapping[str, tuple[str, str]]:
    from outscan.words.gate import GATE  # noqa: PLC0415 - the API's sentences, where one is refused

    return GATE
