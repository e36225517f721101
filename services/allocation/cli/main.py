"""``ssfr``: allocate a district's money to its schools from files, without a server."""

import argparse
import os
import sys
from collections.abc import Sequence

from services.allocation.cli import (
    allocate_folder,
    central_services,
    check_policy,
    cliffs,
    compare_policies,
    compliance,
    equity,
    explain_amount,
    hold_harmless,
    import_files,
    library,
    notices,
    packet,
    project_folder,
    risk,
    salaries,
    solve_goals,
    sweep,
    title_one,
    verify_publication,
    workbook,
)

EXIT_PIPE_CLOSED = 141  # as the shell says it of programs that end this way: 128 and the number of SIGPIPE


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="ssfr", description="Fund schools by pupil need: from counts and revenue to a budget per school."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (
        allocate_folder,
        explain_amount,
        equity,
        workbook,
        notices,
        packet,
        check_policy,
        cliffs,
        compare_policies,
        hold_harmless,
        central_services,
        project_folder,
        library,
        solve_goals,
        verify_publication,
        title_one,
        compliance,
        salaries,
        sweep,
        risk,
    ):
        module.add_parser(commands)
    import_files.add_parser(commands).set_defaults(run=import_files.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when done, 1 when data or policy have faults, 2 when the command makes no sense."""
    args = parser().parse_args(arguments)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The next command of a pipe, such as head, has seen enough. What is left goes nowhere, or Python would
        # complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE_CLOSED
    return code


if __name__ == "__main__":
    raise SystemExit(main())
