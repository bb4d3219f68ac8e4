"""What carries no mark and is a matter of a catalogue all the same, each beside its innocent twin.

In: nothing. Out: `MATTERS`. Stations, units, people and figures are invented; identity numbers have a county that does not exist.
"""

from __future__ import annotations

import io
import json

from samples.case import Case
from samples.legacy import converted
from samples.packages import docx, odf, odf_sheet, pdf, rows_xml, xlsx

DAYS = 31


def control_points() -> list[list[str | float]]:
    """Fourteen geodetic control points in the national frame, to the millimetre, in a place where nothing is."""
    head: list[str | float] = ["点名", "等级", "X(m)", "Y(m)", "H(m)"]
    return [
        ["大地控制点坐标成果表（CGCS2000，3度带）", "", "", "", ""],
        head,
        *(
            [
                f"青河{n:02d}",
                "二等",
                round(3790123.417 + 1873.291 * n, 3),
                round(36512345.268 + 911.733 * n, 3),
                round(412.351 + 7.209 * n, 3),
            ]
            for n in range(1, 15)
        ),
    ]


def _very_hidden() -> bytes:
    summary = [["项目", "数量"], ["收到资料", 3], ["已整理", 2]]
    return xlsx(("汇总", "", rows_xml(summary)), ("点位", "veryHidden", rows_xml(control_points())))


def _scenic() -> bytes:
    rows: list[list[str | float]] = [["景点", "经度", "纬度", "门票(元)"]]
    rows += [[f"望江{n}号观景台", round(108.1 + n / 10, 1), round(34.2 + n / 10, 1), 20 + n] for n in range(1, 15)]
    return xlsx(("旅游景点", "", rows_xml(rows)))


def _map() -> bytes:
    return docx(
        "资料移交清单",
        "一、望江台新区1:2000地形图，全要素数字化成果，连续覆盖范围31.6平方公里，dwg格式，随函提供外方设计单位。",
        "二、设计任务书一份。",
    )


def _public_map() -> bytes:
    return docx("资料清单", "一、本省旅游交通图（1:1000000，审图号：青S（2024）015号，公开出版）。", "二、观景台照片六张。")


def daily_discharge() -> bytes:
    """A month of daily discharge of a station on a border river."""
    lines = [
        "国际河流出境断面逐日平均流量表",
        "水文站：怒江青石峡站（虚构）　2024年7月　整编成果，未刊印",
        "日期,平均流量(m³/s),水位(m)",
    ]
    lines += [
        f"2024-07-{day:02d},{1201 + 37 * (day % 9) + 11 * day},{305.1 + 0.07 * (day % 11):.2f}" for day in range(1, DAYS + 1)
    ]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _yearly() -> bytes:
    lines = ["青河流域水资源公报摘录（已公开发布）", "年份,年降水量(mm),水资源总量(亿m³)"]
    lines += [f"{year},{880 + (year * 37) % 120},{390 + (year * 17) % 60}" for year in range(2012, 2024)]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _live_paper() -> bytes:
    return docx(
        "2027年普通高等学校招生全国统一考试",
        "语文试题（清样，启用前请勿在联网设备上存储）",
        "一、现代文阅读（本大题共3小题，9分）",
        "1. 下列关于原文内容的理解和分析，正确的一项是（3分）",
        "A. 河流的走向决定了聚落的形态。",
        "B. 聚落的形态与河流无关。",
        "C. 聚落只分布在河口。",
        "D. 河口没有聚落。",
        "二、古诗文默写（本大题共1小题，6分）",
        "参考答案及评分标准：1. A",
    )


def _past_paper() -> bytes:
    return pdf(
        [
            "2019年高考语文真题及参考答案解析",
            "（已公开出版，供考生备考使用）",
            "一、现代文阅读",
            "1. 下列关于原文内容的理解和分析，正确的一项是",
            "A. 河流的走向决定了聚落的形态。",
            "B. 聚落的形态与河流无关。",
            "答案：A。解析：见原文第二段。",
        ]
    )


def identity(number: int) -> str:
    """A resident identity number whose digits check (GB 11643) and whose county (659999) does not exist."""
    body = f"659999{1950 + number % 45}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def _people() -> bytes:
    surnames, given = "甲乙丙丁戊己庚辛壬癸", "一二三四五六七八九十"
    rows: list[list[str | float]] = [["姓名", "身份证号"]]
    rows += [[f"{surnames[n % 10]}{given[n // 10 % 10]}{given[n % 7]}", identity(n)] for n in range(200)]
    return xlsx(("参训人员", "", rows_xml(rows)))


