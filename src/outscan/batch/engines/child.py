"""The process that works for one Dask worker: told a run, a number of jobs and a pace a line, it answers how many it settled.

In: lines of JSON on standard input; the ledger's address in OUTSCAN_LEDGER. Out: a number a line. It ends when its input does.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys

from outscan.batch.engines import Crew
from outscan.batch.engines.local import enlisted, keep_on
from outscan.batch.engines.workers import same
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.running import Begun
from outscan.config import load_config
from outscan.store import StoreGone


def main() -> None:
    """Serve until nobody asks any more."""
    begun: dict[int, Begun] = {}
    crew = Crew(name=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}")
    with open_ledger(os.environ["OUTSCAN_LEDGER"]) as store:
        for line in sys.stdin:
            number, most, crew.pace.bytes_per_second, window = json.loads(line)
            crew.pace.window = (window[0], window[1]) if window else None
            settled = 0
            try:
                if number not in begun:
                    with store.read() as link:
                        begun = {number: same(store, find_run(link, number), load_config())}
                with enlisted(store, begun[number].run.queue, crew.name, crew):
                    settled = keep_on(store, begun[number], crew, crew.name, most)
            except StoreGone:
                settled = 0  # the database is away: what was taken is taken again when its lease runs out
            sys.stdout.write(f"{settled}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
