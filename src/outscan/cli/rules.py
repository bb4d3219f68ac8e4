"""`outscan rules list|show|check|explain|verify|sign|simulate|accept`: the rule pack, for officers and lawyers.

In: the pack. Out: tables and texts on stdout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import Command, Group, lang_option, overlay_option
from outscan.cli.simulate import simulate_rules
from outscan.words import nearest, say

if TYPE_CHECKING:
    from outscan.lexicon.pack import Pack
    from outscan.signed import Delivered


@click.group("rules", cls=Group, help=say("help.rules_long"))
def command() -> None:
    """Group the ways of looking at the pack."""


command.add_command(simulate_rules)


def _pack(overlay: tuple[str, ...], *, whole: bool = False) -> Pack:
    from outscan.config import load_config
    from outscan.lexicon.load import load
    from outscan.signed import require

    config = load_config(None, overlays=tuple(Path(o) for o in overlay))
    require(config.signed)
    return load(config.lexicons, config.overlays, whole=whole)


@command.command("list", cls=Command, help=say("help.rules_list"))
@click.option("--domain", default=None, help=say("help.rules_domain"))
@click.option("--certainty", type=click.Choice(["A", "B", "C"]), default=None, help=say("help.rules_certainty"))
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@lang_option
@overlay_option
def list_rules(**typed: Any) -> int:
    """Print every rule with level, basis and certainty."""
    pack = _pack(typed["overlay"])
    rows = [
        row
        for row in pack.rules()
        if (typed["domain"] in {None, row.domain})
        and (typed["certainty"] is None or any(b.certainty.value == typed["certainty"] for b in row.basis))
    ]
    if typed["form"] == "json":
        listed = [
            {
                "id": r.id,
                "domain": r.domain,
                "level": r.level.value,
                "title": r.title,
                "basis": [{"cite": b.cite, "item": b.item, "certainty": b.certainty.value} for b in r.basis],
            }
            for r in rows
        ]
        sys.stdout.write(
            json.dumps({"pack": pack.version, "digest": pack.digest, "rules": listed}, ensure_ascii=False, indent=1) + "\n"
        )
        return 0
    from outscan.words import Words

    words = Words.here()
    for row in rows:  # no table: a screen would cut what a person copies
        title = (row.title_en if words.lang == "en" else "") or row.title
        cites = (f"{b.cite} {b.item}".strip() + f" [{words.certainty(b.certainty) or say('checked')}]" for b in row.basis)
        sys.stdout.write(f"{row.id}  {words.level(row.level)}  {title}\n    {say('and').join(cites)}\n")
    sys.stdout.write(say("pack_line", version=pack.version, digest=pack.digest[:19], n=len(rows)) + "\n")
    return 0


@command.command("show", cls=Command, help=say("help.rules_show"))
@click.argument("rule")
@lang_option
@overlay_option
def show_rule(**typed: Any) -> int:
    """Print the rule's YAML as it was loaded."""
    pack = _pack(typed["overlay"], whole=True)
    text = pack.source(typed["rule"])
    if text is None:
        near = nearest(typed["rule"], [one.id for one in pack.items])
        raise click.UsageError(say("problem.no_rule", rule=typed["rule"], near=near))
    sys.stdout.write(text)
    return 0


@command.command("check", cls=Command, help=say("help.rules_check"))
@lang_option
@click.argument("folder", required=False, type=click.Path())
def check_rules(folder: str | None, lang: str) -> int:
    """Run every rule's own hits and misses through the real pipeline."""
    del lang
    from outscan.config import shipped
    from outscan.lexicon.load import load
    from outscan.rulecheck import check

    pack = load(shipped("lexicons"), (Path(folder),) if folder else (), whole=True)
    failures = list(check(pack))
    for failure in failures:
        sys.stdout.write(f"{failure}\n")
    sys.stdout.write(f"{say('pack_checked', version=pack.version, rules=len(list(pack.rules())), problems=len(failures))}\n")
    return 1 if failures else 0


