"""Pages drawn in a process of their own, because one process has one PDFium, and reading must not see the machine's fonts.

In: the bytes of a PDF, a page, a scale. Out: `Drawn`, or None where the page cannot be drawn or the process died over it.
Law: a drawing that crashes or hangs costs its page, never the reading. Pixels are counted by whoever asks.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 60.0
"""A page that takes longer to draw is not drawn."""
_ROOT = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a person would see it here.

    `pixels` are three bytes each, row by row; `missing` are fonts that are not here, `fonts` those of this machine it is
    drawn with.
    """

    width: int
    height: int
    pixels: bytes
    missing: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


@dataclass(slots=True, weakref_slot=True)
class Easel:
    """Draws pages of one document after the other; starts its process when the first is asked for."""

    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _data: bytes = field(default=b"", repr=False)

    def draw(self, data: bytes, page: int, scale: float, *, forms: bool = True) -> Drawn | None:
        """Page `page` (from 0) of `data` at `scale` pixels a point."""
        process = self._started()
        watch = threading.Timer(SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._asked(process, data, {"page": page, "scale": scale, "forms": forms})
        except (OSError, ValueError):  # it died, or was killed for its time
            self.close()
            return None
        finally:
            watch.cancel()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            _end(self._process)
        self._process, self._data = None, b""

    def _asked(self, process: subprocess.Popen[bytes], data: bytes, order: dict[str, Any]) -> Drawn | None:
        wanted, given = process.stdin, process.stdout
        if wanted is None or given is None:
            return None
        if self._data is not data:
            wanted.write(json.dumps({"size": len(data)}).encode() + b"\n" + data)
            self._data = data
        wanted.write(json.dumps(order).encode() + b"\n")
        wanted.flush()
        answer = json.loads(given.readline())
        if "failed" in answer:
            return None
        size = answer["width"] * answer["height"] * 3
        pixels = given.read(size)
        if len(pixels) != size:
            raise ValueError("the drawing broke off")
        return Drawn(answer["width"], answer["height"], pixels, tuple(answer["missing"]), tuple(answer["fonts"]))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            paths = os.pathsep.join([_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])
            # -P: nothing is imported from the folder the command was called in, which may be the one being scanned.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "outscan.pdfium.painter"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": paths},
            )
            weakref.finalize(self, _end, self._process)
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()
