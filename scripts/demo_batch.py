#!/usr/bin/env python3
"""A package of 2,000 mixed files: scanned, killed, resumed, exported, sealed, verified. Standard library only.

In: the command of an installed outscan, perhaps a folder to work in. Out: what a secrecy office sees on the screen; overview,
register and sealed folder in `demo-batch/`. The samples and everything made here are fictional.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COUNT = 2000
FOLDERS = ("01 合同", "02 设计", "03 测绘", "04 会议", "05 往来函件")
PARTS = ("工程概况", "进度安排", "材料清单", "会议安排", "联系方式", "验收要求", "运输方案", "培训计划")
SENTENCES = (
    "会议安排在周三上午，地点为二楼会议室，请各位提前十分钟到场。",
    "材料清单已经更新，请按新的数量备货，旧清单作废。",
    "验收时请带好合格证和发票，签字后各留一份。",
    "食堂本周菜单见公告栏，如有忌口请提前告知。",
    "运输车辆周五到达，卸货需要两名工人，请安排好人手。",
    "培训教室换到三号楼，投影仪和白板已经准备好。",
    "发票抬头请写公司全称，税号见上次邮件。",
    "办公室的打印机已经修好，纸张放在柜子里。",
)
NOTICE = "机密★10年\n关于某枢纽调度方案的说明（虚构）\n正文若干。\n"


def say(text: str) -> None:
    print(f"\n· {text}", flush=True)


def make(package: Path) -> int:
    """The samples, and as many generated files as it takes to make COUNT; returns how many files there are."""
    samples = sorted((ROOT / "samples").glob("*/input*"))
    for one in samples:
        target = package / "00 样例" / one.parent.name / one.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one, target)
    for number in range(COUNT - len(samples)):
        name, data = generated(number)
        target = package / FOLDERS[number % len(FOLDERS)] / f"{number // 100:02}" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return COUNT


def generated(number: int) -> tuple[str, bytes]:
    """A small file of one of several kinds: most harmless, some marked, some in their name only, some that cannot be read."""
    lines = [SENTENCES[number % len(SENTENCES)], f"编号：{number}"]
    text = "\n".join(lines) + "\n"
    match number % 20:
        case 0:
            return f"附件{number}.txt", NOTICE.encode() + text.encode()
        case 1:
            return f"秘密★5年 纪要{number}.txt", "今天天气很好，适合散步。\n".encode()
        case 2:
            return f"附件{number}.docx", b"PK\x03\x04" + bytes([number % 251]) * 60
        case 3 | 4:
            return f"副本{number}.txt", "今天天气很好，适合散步。\n".encode()
        case 5 | 6 | 7:
            return f"清单{number}.csv", (
                "名称,数量\n" + "\n".join(f"{part},{number + n}" for n, part in enumerate(PARTS))
            ).encode("gb18030")
        case 8 | 9 | 10:
            return f"说明{number}.html", f"<meta charset=utf-8><h1>说明{number}</h1><p>{'</p><p>'.join(lines)}</p>".encode()
        case 11 | 12 | 13 | 14:
            return f"附件{number}.docx", word(lines)
        case _:
            return f"附件{number}.txt", text.encode("gb18030" if number % 2 else "utf-8")


def word(lines: list[str]) -> bytes:
    """A Word file of some paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    out, target = io.BytesIO(), "word/document.xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType="{rels}"/>{kinds}</Types>',
        )
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" Target="{target}"/></Relationships>',
        )
        made.writestr(target, f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def run(*command: str | Path) -> int:
    print("  $ " + " ".join(Path(command[0]).name if not n else str(part) for n, part in enumerate(command)), flush=True)
    return subprocess.run([str(part) for part in command], check=False).returncode


def main() -> int:
    """Everything, one after another; 0 where each step ended as it must."""
    outscan = sys.argv[1]
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "demo-batch")
    shutil.rmtree(folder, ignore_errors=True)
    package, ledger = folder / "资料包", folder / "台账.db"
    say(f"生成一个资料包：{make(package)} 个文件（虚构内容）")
    scan = [outscan, "batch", "run", str(package), "--ledger", str(ledger), "--recipient", "某外方设计院（虚构）"]
    say("开始检查，几秒后强行终止（kill -9）")
    print("  $ outscan " + " ".join(scan[1:]), flush=True)
    process = subprocess.Popen([*scan, "-q"])
    time.sleep(6)
    process.kill()
    process.wait()
    say("再次执行同一命令：从中断处继续，不丢失、不重复")
    code = run(*scan)
    if code not in {0, 1, 3}:
        return code
    say("第二遍：一个字节也不重读")
    run(*scan, "-q")
    say("台账所载")
    run(outscan, "batch", "status", "--ledger", ledger)
    say("导出：台账和汇总表（xlsx）、总览（html）")
    steps = [
        run(outscan, "batch", "export", "--ledger", ledger, "-f", "xlsx", "-o", folder / "台账.xlsx"),
        run(outscan, "batch", "export", "--ledger", ledger, "-f", "html", "-o", folder / "总览"),
    ]
    say("封包：只含可放行的文件；核对封包")
    steps += [
        run(outscan, "batch", "seal", "--ledger", ledger, "-o", folder / "封包"),
        run(outscan, "batch", "verify", folder / "封包"),
    ]
    say("有人改动一个字节之后再核对")
    victim = next(path for path in sorted((folder / "封包" / "data").rglob("*.txt")))
    victim.write_bytes(victim.read_bytes()[:-1] + b"!")
    steps.append(run(outscan, "batch", "verify", folder / "封包") - 1)
    say(f"总览：{folder / '总览' / 'index.html'}")
    return 0 if not any(steps) else 2


if __name__ == "__main__":
    sys.exit(main())
