"""What is refused about jobs, and what the reader can do about it."""

from uuid import UUID

from shared.problems import NotFound, Refusal, clean


class JobNotFound(NotFound):
    """There is no such job."""

    code = "job_not_found"
    title = "Job not found"

    def __init__(self, job_id: UUID) -> None:
        super().__init__(
            f"There is no job {job_id}. Results are kept for 30 days; look at the list of jobs, or start it again."
        )


class JobHasNoFile(Refusal):
    """The job made no file, or has not made it yet."""

    code = "job_has_no_file"
    title = "The job has no file"

    def __init__(self, job_id: UUID, state: str) -> None:
        after = "wait until it has succeeded" if state in {"queued", "running"} else "jobs of this kind may make none"
        super().__init__(f"Job {job_id} is {state} and has no file: {after}.", state=state)


class JobFinished(Refusal):
    """A job that has ended cannot be stopped."""

    code = "job_finished"
    title = "The job has ended already"

    def __init__(self, job_id: UUID, state: str) -> None:
        super().__init__(f"Job {job_id} is {state}; there is nothing left to stop.", state=state)


class TooManyJobs(Refusal):
    """The district has as many jobs waiting or running as it may have."""

    code = "too_many_jobs"
    title = "Too many jobs are waiting"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"{most} jobs of your district wait or run already. Wait for one to end, or stop one that is not needed.",
            headers={"Retry-After": "10"},
        )


class JobBroke(Refusal):
    """A job ended more than once without an answer: its worker was killed, or the work failed unexpectedly."""

    status = 500
    code = "job_broke"
    title = "The work could not be finished"

    def __init__(self, kind: str, tries: int, reason: str) -> None:
        super().__init__(
            f"The job {clean(kind, 64)} was tried {tries} times and did not get to its end: {clean(reason, 400)}. "
            "Nothing was changed. Try it with less at once; if it happens again, give the job's id to support."
        )


class JobTooLong(Refusal):
    """A job took longer than its kind may take."""

    status = 500
    code = "job_too_long"
    title = "The work took too long"

    def __init__(self, kind: str, limit_s: float) -> None:
        super().__init__(
            f"The job {clean(kind, 64)} was stopped after {limit_s:.0f} s. Nothing was changed. Ask for less at once."
        )


class JobKindUnknown(Refusal):
    """A worker does not know the kind; it is of another release than the service."""

    code = "job_kind_unknown"
    title = "No worker knows this kind of job"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The workers do not know jobs of kind {clean(kind, 64)!r}. Restart them with this release.")