def _contact() -> bytes:
    return "会务组联系人,电话,邮箱\r\n李老师,010-62345678,info@example.org\r\n".encode()


def _geojson() -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"点名": f"大地控制点 青河{n:02d}", "等级": "二等", "高程": round(412.351 + 7.209 * n, 3)},
            "geometry": {
                "type": "Point",
                "coordinates": [round(108.1234567 + 0.0123411 * n, 7), round(34.2345678 + 0.0098713 * n, 7)],
            },
        }
        for n in range(1, 13)
    ]
    told = {"type": "FeatureCollection", "name": "大地控制点坐标成果（CGCS2000）", "features": features}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _price() -> bytes:
    rows: list[list[str | float]] = [
        ["A型机组报价测算", "公司内部使用，请勿外传", ""],
        ["项目", "金额(万元)", "说明"],
        ["物料成本", 21.4, "按三季度采购价"],
        ["本次谈判价格底线", 38, "每台，公司内部使用，请勿外传给外方"],
        ["目标报价", 46, "含两年维保"],
    ]
    return converted(xlsx(("测算", "", rows_xml(rows))), "xlsx", "xls")


def _list_price() -> bytes:
    rows = [
        ["A型机组公开价目表", "", ""],
        ["型号", "公开售价(万元)", "说明"],
        ["A-1", "46", "见公司网站"],
        ["A-2", "52", "见公司网站"],
    ]
    return odf("spreadsheet", odf_sheet("价目表", rows))


def _figures() -> bytes:
    rows = [
        ["我省三季度GDP初步核算数据，统计局核算处，发布前严禁外传", ""],
        ["指标", "同比(%)"],
        ["地区生产总值", "5.3"],
        ["工业增加值", "6.1"],
    ]
    return odf("spreadsheet", odf_sheet("核算", rows))


def _speech() -> bytes:
    """Slides whose speaker notes say what the slide does not."""
    from pptx import Presentation  # noqa: PLC0415 - only kept cases need it

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "A型机组合作建议"
    slide.placeholders[1].text = "联合推广\n联合培训"
    slide.notes_slide.notes_text_frame.text = "本次谈判价格底线为每台38万元，公司内部使用，请勿外传给外方。"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


MATTERS: tuple[Case, ...] = (
    Case("xlsx-control-points-in-very-hidden-sheet", "xlsx", "深度隐藏的工作表里有大地控制点坐标成果", "escalate", _very_hidden),
    Case("xlsx-scenic-spots", "xlsx", "景点的粗略经纬度（对照件）", "release", _scenic),
    Case("docx-large-scale-map", "docx", "1:2000 地形图连续覆盖 31.6 平方公里：可技术处理", "process", _map),
    Case("docx-published-map", "docx", "公开出版的小比例尺地图（对照件）", "release", _public_map),
    Case("csv-border-river-daily-discharge", "csv", "国际河流出境断面逐日流量，未刊印", "escalate", daily_discharge),
    Case("csv-yearly-water-bulletin", "csv", "水资源公报的年度数字（对照件）", "release", _yearly),
    Case("docx-unopened-exam-paper", "docx", "尚未启用的全国统一考试试题", "withhold", _live_paper),
    Case("pdf-past-exam-paper", "pdf", "往年真题解析（对照件）", "release", _past_paper),
    Case("xlsx-two-hundred-people", "xlsx", "二百人的身份证号（区划代码不存在）", "review", _people),
    Case("csv-one-contact-line", "csv", "一行会务联系方式（对照件）", "release", _contact),
    Case("geojson-control-points", "geojson", "GeoJSON 中的大地控制点", "escalate", _geojson),
    Case("xls-price-floor", "xls", "旧版 Excel 中的谈判价格底线", "escalate", _price, kept=True),
    Case("ods-public-price-list", "ods", "公开价目表（对照件）", "release", _list_price),
    Case("ods-figures-before-release", "ods", "公布前的统计数据", "escalate", _figures),
    Case("pptx-price-floor-in-notes", "pptx", "演讲者备注里的价格底线", "escalate", _speech, kept=True),
)
