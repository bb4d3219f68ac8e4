"""`outscan`: the group of commands. Imports a command's room only when that command is called.

In: the command line. Out: an exit code. `outscan --help` imports nothing but click.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from outscan import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "scan": ("outscan.cli.scan", "检查文件、文件夹或标准输入，给出处理建议"),
    "read": ("outscan.cli.read", "列出检查程序读到的全部文字及位置（输出原文，不遮盖）"),
    "process": ("outscan.cli.process", "技术处理并出具证明（标志不能自行去除）"),
    "verify": ("outscan.cli.verify", "再次核对处理证明"),
    "form": ("outscan.cli.form", "生成对外提供资料审批表、审查报告、台账"),
    "rules": ("outscan.cli.rules", "规则包：list、show、check、explain"),
    "fingerprint": ("outscan.cli.fingerprint", "登记已知文件的指纹：add、list、remove"),
    "baseline": ("outscan.cli.baseline", "把已复核的疑点记入基线：add"),
    "batch": ("outscan.cli.batch", "检查整个资料包：run、status、export、seal、verify、watch…"),
    "model": ("outscan.cli.model", "残余风险模型：train、evaluate、show"),
    "serve": ("outscan.cli.serve", "外发检查关卡：本机一人使用，或 http 为单位服务；cert、backup、restore"),
    "audit": ("outscan.cli.audit", "关卡的审计记录：verify"),
    "doctor": ("outscan.cli.doctor", "本机能读什么：格式、OCR、辅助程序、隔离措施"),
}


class _Lazy(click.Group):
    """A group that knows its commands' names and one-line help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="outscan：对外提供资料的保密检查。读取文件中的全部内容，找出密级标志和保密事项，给出处理建议、位置、依据和办法。全程离线。",
)
@click.version_option(__version__, prog_name="outscan")
def outscan() -> None:
    """Do nothing by itself: every command is a room of its own."""


def main() -> None:
    """Run, turning our own failures into one sentence and exit code 2, and an interruption into 130."""
    from outscan.cli.ending import speak_utf8  # noqa: PLC0415 - lazy by design

    speak_utf8()
    sys.exit(_run())


def _run() -> int:
    from outscan.errors import OutscanError  # noqa: PLC0415 - lazy by design

    try:
        result: Any = outscan.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except OutscanError as error:
        click.echo(f"outscan: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        from outscan.cli.ending import drop_stdout  # noqa: PLC0415 - lazy by design

        drop_stdout()
        return 141
    except OSError as error:
        from outscan.cli.ending import drop_stdout  # noqa: PLC0415 - lazy by design

        drop_stdout()
        told = error.strerror or type(error).__name__
        click.echo(f"outscan: 无法写出结果（{told}）；结果不完整，请换一个可写的位置后重新检查", err=True)
        return 2
    except Exception as error:  # noqa: BLE001 - the last wall: our own fault is exit 2, and its words might be the document's
        place = _last(error)
        click.echo(f"outscan: 程序内部错误 {type(error).__name__}（{place}）；本次结果不能作为放行依据，请告诉维护人员", err=True)
        return 2
    return result if isinstance(result, int) else 0


def _last(error: BaseException) -> str:
    """The module and line where `error` was raised: all that may be said of it without saying what a document holds."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
