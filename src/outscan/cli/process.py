"""`outscan process FILE -o OUT`: plan, act, prove; `--dry-run` prints the plan alone.

In: one file and what a person asks for. Out: a copy and its proof, both of mode 600; the original is not touched. Exit code 0
proved and released, 3 proved and a person must confirm, 1 refused, residual or incomplete.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import Command, config_options, force_option, lang_option, make_config
from outscan.errors import OutscanError
from outscan.evidence import TECHNIQUES, Asking
from outscan.output import PROOF, guard, replace_private, write_private
from outscan.words import Words, say

if TYPE_CHECKING:
    from outscan.process.pipeline import Result

_TECHNIQUES = tuple(name for name, asking in TECHNIQUES.items() if asking is not Asking.FORMAT)


@click.command("process", cls=Command, help=say("help.process_long"))
@click.argument("path", type=click.Path())
@click.option("-o", "--output", type=click.Path(), default=None, help=say("help.process_output"))
@force_option
@click.option("--dry-run", is_flag=True, help=say("help.dry_run"))
@click.option("--technique", "techniques", multiple=True, type=click.Choice(_TECHNIQUES), help=say("help.technique"))
@click.option("--precision", type=click.FloatRange(min=0, min_open=True), default=None, help=say("help.precision"))
@click.option("--drop-column", "columns", multiple=True, help=say("help.drop_column"))
@click.option("--aggregate", type=click.Choice(["monthly"]), default=None, help=say("help.aggregate"))
@click.option("--keep-hidden", is_flag=True, help=say("help.keep_hidden"))
@click.option("--authority", default="", help=say("help.authority"))
@click.option("--authority-file", type=click.Path(), default=None, help=say("help.authority_file"))
@click.option("--reason", default="", help=say("help.reason"))
@lang_option
@config_options
def command(**typed: Any) -> int:
    """Process behind the fence, write what is proved, say what is not."""
    from outscan.batch.walk import exists
    from outscan.cli.signals import stop_on_signals
    from outscan.isolate import Fence
    from outscan.process.convert import converted
    from outscan.process.pipeline import Result, Work, code
    from outscan.scanner import Scanner

    path, out = typed["path"], typed["output"]
    if not exists(path):
        raise click.UsageError(say("problem.not_found", path=path))
    if out is None and not typed["dry_run"]:
        raise click.UsageError(say("problem.no_output"))
    if out is not None:
        _guard(out, path, force=typed["force"])
    options = _options(typed)
    config = make_config(typed)
    scanner = Scanner.build(config)
    stop_on_signals()
    job, notes = converted(path, out, scanner)
    work = Work(options, Path(out).name if out else Path(path).name, dry_run=typed["dry_run"], notes=notes)
    result: Any = next(iter(Fence(scanner, 1, work).run([job])))[1]
    if not isinstance(result, Result):
        result = Result(
            result, refusals=tuple(say("problem.interrupted_processing", reason=Words.here().unread(gap)) for gap in result.gaps)
        )
    if result.data is not None and out is not None:
        from outscan.process.proof import proof_path

        write_private(out, result.data, inputs=[path], force=typed["force"])
        replace_private(proof_path(out), result.proof_json)
    _show(result, out, typed)
    if typed["dry_run"]:
        return 1 if result.refusals else 0
    return code(result)


def _guard(out: str, original: str, *, force: bool) -> None:
    """Refuse before any work where something would be lost; the original never gives way."""
    if Path(out).exists() and Path(out).samefile(original):
        raise click.UsageError(say("problem.output_original"))
    if out.endswith(PROOF) and not force:
        raise OutscanError(say("problem.output_proof", path=out))
    guard(out, inputs=[original], force=force)


def _options(typed: dict[str, Any]) -> Any:  # noqa: ANN401 - imported lazily
    from outscan.config import authority_allowed
    from outscan.process.task import Options

    said = {key: (typed[key] or "").strip() for key in ("authority", "reason", "authority_file")}
    for key, one in said.items():
        if typed[key] and not one:
            raise click.UsageError(say("problem.authority_blank", option=f"--{key.replace('_', '-')}"))
    given = [bool(one) for one in said.values()]
    if any(given) and not all(given):
        raise click.UsageError(say("problem.authority"))
    if any(given):
        authority_allowed()
    digest = ""
    if typed["authority_file"]:
        try:
            data = Path(typed["authority_file"]).read_bytes()
        except OSError as error:
            raise OutscanError(say("problem.authority_closed", path=typed["authority_file"], why=error.strerror)) from None
        if not data.strip():
            raise OutscanError(say("problem.authority_empty", path=typed["authority_file"]))
        if _same_bytes(typed["path"], data):
            raise OutscanError(say("problem.authority_input", path=typed["authority_file"]))
        digest = hashlib.sha256(data).hexdigest()
    return Options(
        techniques=typed["techniques"],
        precision=typed["precision"],
        columns=typed["columns"],
        aggregate=typed["aggregate"] or "",
        keep_hidden=typed["keep_hidden"],
        authority=said["authority"],
        reason=said["reason"],
        authority_sha256=digest,
    )


def _same_bytes(path: str, data: bytes) -> bool:
    """Whether the file to process is the approval itself, under whatever name."""
    try:
        return Path(path).stat().st_size == len(data) and Path(path).read_bytes() == data
    except OSError:
        return False


def _show(result: Result, out: str | None, typed: dict[str, Any]) -> None:
    from outscan.report.mask import Masker, visible
    from outscan.words import Words

    words = Words(typed["lang"])
    masker = Masker(show=False)
    if typed["dry_run"]:
        click.echo(words.say("plan"))
        for technique, where, count in result.planned:
            click.echo(f"  {words.technique(technique)}  {masker.place(where, words)}  {words.say('counted', n=count)}")
        if not result.planned:
            click.echo(f"  {words.say('nothing_to_process')}")
    for sentence in result.refusals:
        click.echo(words.say("refused", why=visible(sentence)))
    for sentence in result.remains:
        click.echo(words.say("residual", what=visible(sentence)))
    if result.remains:
        click.echo(words.say("unproved"))
    if result.data is None or result.proof is None:
        return
    proof = result.proof
    for change in proof.changes:
        place = masker.place(change.where, words)
        click.echo(
            f"  {words.technique(change.technique)}  {place}  {words.say('counted', n=change.count)}  {change.note}".rstrip()
        )
    for sentence in proof.notes:
        click.echo(words.say("note", what=sentence))
    click.echo(words.say("proved", sha256=proof.sha256_after))
    click.echo(words.say("written_with_proof", path=visible(str(out))))
    click.echo(words.say("action_after", action=words.action(proof.action)))
