#!/usr/bin/env python3
"""Train the shipped residual-risk weights and measure them: `make model ARGS="--innocents DIR"`, or from authored texts alone.

In: the authored templates; a folder of innocent texts (its index.csv says which may train and which only test); a folder of
files that ought to be raised, which are read by this command only: their wording was never seen while templates were
written, their number was. Out: models/residual with its card, the classifier's page of the evaluation and its picture.
Figures only: no text is printed or kept. Every file is read as a scan reads it, for training and for measuring.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import cache, partial
from pathlib import Path

import numpy as np

from outscan.assess.model import prose
from outscan.assess.structure import latin
from outscan.assess.weights import Weights, open_weights
from outscan.config import shipped
from outscan.fold import fold
from outscan.lexicon.load import load
from outscan.limits import Budget
from outscan.reading import Reading
from outscan.types import Blob, Segment, Where
from outscan.unpack import Unpacker
from outscan_training import authored
from outscan_training.card import card
from outscan_training.corpus import NONE, Sample, innocents, written
from outscan_training.evaluate import (
    NOWHERE,
    Share,
    calibration,
    document_log_odds,
    figures,
    keyword_counts,
    per_domain,
    picture,
    plain_tfidf,
    raised,
)
from outscan_training.store import store
from outscan_training.train import Trained, train
from outscan_training.train.audience import Learned
from outscan_training.train.audience import learn as learn_audience

REMARK = 130
"""A text of fewer characters (twice as many Latin ones) is a remark."""
ROOT = Path(__file__).resolve().parents[1]
BEGAN = time.monotonic()


def say(text: str) -> None:
    print(f"{time.monotonic() - BEGAN:6.0f} s  {text}", flush=True)


def arguments() -> argparse.ArgumentParser:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--innocents", type=Path, nargs="+", default=[], help="folders of innocent texts, of different names")
    told.add_argument("--positives", type=Path, help="folder of files that ought to be raised; measured only")
    told.add_argument("--output", type=Path, default=ROOT / "models" / "residual")
    told.add_argument("--docs", type=Path, help="folder for evaluation-classifier.md and its picture")
    told.add_argument("--each", type=int, default=20, help="authored texts of each kind, a domain and fold")
    told.add_argument("--readings", type=int, default=1, help="how often each document of each voice is written")
    told.add_argument("--authored-only", action="store_true", help="let no text of --innocents train; they only measure")
    told.add_argument("--meaning", action="store_true", help="learn the second stage too; needs the meaning extra")
    told.add_argument("--without-baselines", action="store_true", help="leave out the two baselines, which take minutes")
    return told


def main() -> int:
    given = arguments().parse_args()
    folders = [] if given.authored_only else given.innocents
    plain = [one for folder in folders for one in innocents(folder, read=text_of)]
    samples = [*written(plain, given.each, 1, given.readings), *plain]
    return finish(train(samples, say=say), samples, plain, given)


def finish(trained: Trained, samples: list[Sample], plain: list[Sample], given: argparse.Namespace) -> int:
    """Store the weights, measure them, and write what was measured."""
    training = {"authored": authored.digest(), "authored_texts": len(samples) - len(plain), "innocent_texts": len(plain)}
    written_for = learn_audience(authored.writings())
    say("for whom passages are written")
    keep = partial(store, trained, given.output, kind="shipped", training=training, readership=written_for.readership)
    keep(scores={})
    heard = second_stage(trained, samples, given.output, training) if given.meaning else {}
    test = [one for folder in given.innocents for one in innocents(folder, "test", text_of)]
    measured, page, drawn = measure(trained, open_weights(given.output), samples, test, given)
    measured |= readers(written_for)
    keep(scores=measured)
    (given.output / "CARD.md").write_text(card(open_weights(given.output).manifest, measured, heard), "utf-8")
    for name, one in measured.items():
        print(f"{name}: {one}")
    if given.docs:
        (given.docs / "img").mkdir(parents=True, exist_ok=True)
        (given.docs / "img" / "classifier.png").write_bytes(drawn)
        (given.docs / "evaluation-classifier.md").write_text(page, "utf-8")
    say(str(given.output))
    return 0


def readers(learned: Learned) -> dict[str, str]:
    """The share of paragraphs that a table which saw nobody of their authors sets aside, by writing and language."""
    out = {}
    for desk, kind in ((True, "单位之间的文稿"), (False, "写给公众的文稿")):
        for english, tongue in ((False, "中文"), (True, "英文")):
            told = [
                aside
                for one, aside in zip(learned.passages, learned.aside, strict=True)
                if (one.desk, one.english) == (desk, english)
            ]
            out[f"{kind}（{tongue}）的段落被视为写给公众"] = str(Share(sum(map(bool, told)), len(told)))
    return out


def second_stage(trained: Trained, samples: list[Sample], folder: Path, training: dict[str, object]) -> dict[str, str]:
    """Learn the second stage beside the weights of `folder`; what it raises of English documents of unheard authors."""
    from outscan_training.train.meaning import learn, store_meaning  # noqa: PLC0415 - needs the meaning extra

    head, joint = learn(samples, trained.stood, trained.threshold, trained.handicap, say)
    line = trained.threshold
    alone = {name: trained.stood[name].tongues[1] - trained.handicap for name in joint}
    asked = [one for one in samples if one.name in joint]
    said = [one for one in asked if one.domain != NONE]
    twins = [one for one in asked if one.domain == NONE and one.kind == "authored"]
    out = {}
    for how, stands in {
        "只用字串": alone,
        "只用第二步": joint,
        "两步取重": {name: max(alone[name], joint[name]) for name in joint},
    }.items():
        found, raised_twins = ([stands[one.name] for one in chosen] for chosen in (said, twins))
        plain = [stands.get(one.name, NOWHERE) for one in samples if one.kind == "innocent"]
        figure = figures(np.array(found), np.array(raised_twins)).roc
        out[f"{how}：英文正例被提示"] = str(raised(found, line))
        out[f"{how}：英文孪生被提示"] = str(raised(raised_twins, line))
        out[f"{how}：公开无害文本因英文段落被提示"] = str(raised(plain, line))
        out[f"{how}：ROC 面积"] = f"{figure:.3f}"
    store_meaning(head, folder, training, out)
    return out


@cache
def readings_of(path: Path) -> list[str]:
    """The folded texts of a file that the classifier judges, read as a scan reads them."""
    out: list[str] = []
    for piece in Unpacker(Budget()).unpack(Blob(Where((path.name,)), path.read_bytes())):
        if isinstance(piece, Segment):
            reading = Reading(len(out), piece, fold(piece.text))
            if prose(reading):
                out.append(reading.folded.text)
    return out


def text_of(path: Path) -> str:
    """All of a file's folded text."""
    return "\n".join(readings_of(path))


