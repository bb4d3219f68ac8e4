#!/usr/bin/env python3
"""Compile lexicons/*.yaml into lexicons/pack.msgpack, which a scan loads in milliseconds.

In: the YAML and lexicons/VERSION. Out: the pack beside them. Run it after every change of a lexicon; a pack that does not
fit its sources is never used, only slower to start.
"""

from __future__ import annotations

from outscan.config import shipped
from outscan.lexicon.load import write_pack


def main() -> None:
    """Write the pack and say where."""
    target = write_pack(shipped("lexicons"))
    print(f"{target.name}  {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
