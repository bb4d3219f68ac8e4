"""`outscan process FILE -o OUT`: plan, act, prove; `--dry-run` prints the plan alone.

In: one file and what a person asks for. Out: a copy and its proof, both of mode 600; the original is not touched. Exit code 0
proved and released, 3 proved and a person must confirm, 1 refused, residual or incomplete.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import config_options, make_config
from outscan.errors import OutscanError

if TYPE_CHECKING:
    from outscan.process.work import Result

_TECHNIQUES = ("redact", "replace_wording", "reduce_precision", "aggregate_series", "drop_column", "drop_rows")


@click.command("process", help="技术处理：删去检查发现的内容和隐藏内容，另存一份并出具证明。原件不动，标志不能自行去除。")
@click.argument("path", type=click.Path())
@click.option("-o", "--output", type=click.Path(), default=None, help="处理后的文件（权限 600），旁边写 .proof.json")
@click.option("--dry-run", is_flag=True, help="只列出处理计划")
@click.option("--technique", "techniques", multiple=True, type=click.Choice(_TECHNIQUES), help="指定处理方法，可多次")
@click.option(
    "--precision", type=click.FloatRange(min=0, min_open=True), default=None, help="坐标降低到的精度（度；0.01 约 1 千米）"
)
@click.option("--drop-column", "columns", multiple=True, help="删去表头为此名的列，可多次")
@click.option("--aggregate", type=click.Choice(["monthly"]), default=None, help="时间序列汇总为月均值")
@click.option("--keep-hidden", is_flag=True, help="保留没有疑点的批注、修订、属性等隐藏内容")
@click.option("--authority", default="", help="批准去除标志的批准文号")
@click.option("--authority-file", type=click.Path(), default=None, help="批准文件，其 SHA-256 记入证明")
@click.option("--reason", default="", help="去除标志的理由")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="zh-CN", help="显示语言")
@config_options
def command(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Process behind the fence, write what is proved, say what is not."""
    from outscan.batch.walk import exists  # noqa: PLC0415 - lazy by design
    from outscan.cli.ending import stop_on_signals  # noqa: PLC0415 - lazy by design
    from outscan.isolate import Fence  # noqa: PLC0415 - lazy by design
    from outscan.process.convert import converted  # noqa: PLC0415 - lazy by design
    from outscan.process.work import Result, Work, code  # noqa: PLC0415 - lazy by design
    from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design

    path, out = typed["path"], typed["output"]
    if not exists(path):
        raise click.UsageError(f"找不到：{path}")
    if out is None and not typed["dry_run"]:
        raise click.UsageError("请用 -o 指定处理后的文件，或用 --dry-run 只看计划")
    if out is not None and Path(out).exists() and Path(out).samefile(path):
        raise click.UsageError("处理后的文件不能是原件")
    options = _options(typed)
    config = make_config(typed)
    scanner = Scanner.build(config)
    stop_on_signals()
    job, notes = converted(path, out, scanner)
    work = Work(options, Path(out).name if out else Path(path).name, dry_run=typed["dry_run"], notes=notes)
    result: Any = next(iter(Fence(scanner, 1, work).run([job])))[1]
    if not isinstance(result, Result):
        result = Result(result, refusals=tuple(f"处理中断：{gap.reason} {gap.detail}" for gap in result.gaps))
    if result.data is not None and out is not None:
        from outscan.process.proof import proof_path  # noqa: PLC0415 - lazy by design
        from outscan.report.file import write_private  # noqa: PLC0415 - lazy by design

        write_private(out, result.data)
        write_private(proof_path(out), result.proof_json)
    _show(result, out, typed)
    if typed["dry_run"]:
        return 1 if result.refusals else 0
    return code(result)


def _options(typed: dict[str, Any]) -> Any:  # noqa: ANN401 - imported lazily
    from outscan.process.order import Options  # noqa: PLC0415 - lazy by design

    given = [bool(typed["authority"]), bool(typed["reason"]), bool(typed["authority_file"])]
    if any(given) and not all(given):
        raise click.UsageError("去除标志须同时给出 --authority 批准文号、--authority-file 批准文件、--reason 理由")
    digest = ""
    if typed["authority_file"]:
        try:
            data = Path(typed["authority_file"]).read_bytes()
        except OSError as error:
            raise OutscanError(f"{typed['authority_file']}: 打不开批准文件（{error.strerror}）") from None
        if not data:
            raise OutscanError(f"{typed['authority_file']}: 批准文件是空的")
        digest = hashlib.sha256(data).hexdigest()
    return Options(
        techniques=typed["techniques"],
        precision=typed["precision"],
        columns=typed["columns"],
        aggregate=typed["aggregate"] or "",
        keep_hidden=typed["keep_hidden"],
        authority=typed["authority"],
        reason=typed["reason"],
        authority_sha256=digest,
    )


def _show(result: Result, out: str | None, typed: dict[str, Any]) -> None:
    from outscan.report.mask import Masker, visible  # noqa: PLC0415 - lazy by design
    from outscan.words import Words  # noqa: PLC0415 - lazy by design

    words = Words(typed["lang"])
    masker = Masker(show=False)
    if typed["dry_run"]:
        click.echo("处理计划：")
        for technique, where, count in result.planned:
            click.echo(f"  {words.technique(technique)}  {masker.place(where, words.part(where.part))}  {count} 处")
        if not result.planned:
            click.echo("  没有需要处理的内容")
    for sentence in result.refusals:
        click.echo(f"不能处理：{visible(sentence)}")
    for sentence in result.remains:
        click.echo(f"仍有残留：{visible(sentence)}")
    if result.remains:
        click.echo("没有写出文件：未能证明处理干净。")
    if result.data is None or result.proof is None:
        return
    proof = result.proof
    for change in proof.changes:
        place = masker.place(change.where, words.part(change.where.part))
        click.echo(f"  {words.technique(change.technique)}  {place}  {change.count} 处  {change.note}".rstrip())
    for sentence in proof.notes:
        click.echo(f"注意：{sentence}")
    click.echo(f"已证明：残留 0，SHA-256 {proof.sha256_after}")
    click.echo(f"已写出：{visible(str(out))}（证明 {visible(str(out))}.proof.json）")
    click.echo(f"处理后建议：{words.action(proof.action)}")
