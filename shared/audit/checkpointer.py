"""Signs where each district's chain ends: at its first entry, every thousand entries, and each hour in which it grew.

Several processes may do so beside each other. What is due is decided from the file itself while it is held, so none
signs what another one has signed.
"""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog
from joserfc.errors import JoseError
from sqlalchemy.exc import SQLAlchemyError

from shared.audit.chain import START, Head, Walk
from shared.audit.checkpoint import (
    NO_LINE,
    Checkpoint,
    CheckpointSigner,
    CheckpointVerifier,
    ForgedCheckpoint,
    digest_of,
)
from shared.audit.checkpoint_file import CheckpointFolder
from shared.audit.reader import along, heads
from shared.clock import utc_now
from shared.database import Database
from shared.settings import ProcessSettings

log = structlog.get_logger(__name__)

MOST_ENTRIES: Final = 1_000
LONGEST: Final = timedelta(hours=1)
_LOOK_EVERY_S: Final = 10.0


class Unsignable(Exception):
    """The chain does not continue what was signed last; signing it would make a forged past look true."""


class Checkpointer:
    """Makes one service's checkpoints.

    Args:
        database: The service's database, in its application's role.
        folder: Where the checkpoints go.
        signer: Holds the private key.
        verifier: Reads what was signed before; only what it takes counts as signed.
    """

    def __init__(
        self, service: str, database: Database, folder: Path, signer: CheckpointSigner, verifier: CheckpointVerifier
    ) -> None:
        self._service = service
        self._database = database
        self._folder = CheckpointFolder(folder, service)
        self._signer = signer
        self._verifier = verifier
        self._known: dict[UUID, Checkpoint] = {}
        self._refused: dict[UUID, Head] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Look every few seconds, through restarts of the database, until ``stop`` is set."""
        while not stop.is_set():
            try:
                await self.sign_due(utc_now())
            except (SQLAlchemyError, OSError) as error:
                log.warning("audit_checkpoints_wait", service=self._service, error=type(error).__name__)
            try:
                await asyncio.wait_for(stop.wait(), _LOOK_EVERY_S)
            except TimeoutError:
                continue

    async def sign_due(self, now: datetime) -> int:
        """Sign every chain whose turn it is; return how many were signed."""
        count = 0
        for district_id, head in (await heads(self._database)).items():
            # What this process knows to be signed can only be older than what the file says.
            if not is_due(self._known.get(district_id), head, now) or self._refused.get(district_id) == head:
                continue
            try:
                count += await self._sign(district_id, head, now)
            except (Unsignable, ForgedCheckpoint) as error:
                # Said once for each end of the chain; `make audit-check` says exactly what is wrong.
                self._refused[district_id] = head
                log.error("audit_chain_not_signed", service=self._service, district=str(district_id), error=str(error))  # noqa: TRY400
        return count

    async def _sign(self, district_id: UUID, head: Head, now: datetime) -> bool:
        lines = await asyncio.to_thread(self._folder.lines, district_id)
        last = self._verifier.read(lines[-1]) if lines else None
        if last is not None:
            self._known[district_id] = last
        if not is_due(last, head, now):
            return False
        await self._require_continuation(district_id, START if last is None else last.head, head)
        return await asyncio.to_thread(self._add, district_id, head, len(lines), now)

    def _add(self, district_id: UUID, head: Head, known_lines: int, now: datetime) -> bool:
        with self._folder.adding(district_id) as file:
            if len(file.lines) != known_lines:
                return False  # another process signed meanwhile; the next look begins from there
            after = digest_of(file.lines[-1]) if file.lines else NO_LINE
            checkpoint = Checkpoint(self._service, district_id, head, now, after)
            file.add(self._signer.line(checkpoint))
        self._known[district_id] = checkpoint
        return True

    async def _require_continuation(self, district_id: UUID, signed: Head, head: Head) -> None:
        """Walk from what was signed last to the end that is signed now."""
        if head.sequence < signed.sequence:
            raise Unsignable(f"ends at entry {head.sequence}, signed up to {signed.sequence}")
        walk = Walk(signed)
        async for entry in along(self._database, district_id, signed.sequence, head.sequence):
            walk.take(entry)
        walk.arrive(head)
        if walk.findings:
            raise Unsignable(walk.findings[0].text)


def is_due(last: Checkpoint | None, head: Head, now: datetime) -> bool:
    """Whether a chain that ends at ``head`` is to be signed, or to be looked at because it does not continue."""
    if last is None:
        return head.sequence > 0
    if head == last.head:
        return False
    grown = head.sequence - last.head.sequence
    return grown <= 0 or grown >= MOST_ENTRIES or now - last.signed_at >= LONGEST


async def make_checkpoints(service: str, settings: ProcessSettings, database: Database, stop: asyncio.Event) -> None:
    """Make a service's checkpoints until ``stop`` is set; none where the settings name no folder or no keys."""
    folder, private, public = settings.audit_folder, settings.audit_private_key_file, settings.audit_public_keys_file
    if folder is None or private is None or public is None:
        log.warning("audit_trail_is_not_signed", service=service, missing="SSFR_AUDIT_FOLDER or a key")
        await stop.wait()
        return
    try:
        signer, verifier = CheckpointSigner.from_file(private), CheckpointVerifier.from_file(public)
    except (OSError, ValueError, KeyError, JoseError) as error:
        log.error("audit_keys_cannot_be_read", service=service, error=type(error).__name__)  # noqa: TRY400
        raise
    await Checkpointer(service, database, folder, signer, verifier).run(stop)
