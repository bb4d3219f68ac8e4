"""What members are called that have no name of their own: a picture of a page, an object, what stands behind the end.

In: a key and numbers. Out: a name. A name is data that programs open a member by: it stays the same in every language.
"""

from __future__ import annotations

MEMBERS = {
    "after_end": "文件尾后数据",
    "annotation_outline": "第{page}页批注-轮廓",
    "attachment": "附件{n}",
    "before_head": "文件头前数据",
    "body": "正文{n}",
    "deleted": "已删除",
    "diagram": "图示{n}",
    "drawing": "图{n}",
    "embedded": "嵌入-{n}",
    "example": "样例",
    "message": "第{n}封",
    "object": "对象{n}",
    "outline": "轮廓",
    "page": "第{page}页",
    "page_glyphs": "第{page}页-字形",
    "page_outline": "第{page}页-轮廓",
    "page_picture": "第{page}页-图{n}",
    "picture": "图片{n}",
    "shown": "显示",
    "table": "表{n}",
    "template_outline": "模板{page}-轮廓",
    "stray_picture": "未显示-图{n}",
    "thumbnail": "缩略图",
    "trailing": "尾部数据",
}


def called(key: str, *, n: int | str = "", page: int = 0, ending: str = "") -> str:
    """The name of a member of this sort, with its number, page and ending where it has them."""
    name = MEMBERS[key].format(n=n, page=page)
    return f"{name}.{ending}" if ending else name
