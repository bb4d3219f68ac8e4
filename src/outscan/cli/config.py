"""`outscan config show`: the settings in force, and where each comes from.

In: the options a scan takes. Out: lines on stdout. Refuses what a scan would refuse.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from outscan.cli.options import Command, Group, config_options, lang_option, settings_typed
from outscan.words import say


@click.group("config", cls=Group, help=say("help.config_long"))
def command() -> None:
    """Group what can be asked of the settings."""


@command.command("show", cls=Command, help=say("help.config_show"))
@click.option("--origin", is_flag=True, help=say("help.config_origin"))
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("help.format"))
@lang_option
@config_options
def show(**typed: Any) -> int:
    """One line a setting: key, value, origin."""
    from outscan.config import joined
    from outscan.nouns import names
    from outscan.scanner import Scanner

    config, settings = joined(*settings_typed(typed))
    made = Scanner.build(config).makings()  # refuses what a scan would refuse
    if typed["form"] == "json":
        rows = [{"key": one.key, "value": one.value, "origin": one.origin} for one in settings]
        shown = {"settings": rows, "made_with": {name: getattr(made, name) for name in names(type(made))}}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
        return 0
    for one in settings:
        origin = {"default": say("origin_default"), "command": say("origin_command")}.get(one.origin, one.origin)
        sys.stdout.write(f"{one.key} = {one.value}{f'    # {origin}' if typed['origin'] else ''}\n")
    for name in ("rules", "policy", "model", "options"):
        sys.stdout.write(f"# {name} {getattr(made, name)}\n")
    return 0
