"""What the parser of the command line says by itself, in Chinese: its help and its complaints of what was typed.

In: a sentence of click. Out: the same in the language this process speaks. Its placeholders are its own.
"""

from __future__ import annotations

import re

from outscan.words.language import language

TYPED: dict[str, str] = {
    "(Did you mean one of: {possibilities}?)": "（是否想写：{possibilities}？）",
    "(dynamic)": "（视情况）",
    "Aborted!": "已中止",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 需要 {nargs} 个值。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "Commands": "命令",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename!r}：{message}",
    "Did you mean {possibility}?": "是否想写 {possibility}？",
    "Error: {message}": "错误：{message}",
    "Got unexpected extra argument ({args})": "多出的参数（{args}）",
    "Got unexpected extra arguments ({args})": "多出的参数（{args}）",
    "Invalid start character for option ({option})": "选项的开头写错（{option}）",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值有误：{message}",
    "Invalid value: {message}": "值有误：{message}",
    "Missing argument": "缺少参数",
    "Missing command.": "缺少命令。",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少 {param_type}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name!r} 须带一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 须带 {nargs} 个值。",
    "Options": "选项",
    "Positional arguments": "参数",
    "Show the version and exit.": "显示版本",
    "Show this message and exit.": "显示本说明",
    "Try '{command} {option}' for help.": "用 '{command} {option}' 查看说明。",
    "Usage:": "用法：",
    "Value must be an iterable.": "须为多个值。",
    "default: {default}": "默认：{default}",
    "directory": "文件夹",
    "env var: {var}": "环境变量：{var}",
    "file": "文件",
    "path": "路径",
    "required": "必填",
    "unknown error": "原因不明",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
    "{name} {filename!r} is not executable.": "{name} {filename!r} 不能执行。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不能读取。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不能写入。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是 {number_type}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在 {choices} 之内。",
    "{value} is not in the range {range}.": "{value} 不在 {range} 之内。",
}


def typed(sentence: str) -> str:
    """`sentence` of click in the language this process speaks; as it is where it is not known here."""
    return sentence if language() == "en" else TYPED.get(sentence, sentence)


def typed_several(one: str, several: str, count: int) -> str:
    """The same where click chooses by a number."""
    return typed(one if count == 1 else several)


PLACES = {
    "PATHS": "路径", "PATH": "路径", "FILES": "文件", "FILE": "文件", "SOURCES": "来源", "SOURCE": "来源", "FOLDER": "文件夹",
    "KEY": "键", "NAME": "名称", "RULE": "规则", "ROW": "行", "FIRST": "甲", "SECOND": "乙", "NEW": "新钥", "OUT": "输出",
    "LABELS": "标注", "SHELL": "外壳", "COMMAND": "命令", "ARGS": "参数",
}  # fmt: skip
"""What stands in a usage line for a thing to be given."""


def placeholders(piece: str) -> str:
    """A piece of a usage line with its placeholders in the language this process speaks."""
    if language() == "en":
        return piece
    return re.sub(r"[A-Z]{2,}", lambda found: PLACES.get(found.group(), found.group()), piece).replace("...", "…")
