"""Make the documents the benchmark runs on: the same bytes every time, all content fictional.

In: a folder. Out: prose, a Word file small and large, a workbook, PDFs in Chinese and English, and a folder of mixed
documents. Written with the libraries our tests write with; nothing is fetched, nothing real is quoted.
"""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

SEED = 20310501
DAY = datetime(2031, 5, 1)  # noqa: DTZ001 - workbooks know no zone
PLACES = ("青石河", "云溪谷", "白鹭湖", "松岭镇", "望江县", "石塘乡", "南屏山", "柳湾村")
TOLD = (
    "{a}位于{b}的北侧，海拔约{n}米，属于亚热带季风气候，年平均降水量约为{m}毫米。",
    "{a}的植被以常绿阔叶林为主，林下多蕨类植物，共记录到维管植物{n}种。",
    "{a}与{b}之间的古道始建于明代，沿途保存有石桥{k}座，是研究商业史的重要实物。",
    "{a}博物馆收藏陶器、青铜器和书画，每年接待观众约{n}人次，陈列分为{k}个部分。",
    "{a}的居民主要种植水稻、油菜和柑橘，手工造纸的历史可以追溯到{m}年前。",
    "据地方志记载，{a}在清代曾{k}次重修，现存建筑由山门、大殿和藏经阁组成。",
    "{a}出产的茶叶叶片细长，汤色清亮，十九世纪起经水路运往{b}。",
    "{a}的鸟类以雁鸭类和鸻鹬类居多，越冬期从十一月持续到次年三月。",
)
RARE = (
    "会议认为手机密码应定期更换。",
    "旅游行业的统计口径有所调整。",
    "水位观测采用 1985 国家高程基准。",
    "样地面积 3.2 平方公里。",
)
ENGLISH = (
    "The joint team reviewed the published results of the spring campaign and agreed on a common file format.",
    "Students from both universities will attend the summer school on remote sensing in July.",
    "The rainfall gauges were compared over twelve months and showed no systematic difference.",
    "A short report on the exchange of teaching material is attached for comments.",
)
CELLS_WIDE = 20


def sentences(chance: random.Random) -> Iterator[str]:
    """Chinese sentences without end."""
    while True:
        if chance.random() < 0.02:
            yield chance.choice(RARE)
        else:
            one, other = chance.sample(PLACES, 2)
            yield chance.choice(TOLD).format(
                a=one, b=other, k=chance.randrange(2, 9), n=chance.randrange(100, 990), m=chance.randrange(300, 1500)
            )


def prose(characters: int, seed: int = SEED, planted: Sequence[str] = ()) -> str:
    """Paragraphs of about 200 characters, `characters` long in all; each of `planted` stands in one of them."""
    chance = random.Random(seed)  # noqa: S311 - must be the same every time
    source, paragraphs, total = sentences(chance), [], 0
    while total < characters:
        paragraph = "".join(next(source) for _ in range(6))
        paragraphs.append(paragraph)
        total += len(paragraph) + 1
    for term in planted:
        paragraphs[chance.randrange(len(paragraphs))] += f"有关{term}的说明见附页。"
    return "\n".join(paragraphs)


def docx(characters: int, seed: int = SEED, planted: Sequence[str] = ()) -> bytes:
    """A Word file: each paragraph in three runs, as an editor leaves them, and a small table at the end."""
    body = []
    for paragraph in prose(characters, seed, planted).split("\n"):
        third = len(paragraph) // 3 + 1
        runs = "".join(
            f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">'
            f"{paragraph[i : i + third]}</w:t></w:r>"
            for i in range(0, len(paragraph), third)
        )
        body.append(f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr>{runs}</w:p>')
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{r * 4 + c}.5</w:t></w:r></w:p></w:tc>" for c in range(4)) + "</w:tr>"
        for r in range(8)
    )
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zip(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
            "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{w}"><w:body>'
            f"{''.join(body)}<w:tbl>{rows}</w:tbl></w:body></w:document>",
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    import io  # noqa: PLC0415 - here alone

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2031, 5, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xlsx(path: Path, cells: int, seed: int = SEED, planted: Sequence[str] = ()) -> None:
    """A workbook of `cells` cells, one in four of them words; each of `planted` stands in a cell of its own."""
    import xlsxwriter  # noqa: PLC0415 - writers are imported where they write

    chance = random.Random(seed)  # noqa: S311 - must be the same every time
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": DAY})
    sheet = book.add_worksheet("汇总")
    sheet.write_row(0, 0, [f"指标{c + 1}" for c in range(CELLS_WIDE)])
    for row in range(1, cells // CELLS_WIDE):
        for column in range(CELLS_WIDE):
            if column % 4 == 0:
                sheet.write_string(row, column, f"{chance.choice(PLACES)}{chance.randrange(50)}")
            else:
                sheet.write_number(row, column, round(chance.uniform(0, 1000), 2))
    for number, term in enumerate(planted):
        sheet.write_string(2 + number, 0, f"{term}登记")
    book.close()


def pdf(path: Path, pages: int, *, chinese: bool, seed: int = SEED, planted: Sequence[str] = ()) -> None:
    """`pages` pages of text: Chinese in a font that is not embedded, or English; each of `planted` on a line of its own."""
    from reportlab import rl_config  # noqa: PLC0415 - writers are imported where they write
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    rl_config.invariant = 1
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    chance = random.Random(seed)  # noqa: S311 - must be the same every time
    source = sentences(chance)
    canvas = Canvas(str(path), invariant=1)
    lines = {number % pages: term for number, term in enumerate(planted)}
    for page in range(pages):
        canvas.setFont(*(("STSong-Light", 10) if chinese else ("Helvetica", 10)))
        for line in range(38):
            words = next(source)[:46] if chinese else chance.choice(ENGLISH)[:95]
            canvas.drawString(60, 790 - 19 * line, lines[page] if line == 7 and page in lines else words)
        canvas.showPage()
    canvas.save()


def make(folder: Path, *, large: bool = False) -> Path:
    """Everything, into `folder`; with `large` ten times the size."""
    times = 10 if large else 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "prose.txt").write_text(prose(1_000_000 * times), "utf-8")
    (folder / "small.docx").write_bytes(docx(2_000))
    (folder / "long.docx").write_bytes(docx(400_000 * times))
    xlsx(folder / "table.xlsx", 100_000 * times)
    pdf(folder / "zh.pdf", 50 * times, chinese=True)
    pdf(folder / "en.pdf", 50 * times, chinese=False)
    mixed = folder / "mixed"
    mixed.mkdir(exist_ok=True)
    for number in range(60):
        if number % 3 == 0:
            (mixed / f"{number:02}.docx").write_bytes(docx(1_500 + 100 * number, number))
        elif number % 3 == 1:
            (mixed / f"{number:02}.txt").write_text(prose(2_000 + 200 * number, number), "utf-8")
        elif number % 2:
            xlsx(mixed / f"{number:02}.xlsx", 2_000)
        else:
            pdf(mixed / f"{number:02}.pdf", 3, chinese=True)
    return folder


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python benchmarks/make_corpus.py 文件夹 [--large]")
    make(Path(sys.argv[1]), large="--large" in sys.argv)
