"""Jobs are done: once, by whichever worker is free, through the death of workers, and they say when they cannot."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import text

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from deploy.local.scratch import scratch_folder
from services.allocation.usecases.job_refusals import JobFinished, JobNotFound, TooManyJobs
from services.allocation.usecases.jobs import MOST_OPEN, cancel_job, get_job, get_job_file, list_jobs
from shared.messaging.connection import connect
from tests.allocation.jobs.conftest import Yard
from tests.allocation.jobs.kinds_under_test import traces

pytestmark = pytest.mark.timeout(120)


async def test_a_job_is_done_and_leaves_its_document_and_file(yard: Yard) -> None:
    job_id = await yard.ask("count", steps=5, file=True)
    assert (await yard.job(job_id)).summary.state == "queued"
    yard.hire()
    job = await yard.until(job_id, "succeeded")
    assert job.result is not None
    assert orjson.loads(job.result) == {"steps": 5, "who": "Ana"}
    assert (job.summary.done, job.summary.total) == (5, 5)
    assert job.file is not None
    assert (job.file.name, job.file.size_bytes) == ("steps.txt", 5)
    assert (await get_job_file(yard.uow(), job_id)).content == b"....."


async def test_a_killed_workers_job_is_begun_again_by_another_and_done_once(yard: Yard) -> None:
    victim = yard.hire()
    job_id = await yard.ask("count", steps=40, pause_s=0.1)
    await yard.until_there(lambda: bool(traces(yard.folder, "began")))
    yard.hire()
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    job = await yard.until(job_id, "succeeded", seconds=40)
    assert len(traces(yard.folder, "began")) == 2
    assert len(traces(yard.folder, "ended")) == 1
    assert job.result is not None
    client = await connect(yard.nats_url, "test")
    left = -1
    for _ in range(100):
        left = (await client.jetstream().stream_info(yard.queue_name)).state.messages
        if left == 0:
            break
        await asyncio.sleep(0.1)
    await client.close()
    assert left == 0, "a message is gone once its work is done"


async def test_two_workers_share_the_work(yard: Yard) -> None:
    yard.hire()
    yard.hire()
    job_ids = [await yard.ask("count", steps=10, pause_s=0.1) for _ in range(6)]
    for job_id in job_ids:
        await yard.until(job_id, "succeeded")
    began = traces(yard.folder, "began")
    assert len(began) == 6
    assert len({path.name.split("-")[1] for path in began}) == 2


@pytest.mark.alone
async def test_a_running_job_is_stopped_soon(yard: Yard) -> None:
    yard.hire()
    for kind, pause_s in (("count", 0.05), ("spin", 60.0)):
        job_id = await yard.ask(kind, steps=10_000, pause_s=pause_s)
        await yard.until(job_id, "running")
        await asyncio.sleep(0.5)
        asked_at = time.monotonic()
        await cancel_job(yard.uow(), job_id)
        job = await yard.until(job_id, "cancelled")
        assert time.monotonic() - asked_at < 3
        assert job.result is None
    assert traces(yard.folder, "ended") == []


async def test_a_waiting_job_is_stopped_at_once_and_never_begun(yard: Yard) -> None:
    job_id = await yard.ask("count")
    assert (await cancel_job(yard.uow(), job_id)).summary.state == "cancelled"
    assert (await cancel_job(yard.uow(), job_id)).summary.state == "cancelled", "twice is no fault"
    later = await yard.ask("count")
    yard.hire()
    await yard.until(later, "succeeded")
    assert (await yard.job(job_id)).summary.state == "cancelled"
    assert len(traces(yard.folder, "began")) == 1
    with pytest.raises(JobFinished):
        await cancel_job(yard.uow(), later)


async def test_computing_does_not_lose_the_job_to_another_worker(yard: Yard) -> None:
    yard.hire()
    yard.hire()
    job_id = await yard.ask("spin", pause_s=8.0)  # more than twice what a silent worker is given
    await yard.until(job_id, "succeeded")
    assert len(traces(yard.folder, "began")) == 1


async def test_a_refusal_is_told_as_it_would_be_by_a_request(yard: Yard) -> None:
    yard.hire()
    job = await yard.until(await yard.ask("refuse"), "failed")
    assert job.summary.problem is not None
    assert job.summary.problem["code"] == "data_missing"
    assert "Import them first" in job.summary.problem["detail"]
    assert job.summary.problem["errors"]


async def test_unexpected_failures_are_tried_again_and_then_told(yard: Yard) -> None:
    yard.hire()
    job = await yard.until(await yard.ask("explode"), "failed")
    assert job.summary.problem is not None
    assert job.summary.problem["code"] == "job_broke"
    assert "tried 3 times" in job.summary.problem["detail"]
    assert len(traces(yard.folder, "began")) == 3


async def test_a_job_that_kills_its_workers_is_given_up(yard: Yard) -> None:
    job_id = await yard.ask("kill_worker")
    for number in range(1, 4):
        worker = yard.hire()
        await yard.until_there(lambda wanted=number: len(traces(yard.folder, "began")) == wanted)  # type: ignore[misc]
        worker.wait()
    yard.hire()
    job = await yard.until(job_id, "failed")
    assert job.summary.problem is not None
    assert job.summary.problem["code"] == "job_broke"
    assert len(traces(yard.folder, "began")) == 3


async def test_a_job_over_its_time_is_stopped_and_says_so(yard: Yard) -> None:
    yard.hire()
    job = await yard.until(await yard.ask("forever", steps=1_000_000, pause_s=0.01), "failed")
    assert job.summary.problem is not None
    assert job.summary.problem["code"] == "job_too_long"


async def test_a_stopping_worker_gives_its_job_to_the_next(yard: Yard) -> None:
    first = yard.hire()
    job_id = await yard.ask("count", steps=30, pause_s=0.1)
    await yard.until_there(lambda: bool(traces(yard.folder, "began")))
    os.kill(first.pid, signal.SIGTERM)
    assert await asyncio.to_thread(first.wait, 15) == 0
    assert (await yard.job(job_id)).summary.state == "queued"
    yard.hire()
    await yard.until(job_id, "succeeded")
    assert len(traces(yard.folder, "ended")) == 1


async def test_progress_is_written_seldom_and_seen(yard: Yard) -> None:
    yard.hire()
    job_id = await yard.ask("count", steps=2_000, pause_s=0.001)
    seen = set()
    while (job := await yard.job(job_id)).summary.state in {"queued", "running"}:
        seen.add(job.summary.done)
        await asyncio.sleep(0.1)
    assert len(seen - {0, 2_000}) >= 2
    assert job.summary.version < 20, "two thousand steps are not two thousand writes"


async def test_a_lost_message_is_sent_again(yard: Yard) -> None:
    """The queue may lose everything; the row is the record."""
    job_id = await yard.ask("count")
    worker = yard.hire()
    await yard.until(job_id, "succeeded")
    worker.send_signal(signal.SIGSTOP)
    lost = await yard.ask("count")
    async with yard.uow() as uow:  # as if sent long ago, and gone since
        await uow.session.execute(
            text("UPDATE job SET dispatched_at = now() - interval '10 minutes', dispatch_count = 1 WHERE job_id = :id"),
            {"id": lost},
        )
    worker.send_signal(signal.SIGCONT)
    await yard.until(lost, "succeeded")


async def test_another_district_sees_nothing_of_it(yard: Yard) -> None:
    job_id = await yard.ask("count")
    stranger = uuid4()
    with pytest.raises(JobNotFound):
        await get_job(yard.uow(stranger), job_id)
    with pytest.raises(JobNotFound):
        await cancel_job(yard.uow(stranger), job_id)
    with pytest.raises(JobNotFound):
        await get_job_file(yard.uow(stranger), job_id)
    assert await list_jobs(yard.uow(stranger), None, None, None, 10) == []
    assert [each.job_id for each in await list_jobs(yard.uow(), None, None, None, 10)] == [job_id]


async def test_one_district_cannot_fill_the_queue_of_all(yard: Yard) -> None:
    for _ in range(MOST_OPEN):
        await yard.ask("count")
    with pytest.raises(TooManyJobs):
        await yard.ask("count")
    await yard.ask("count", district_id=uuid4())


async def test_results_go_after_their_time_and_only_then(yard: Yard) -> None:
    old, fresh = await yard.ask("count", file=True), await yard.ask("count")
    first = yard.hire()
    await yard.until(old, "succeeded")
    await yard.until(fresh, "succeeded")
    first.terminate()
    first.wait()
    async with yard.uow() as uow:
        await uow.session.execute(
            text("UPDATE job SET finished_at = now() - interval '31 days' WHERE job_id = :id"), {"id": old}
        )
    yard.hire()  # cleans when it begins
    left: list[UUID] = []
    for _ in range(100):
        left = [each.job_id for each in await list_jobs(yard.uow(), None, None, None, 10)]
        if left == [fresh]:
            break
        await asyncio.sleep(0.1)
    assert left == [fresh]


async def test_the_queues_restart_loses_nothing(
    allocation_database: ServiceDatabase, tmp_path: Path, yard_of: Callable[..., AbstractAsyncContextManager[Yard]]
) -> None:
    with scratch_folder() as folder, NatsServer(folder / "nats") as bus:
        async with yard_of(allocation_database, bus, tmp_path) as yard:
            yard.hire()
            first = await yard.ask("count", steps=30, pause_s=0.1)
            await yard.until_there(lambda: bool(traces(yard.folder, "began")))
            bus.kill()
            waiting = await yard.ask("count", steps=3)
            await asyncio.sleep(1)
            bus.start()
            await yard.until(first, "succeeded")
            await yard.until(waiting, "succeeded", seconds=40)
            assert len(traces(yard.folder, "ended")) == 2
