"""How the command line says that it cannot go on: every fault with its place and its remedy, on standard error."""

import sys
from collections.abc import Callable, Iterable, Sequence

from services.allocation.domain.errors import Infeasible, InputProblems, PolicyProblems, dollars
from services.allocation.domain.explain import NothingToExplain
from services.allocation.domain.importing import Fault
from services.allocation.files.folder import FolderRefused, fault_of

EXIT_DONE, EXIT_FAULTS, EXIT_USAGE = 0, 1, 2


class SeveralRefused(ValueError):
    """More than one thing that was read cannot be used; all are told, so that all can be corrected at once."""

    def __init__(self, refusals: Sequence[FolderRefused | PolicyProblems]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(map(str, refusals)))


def refusing(command: Callable[[], int], nothing_written: str = "") -> int:
    """Run a command; refusals are printed in full and become the exit code.

    Raises:
        BrokenPipeError: Nobody reads on, which is no fault of what was read.
    """
    try:
        return command()
    except (FolderRefused, PolicyProblems) as refused:
        _print_faults(refused)
    except SeveralRefused as several:
        _print_faults(*several.refusals)
    except InputProblems as refused:
        _print_faults(FolderRefused([fault_of(problem) for problem in refused.problems]))
    except Infeasible as refused:
        _say(f"infeasible: {refused.detail} [{refused.code}, shortfall {dollars(refused.shortfall_cents)}]")
        if refused.pointer:
            _say(f"  at policy {refused.pointer}")
        for remedy in refused.relax:
            _say(f"  to relax: {remedy}")
    except NothingToExplain as refused:
        _say(f"error: {refused.args[0]}")
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "" if error.filename is None else f"{error.filename}: "
        _say(f"error: {where}{error.strerror}")
        return EXIT_USAGE
    if nothing_written:
        _say(nothing_written)
    return EXIT_FAULTS


def fault_line(fault: Fault) -> str:
    """Return a fault as one line: file, row, column, value, what is wrong, what to do."""
    place = fault.file
    if fault.row is not None:
        place += f", row {fault.row}"
    if fault.column is not None:
        place += f", column {fault.column}"
    value = "" if fault.value is None else f' "{fault.value}"'
    return f"{place}:{value} {fault.message} {fault.remedy} [{fault.code}]"


def _print_faults(*refusals: FolderRefused | PolicyProblems) -> None:
    count = 0
    for refused in refusals:
        for line in _lines(refused):
            count += 1
            _say(f"error: {line}")
    _say(f"{count} error{'' if count == 1 else 's'}.")


def _lines(refused: FolderRefused | PolicyProblems) -> Iterable[str]:
    if isinstance(refused, FolderRefused):
        return map(fault_line, refused.errors)
    return (
        f"policy {problem.pointer or '/'}: {problem.message}. {problem.remedy} [{problem.code}]"
        for problem in refused.problems
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr)