@command.command("explain", cls=Command, help=say("help.rules_explain"))
@click.argument("rule")
@lang_option
@overlay_option
def explain_rule(**typed: Any) -> int:
    """Print when the rule speaks, on what basis, and the way forward."""
    from outscan.cli.explained import explained, ids
    from outscan.config import load_config
    from outscan.decide import load_policy
    from outscan.lexicon.load import load

    config = load_config(None, overlays=tuple(Path(o) for o in typed["overlay"]))
    pack = load(config.lexicons, config.overlays, whole=True)
    policy = load_policy(config.policies, overlays=config.overlays)
    lines = explained(pack, policy, typed["rule"])
    if lines is None:
        raise click.UsageError(say("problem.no_rule", rule=typed["rule"], near=nearest(typed["rule"], ids(pack, policy))))
    sys.stdout.write(lines + "\n")
    return 0


@command.command("verify", cls=Command, help=say("help.rules_verify"))
@click.argument("paths", nargs=-1, type=click.Path(exists=True), metavar="[PATH]...")
@lang_option
def verify_rules(paths: tuple[str, ...], lang: str) -> int:
    """Print what is to be said of each; 1 where one of them is not as somebody trusted has signed it."""
    del lang
    from outscan.signed import delivered, older

    found = [delivered(Path(one)) for one in paths or _in_force()]
    behind = [older(one) if one.vouched else "" for one in found]
    for one, refused in zip(found, behind, strict=True):
        click.echo(refused or _delivery(one))
    return 0 if all(one.vouched for one in found) and not any(behind) else 1


def _in_force() -> tuple[str, ...]:
    from outscan.config import load_config

    config = load_config(None)
    return tuple(str(one) for one in (config.lexicons, config.models, *config.overlays))


def _delivery(one: Delivered) -> str:
    """One sentence on a folder of rules, a model, or a ZIP of one."""
    from outscan.proofs import Signer
    from outscan.signed import SIGNATURE

    if one.wrong:
        return one.wrong
    signing = one.signing
    if signing is None:
        return say("sum.unsigned", path=one.path, n=one.count, name=SIGNATURE)
    if signing.signer is Signer.BROKEN:
        return say("sum.broken", path=one.path)
    if signing.signer is Signer.FOREIGN:
        return say("sum.unknown", path=one.path, n=one.count, key=signing.key)
    by = say("sum.own", key=signing.key) if signing.signer is Signer.OWN else f"{signing.name} ({signing.key})"
    return say("sum.good", path=one.path, n=one.count, name=by, issued=one.issued or say("sum.undated"))


@command.command("sign", cls=Command, help=say("help.rules_sign"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option("--name", default="", metavar="NAME", help=say("help.sign_name"))
@lang_option
def sign_rules(folder: str, name: str, lang: str) -> int:
    """Write the list and its signature."""
    del lang
    from outscan.proofs import own_key
    from outscan.signed import sign

    path = sign(Path(folder), "_".join(name.split()))
    click.echo(say("sum.made", path=path, key=own_key()))
    return 0


@command.command("accept", cls=Command, help=say("help.rules_accept"))
@click.argument("path", type=click.Path(exists=True))
@click.option("--allow-older", is_flag=True, help=say("help.allow_older"))
@click.option("--reason", default="", metavar="TEXT", help=say("help.older_reason"))
@lang_option
def accept_rules(path: str, reason: str, lang: str, *, allow_older: bool) -> int:
    """Remember an issue as the newest used here."""
    del lang
    from outscan.signed import accept

    if allow_older != bool(reason.strip()):
        raise click.UsageError(say("sum.reason"))
    taken = accept(Path(path), reason.strip())
    click.echo(say("sum.accepted", path=path, key=taken.issue.key, issued=taken.issue.issued or say("sum.undated")))
    return 0
