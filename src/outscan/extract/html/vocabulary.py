"""Elements and attributes of HTML by what they do to words.

In: nothing. Out: names that break a paragraph, attributes that carry words or addresses, elements that are not shown.
"""

from __future__ import annotations

from outscan.types import HiddenKind

BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noframes", "noscript", "ol", "optgroup",
        "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "template", "text", "textarea", "tfoot",
        "th", "thead", "title", "tr", "ul", "xmp",
    ]
)  # fmt: skip
ATTRIBUTES = {
    "alt": HiddenKind.ALT_TEXT,
    "title": HiddenKind.ALT_TEXT,
    "aria-label": HiddenKind.ALT_TEXT,
    "aria-description": HiddenKind.ALT_TEXT,
    "aria-roledescription": HiddenKind.ALT_TEXT,
    "aria-valuetext": HiddenKind.ALT_TEXT,
    "placeholder": HiddenKind.ALT_TEXT,
    "summary": HiddenKind.ALT_TEXT,
    "label": HiddenKind.ALT_TEXT,
    "abbr": HiddenKind.ALT_TEXT,
    "download": HiddenKind.ALT_TEXT,
    "cite": HiddenKind.ALT_TEXT,
    "value": HiddenKind.FORM_FIELD,
}
ADDRESSES = frozenset({"href", "src", "action", "data", "poster", "background", "longdesc", "formaction", "xlink:href"})
UNSEEN = {
    "noscript": HiddenKind.HIDDEN_TEXT,
    "template": HiddenKind.HIDDEN_TEXT,
    "noframes": HiddenKind.HIDDEN_TEXT,
    "title": HiddenKind.PROPERTY,
    "rt": HiddenKind.ALT_TEXT,
    "rp": HiddenKind.ALT_TEXT,
    "desc": HiddenKind.ALT_TEXT,
    "metadata": HiddenKind.PROPERTY,
}
