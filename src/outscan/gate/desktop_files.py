"""Files a person brought from the desktop: handed in for that person as if they had been dropped on the page.

In: paths, the account. Out: scans entered, in the order of the paths. Raises OutscanError for a path that is no file, or too
large; then none is entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from outscan.errors import OutscanError
from outscan.gate import scans
from outscan.gate.house import House
from outscan.gate.http.upload import name_of
from outscan.gate.spool import Full, Upload
from outscan.gate.who import Who
from outscan.words.gate import GATE
from outscan.words.said import said

PIECE = 1 << 20


def hand_in(house: House, who: Who, paths: Sequence[str]) -> list[str]:
    """Enter every file; the ids of their scans."""
    made: list[tuple[Upload, str]] = []
    try:
        for path in paths:
            name = name_of(Path(path).name)
            made.append((_spooled(house, Path(path)), name))
        with house.store.write() as link:
            order = scans.Order(hold=True)
            arrived = [scans.Arrived(upload.name, name, upload.sha256, upload.size) for upload, name in made]
            return [scans.accept(link, who, house.queue, one, order) for one in arrived]
    except BaseException:
        for upload, _ in made:
            upload.drop()
        raise


def _spooled(house: House, path: Path) -> Upload:
    try:
        with path.open("rb") as file:
            return house.spool.copied(iter(lambda: file.read(PIECE), b""), house.settings.load.max_body)
    except (OSError, Full) as error:
        why = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        raise OutscanError(said(GATE, "gate_brought", path=path, why=why)) from None