def standing_of(weights: Weights, path: Path) -> float:
    """The log-odds of a file's gravest passage."""
    return max((document_log_odds(weights, text) for text in readings_of(path)), default=NOWHERE)


def remark(one: Sample) -> bool:
    """Whether a sample says its thing in a sentence or two."""
    return one.high - one.low < REMARK * (2 if latin(one.text[one.low : one.high]) else 1)


def among(one: Sample) -> bool:
    """Whether it stands inside a longer text."""
    return one.high - one.low < len(one.text)


def measure(
    trained: Trained, weights: Weights, samples: list[Sample], test: list[Sample], given: argparse.Namespace
) -> tuple[dict[str, str], str, bytes]:
    line, handicap = weights.manifest.threshold, weights.manifest.handicap
    held = trained.held_out | {
        name: max(one.tongues[0], one.tongues[1] - handicap) for name, one in trained.stood.items() if name in trained.held_out
    }
    log_odds = {one.name: held.get(one.name, NOWHERE) for one in samples}
    said = [one for one in samples if one.domain != NONE]
    twins = [one for one in samples if one.domain == NONE and one.kind == "authored"]
    plain = [one for one in samples if one.kind == "innocent"]
    folders = {folder.name: folder for folder in given.innocents}
    quiet = np.array(
        [standing_of(weights, folders[one.name.split("/")[0]] / one.name.split("/")[1]) for one in test]
        or [log_odds[one.name] for one in twins]
    )
    foreign_files = sorted(given.positives.iterdir()) if given.positives else []
    outside = [text_of(path) for path in foreign_files]
    ours = np.array([standing_of(weights, path) for path in foreign_files])
    measured = {
        "编写的正例（未见过的作者和模板）被提示": str(raised([log_odds[one.name] for one in said], line)),
        "其中整篇": str(raised([log_odds[one.name] for one in said if not remark(one)], line)),
        "其中一两句话，夹在无害文字里": str(raised([log_odds[o.name] for o in said if remark(o) and among(o)], line)),
        "编写的无害孪生（未见过的作者和模板）被提示": str(raised([log_odds[one.name] for one in twins], line)),
        "其中一两句话": str(raised([log_odds[one.name] for one in twins if remark(one)], line)),
        "其中英文的": str(raised([log_odds[one.name] for one in twins if latin(one.text[one.low : one.high])], line)),
        "公开无害文本（训练来源之外的折）被提示": str(raised([log_odds[one.name] for one in plain], line)),
        "公开无害文本（测试集，任何权重未见）被提示": str(raised(list(quiet), line)) if test else "未测",
        "另行编写的改写文件（内容从未用于编写或设定）被提示": str(raised(list(ours), line)) if outside else "未测",
    }
    say("figures")
    # The baselines get the same question: positives of the first fold, whose templates they did not see, and the test innocents.
    first = [one for one in said if one.fold == 0]
    against = [one.text for one in test] or [one.text for one in twins if one.fold == 0]
    asked = [one.text for one in first] + against + outside
    scored = {"outscan": np.concatenate([[log_odds[one.name] for one in first], quiet, ours])}
    terms = [term for term in load(shipped("lexicons")).terms if len(term) > 1]
    if not given.without_baselines:
        scored["keywords"] = keyword_counts(asked, terms)
        scored["TF-IDF + linear"] = plain_tfidf([one for one in samples if one.fold != 0], asked)
    say("baselines")
    rows, curves = [], {}
    for name, found in scored.items():
        own, innocent, foreign = np.split(found, [len(first), len(first) + len(against)])
        curves[name] = (own, innocent)
        told = figures(own, innocent)
        outer = str(Share(int((foreign > told.at).sum()), len(foreign))) if outside else "未测"
        rows.append(f"| {name} | {told.roc:.3f} | {told.precision:.3f} | {told.recall_at_1} | {outer} |")
    innocent = np.array([log_odds[one.name] for one in (*twins, *plain)])
    steps = calibration(weights, np.array([log_odds[one.name] for one in said]), innocent)
    tradeoff = []
    for share in (0.005, 0.01, 0.02, 0.05, 0.1, 0.2):
        at = float(np.sort(quiet)[::-1][int(len(quiet) * share)])
        caught = Share(int((np.array([log_odds[one.name] for one in said]) > at).sum()), len(said))
        outer = str(Share(int((ours > at).sum()), len(ours))) if outside else "未测"
        tradeoff.append(f"| {share:.1%} | {caught} | {outer} |")
    tongues = [f"| {' | '.join(row)} |" for row in by_tongue([*said, *twins], log_odds, line)]
    domains = [f"| {name} | {one} |" for name, one in per_domain(said, log_odds, line).items()]
    page = PAGE.format(
        measured="\n".join(f"| {name} | {one} |" for name, one in measured.items()),
        baselines="\n".join(rows),
        tradeoff="\n".join(tradeoff),
        tongues="\n".join(tongues),
        domains="\n".join(domains),
        steps="\n".join(f"| {x:.2f} | {y:.2f} | {n} |" for x, y, n in steps),
    )
    return measured, page, picture(curves, steps)


