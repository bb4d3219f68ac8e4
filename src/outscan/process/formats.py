"""Which format is edited by which room, and what happens to files inside files.

In: a `Blob`, its kind, the task. Out: the edited bytes. The list is explicit: what is not in it is refused with the way forward.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from outscan.extract.sniff import sniff
from outscan.process.order import Refused, Task
from outscan.types import Blob

Nested = Callable[[Blob], bytes | None]

_WITH_FILES: dict[str, tuple[str, str]] = {
    "docx": ("ooxml", "edit"),
    "pptx": ("ooxml", "edit"),
    "xlsx": ("sheets", "edit"),
    "odt": ("odf", "edit"),
    "ods": ("odf", "edit"),
    "odp": ("odf", "edit"),
    "ofd": ("ofd", "edit"),
    "zip": ("archive", "edit_zip"),
    "eml": ("archive", "edit_mail"),
    "pdf": ("pdf", "edit"),
}
_ALONE: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("txt", "csv"), ("text", "edit_text")),
    **dict.fromkeys(("json", "geojson"), ("text", "edit_json")),
    **dict.fromkeys(("html", "xml", "svg", "kml", "gpx", "gml"), ("text", "edit_markup")),
    **dict.fromkeys(("png", "jpg", "tiff", "bmp", "gif", "webp"), ("image", "edit")),
    "rtf": ("rtf", "edit"),
}
KINDS = frozenset((*_WITH_FILES, *_ALONE))
"""Kinds that are processed."""
_FORWARD = {
    **dict.fromkeys(("doc", "wps"), "请用 Word 或 WPS 另存为 docx 后再处理"),
    **dict.fromkeys(("xls", "et", "xlsb"), "请用 Excel 或 WPS 另存为 xlsx 后再处理"),
    **dict.fromkeys(("ppt", "dps"), "请用 PowerPoint 或 WPS 另存为 pptx 后再处理"),
    **dict.fromkeys(("7z", "rar", "tar", "gz", "bz2", "xz"), "请解压，重新打包为 zip 后再处理"),
    "msg": "请在邮件程序中另存为 eml 后再处理",
    "encrypted": "文件已加密；请解除密码后再处理",
}
_PICTURES = frozenset({"png", "jpg", "tiff", "bmp", "gif", "webp"})


def edit(blob: Blob, kind: str, task: Task) -> bytes:
    """The edited bytes. Raises Refused for kinds that are not processed, and wherever a room refuses."""
    if kind in _WITH_FILES:
        module, name = _WITH_FILES[kind]
        room = import_module(f"outscan.process.{module}")
        return bytes(getattr(room, name)(blob, task, _nested(task)))
    if kind in _ALONE:
        module, name = _ALONE[kind]
        return bytes(getattr(import_module(f"outscan.process.{module}"), name)(blob, task))
    raise Refused(f"{kind} 格式不能直接处理。{_FORWARD.get(kind, '请另存为 docx、xlsx、pptx 或 pdf 后再处理')}")


def _nested(task: Task) -> Nested:
    """Processing of a file inside a file: left out where something is wanted of it that cannot be done."""

    def work(blob: Blob) -> bytes | None:
        kind = sniff(blob)
        asked = bool(task.inside(blob.where.member))
        if kind not in KINDS:
            return None if asked else blob.data
        try:
            return edit(blob, kind, task)
        except Refused:
            return None if asked else blob.data

    return work


__all__ = ["KINDS", "edit"]
