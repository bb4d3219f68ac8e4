"""The folder of mixed documents that outscan and its peers are run over: Word, Excel and PDF of all sizes, terms planted in them.

In: a folder, how many files. Out: the documents, `terms.txt` (2,000, a line each), `planted.json` (file → its terms). The same
bytes every time; all content is fictional.
"""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_corpus import PLACES, SEED, docx, pdf, xlsx

FILES = 60
TERMS, PLANTED = 2000, 200
KINDS = ("docx", "docx", "xlsx", "pdf", "pdf")
LATIN = ("Amber", "Basalt", "Cedar", "Delta", "Ember", "Falcon", "Granite", "Heron")


def terms(chance: random.Random) -> list[str]:
    """Names nobody writes by chance; one in five is Latin, so that an English page can hold it."""
    found: dict[str, None] = {}
    while len(found) < TERMS:
        number = chance.randrange(1000, 9999)
        latin = len(found) % 5 == 4
        found[f"{chance.choice(LATIN)} file {number}" if latin else f"{chance.choice(PLACES)}甲{number}号卷"] = None
    return list(found)


def picture(chance: random.Random, side: int) -> bytes:
    """A picture of noise: what fills a document besides its words."""
    from PIL import Image  # noqa: PLC0415 - writers are imported where they write

    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), chance.randbytes(3 * side * side)).save(out, "PNG")
    return out.getvalue()


def make(folder: Path, files: int = FILES) -> Path:
    """Everything, into `folder`."""
    chance = random.Random(SEED)  # noqa: S311 - must be the same every time
    every = terms(chance)
    planted: dict[str, list[str]] = {}
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    for number in range(files):
        kind, size = KINDS[number % len(KINDS)], min(chance.lognormvariate(0, 1.1), 12.0)
        english = number % 10 == 4
        here = [term for term in chance.sample(every[:PLANTED], chance.choice((0, 1, 2, 3))) if not english or term.isascii()]
        path = folder / "documents" / f"{number:03}.{kind}"
        if kind == "docx":
            path.write_bytes(docx(int(8000 * size), number, here))
            with zipfile.ZipFile(path, "a") as package:
                part = zipfile.ZipInfo("word/media/image1.png", (2031, 5, 1, 0, 0, 0))
                package.writestr(part, picture(chance, chance.randrange(100, 450)))
        elif kind == "xlsx":
            xlsx(path, max(200, int(16_000 * size)), number, here)
        else:
            pdf(path, max(1, int(9 * size)), chinese=not english, seed=number, planted=here)
        planted[path.name] = here
    (folder / "terms.txt").write_text("\n".join(every) + "\n", "utf-8")
    (folder / "planted.json").write_text(json.dumps(planted, ensure_ascii=False, indent=0), "utf-8")
    return folder


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("用法：python benchmarks/mixed.py 文件夹 [文件数]")
    make(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