def by_tongue(samples: list[Sample], log_odds: dict[str, float], line: float) -> list[tuple[str, ...]]:
    """For each script: area under the curve, recall where 1 % and 4 % of the innocent twins are raised, and at the line."""
    out = []
    for name, wanted in (("中文", False), ("英文", True)):
        here = [one for one in samples if latin(one.text[one.low : one.high]) == wanted]
        positive = np.array([log_odds[one.name] for one in here if one.domain != NONE])
        twins = np.sort([log_odds[one.name] for one in here if one.domain == NONE])[::-1]
        area = figures(positive, twins).roc
        at = [Share(int((positive > twins[int(len(twins) * share)]).sum()), len(positive)) for share in (0.01, 0.04)]
        row = (f"{area:.3f}", *map(str, at), str(raised(list(positive), line)), str(raised(list(twins), line)))
        out.append((name, *row))
    return out


PAGE = """# 残余风险模型的评测

由 `make model ARGS="--innocents DIR --positives DIR --docs docs"` 生成；方括号内为 95% 区间（Wilson）。
划分按作者、模板和来源：一位作者、一行模板、一个来源只在一折之中；训练所在折之外的得分才计入。测试集的公开无害文本任何权重未见，
门槛也不看它。模型按可能性提高到“人工复核”或“报批”（0.95 以上），从不单独扣留。

## 在所设门槛下

| 集合 | 被提示 |
|---|---|
{measured}

## 与两种基线相比

正例：第一折的文本（三种方法都未见过它们的作者和模板）；无害：测试集。改写文件只用于测量。

| 方法 | ROC 面积 | PR 面积 | 1% 误报时找出 | 1% 误报时找出改写文件 |
|---|---|---|---|---|
{baselines}

![ROC、PR 与校准曲线](img/classifier.png)

## 误报与找出的取舍

| 测试集无害文档被提示 | 找出编写的正例（未见作者和模板） | 找出改写文件 |
|---|---|---|
{tradeoff}

## 中文与英文（未见过的作者和模板；无害的一方是同题目的孪生，比公开文字难得多）

| 文字 | ROC 面积 | 1% 孪生被提示时找出 | 4% 孪生被提示时找出 | 所设提示线处找出 | 所设提示线处孪生被提示 |
|---|---|---|---|---|---|
{tongues}

## 各领域（未见作者和模板）

| 领域 | 找出 |
|---|---|
{domains}

## 校准（未见作者、模板与来源，正反例权重各半）

| 平均分数 | 正例占比 | 篇数 |
|---|---|---|
{steps}
"""

if __name__ == "__main__":
    sys.exit(main())
