"""Which rules of a style sheet reach a text: by what stands around it and before it, and who has the last word."""

from __future__ import annotations

import pytest

from outscan.types import HiddenKind
from unpacked import seen, words

NONE = "{display:none}"


def page(css, body):
    return seen(f"<!DOCTYPE html><html class=k><head><style>{css}</style></head><body>{body}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(("selector", "body"), [
    ("div .x", "<div><p><i class=x>藏</i></p></div>"),
    ("div > p", "<div><p>藏</p></div>"),
    ("div>p>i", "<div><p><i>藏</i></p></div>"),
    ("p[class]", "<p class=a>藏</p>"),
    ("p[data-k=a]", "<p data-k=a>藏</p>"),
    ("p[data-k='A' i]", "<p data-k=a>藏</p>"),
    ("[data-k~=b]", "<p data-k='a b'>藏</p>"),
    ("[lang|=zh]", "<p lang=zh-CN>藏</p>"),
    ("[data-k^=ab]", "<p data-k=abc>藏</p>"),
    ("[data-k$=bc]", "<p data-k=abc>藏</p>"),
    ("[data-k*=b]", "<p data-k=abc>藏</p>"),
    ("p:first-child", "<div><p>藏</p><p>见</p></div>"),
    ("p:nth-child(2n)", "<div><p>见</p><p>藏</p></div>"),
    ("p:nth-child(2)", "<div><p>见</p><p>藏</p></div>"),
    (".a.x", "<p class='x a'>藏</p>"),
    ("#n.x", "<p id=n class=x>藏</p>"),
    ("h2 + p", "<h2>见</h2><p>藏</p>"),
    ("h2 ~ p", "<h2>见</h2><div>见</div><p>藏</p>"),
    ("p:not(.y)", "<p>藏</p><p class=y>见</p>"),
    ("p:is(.x, #z)", "<p id=z>藏</p>"),
    (":where(.x)", "<p class=x>藏</p>"),
    (":root .x", "<p class=x>藏</p>"),
    ("html.k body > p", "<p>藏</p>"),
    ("a:link", "<a href=b.html>藏</a>"),
    (".\\78", "<p class=x>藏</p>"),
    ("h1, .x, h3", "<p class=x>藏</p>"),
    ("/* . */ .x /* } */", "<p class=x>藏</p>"),
    (".y{color:red} @media screen{.x", "<p class=x>藏</p>"),
    ("@supports (display:grid){@media screen{.x", "<p class=x>藏</p>"),
    ("*", "<p>藏</p>"),
])  # fmt: skip
def test_a_rule_hides_what_it_reaches(selector, body):
    pieces = page(selector + NONE, f"{body}")
    assert words(pieces, hidden=HiddenKind.HIDDEN_TEXT).replace("见", "").strip().endswith("藏")
    assert "藏" not in words(pieces, part="body")


@pytest.mark.parametrize(("selector", "body"), [
    ("div .x", "<p><i class=x>见</i></p>"),
    ("div > p", "<div><section><p>见</p></section></div>"),
    ("section p", "<section></section><p>见</p>"),
    ("p[class]", "<p>见</p>"),
    ("[data-k^='']", "<p data-k=abc>见</p>"),
    ("[data-k$='']", "<p data-k=abc>见</p>"),
    ("p:first-child", "<div><b></b><p>见</p></div>"),
    ("p:nth-child(2n+3)", "<div><b></b><p>见</p></div>"),
    (".a.x", "<p class=x>见</p>"),
    ("h2 + p", "<h2></h2><div></div><p>见</p>"),
    ("h2 ~ p", "<div><h2></h2></div><p>见</p>"),
    ("p:not(.x)", "<p class=x>见</p>"),
    ("a:link", "<a>见</a>"),
    ("p:hover", "<p>见</p>"),
    ("p:last-child", "<p>见</p><b></b>"),
    ("p::before", "<p>见</p>"),
    ("p:has(i)", "<p>见</p>"),
    ("p:not(div p)", "<div><p>见</p></div>"),
    ("p:nth-child(x)", "<p>见</p>"),
    ("p >", "<p>见</p>"),
    ("p..x", "<p class=x>见</p>"),
    ("|p", "<p>见</p>"),
])  # fmt: skip
def test_a_rule_hides_nothing_else(selector, body):
    assert words(page(selector + NONE, body), part="body") == "见"


@pytest.mark.parametrize(("css", "body", "kind"), [
    (".x{display:none} .x{display:block}", "<p class=x>文</p>", None),
    (".x{display:block} .x{display:none}", "<p class=x>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x.o{display:block} .x{display:none}", "<p class='x o'>文</p>", None),
    ("#n{display:none} p.x.y.z{display:block}", "<p id=n class='x y z'>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x{display:none!important} .x{display:block}", "<p class=x>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x{display:none}", "<p class=x style='display:block'>文</p>", None),
    (".x{display:none !important}", "<p class=x style='display:block'>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x{color:white}", "<p class=x style='color:black'>文</p>", None),
    (".x{color:black}", "<p class=x style='color:white'>文</p>", HiddenKind.WHITE_TEXT),
    (".x{display:none} @media print{.x{display:block}}", "<p class=x>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x{display:block} @media print{.x{display:none}}", "<p class=x>文</p>", HiddenKind.HIDDEN_TEXT),
    (".x{content:'}.y{display:none}'} .z{opacity:0}", "<p class=z>文</p>", HiddenKind.INVISIBLE_TEXT),
    ("<!-- .x{font-size:1px} -->", "<p class=x>文</p>", HiddenKind.TINY_TEXT),
])  # fmt: skip
def test_the_last_word_of_the_cascade_counts(css, body, kind):
    pieces = page(css, body)
    if kind is None:
        assert words(pieces, part="body") == "文"
    else:
        assert words(pieces, hidden=kind) == "文"


@pytest.mark.parametrize("css", [
    " ".join(["div"] * 300) + " p" + NONE,
    ":not(" * 5_000 + "p" + ")" * 5_000 + NONE,
    "@media all{" * 5_000,
    "p{width:" + "(" * 5_000 + "}",
    ".x{display:none" * 5_000,
    ",".join(f"* ~ .c{n} *" for n in range(5_000)) + NONE,
])  # fmt: skip
def test_a_sheet_made_to_be_heavy_leaves_the_page_read(css):
    body = "<div>" * 200 + "<p>读</p>" * 50
    pieces = page(css, body)
    assert "读" in "".join(p.text for p in pieces if hasattr(p, "text"))


def test_a_sheet_behind_a_text_reaches_it_and_one_in_a_comment_or_a_script_does_not():
    late = seen(b"<p class=x>\xe8\x97\x8f</p><style>.x{display:none}</style>", "a.html")
    assert words(late, hidden=HiddenKind.HIDDEN_TEXT) == "藏"
    none = "<!-- <style>.x{display:none}</style> --><script>'<style>.x{display:none}</style>'</script><p class=x>见</p>"
    assert words(seen(none.encode(), "a.html"), part="body") == "见"
