"""A run over several files as one hand-over: what only arises between them, as one more report (docs/decisions/0021).

In: a scanner and the reports of a run. Out: a `Report` of type `package`, or None. Law: the files' own reports stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from outscan.decide import apply_declarations
from outscan.nouns import replace
from outscan.package import join
from outscan.reading import Document
from outscan.scanner import Scanner, Taken
from outscan.types import Blob, Declaration, Report, Risk, Where


def together(scanner: Scanner, reports: Sequence[Report]) -> Report | None:
    """The report of the hand-over that `reports` are, named after the folder they came from. None where nothing arises.

    Its findings name the files by their paths.
    """
    facts = [replace(one, member=(report.path, *one.member[1:])) for report in reports for one in report.facts]
    found = tuple(one for one in join(facts) if len({match.where.member[:1] for match in one.matches}) > 1)
    if not found:
        return None
    path = _folder([report.path for report in reports])
    taken = Taken(Document(path, scanner.config.as_of), kind="package")
    blob = Blob(Where((path,)), "".join(sorted(report.sha256 for report in reports)).encode())
    said = tuple(Declaration(key, answer, scanner.config.declared_by) for key, answer in scanner.config.declarations)
    return scanner.report(blob, path, taken, apply_declarations(found, said), Risk(model=scanner.assessor.digest))


def _folder(paths: Sequence[str]) -> str:
    """The folder that holds all of `paths`, as a person would name the package."""
    parts = [path.split("/")[:-1] for path in paths]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*parts, strict=False))
    return "/".join(names[0] for names in shared) or "."
