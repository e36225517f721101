"""A kill storm as long as you like: ``python -m tests.chaos --seconds 300``."""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence

from tests.chaos.storm import Storm
from tests.messaging.processes import DEFECTS


def main(arguments: Sequence[str]) -> int:
    """Run one storm; exit with 1 when the books differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--kills", type=int, help="two a second unless given")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--defect", choices=DEFECTS, default="", help="sow a defect and see it found")
    asked = parser.parse_args(arguments)
    print(f"seed {asked.seed}", flush=True)
    storm = Storm(asked.seed, defect=asked.defect, say=lambda line: print(line, flush=True))
    kills = asked.kills if asked.kills is not None else int(asked.seconds * 2)
    outcome = asyncio.run(storm.run(kills=kills, seconds=asked.seconds))
    books = outcome.books
    assert books is not None
    print(f"kills {outcome.kills} in {outcome.storm_s:.1f} s")
    print(
        f"acknowledged {len(books.acked)} stored {len(books.stored)} outbox {books.outbox.total()} "
        f"stream {books.stream.total()} inbox {books.inbox_count} received {books.received.total()} "
        f"cents {sum(books.acked.values())} = {books.received_cents}"
    )
    print(f"unpublished {books.unpublished_count} pending {books.pending_count} parked {books.parked_count}")
    for refusal, count in outcome.refusals.most_common():
        print(f"BLAMED {count} x {refusal}")
    for difference in books.differences:
        print(f"DIFFERENCE {difference}")
    return 1 if books.differences or not books.drained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
