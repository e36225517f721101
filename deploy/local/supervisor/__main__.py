"""`python -m deploy.local.supervisor` runs the platform until Ctrl-C; `... reset` removes its data."""

import sys
import time

from deploy.local.supervisor import demo
from deploy.local.supervisor.console import Console
from deploy.local.supervisor.options import ROOT, Options
from deploy.local.supervisor.plan import Plan
from deploy.local.supervisor.state import State
from deploy.local.supervisor.supervisor import Stopped, Supervisor


def main(arguments: list[str]) -> int:
    """Run until asked to stop, or reset."""
    try:
        options = Options.now()
        state = State(options.state)
        if arguments == ["reset"]:
            print(f"Removed {options.state}" if state.reset() else f"Nothing to remove: {options.state} does not exist")
            return 0
        state.open()
    except RuntimeError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return run(options, state)


def run(options: Options, state: State) -> int:
    """Start, watch and stop the platform; return the exit code."""
    start = time.monotonic()
    console = Console(state.logs)
    supervisor = Supervisor(options, state, console)
    supervisor.listen_to_signals()
    code = 0
    try:
        console.say(f"Starting in {options.state}")
        plan = supervisor.start()
        if job := demo.loading_job(plan):
            began = time.monotonic()
            supervisor.run_job(job)
            console.step("demonstration district", time.monotonic() - began)
        console.say(welcome(plan, time.monotonic() - start))
        console.show = options.show
        supervisor.watch()
        console.say("\nStopping")
    except Stopped:
        console.say("\nStopping before the start was complete")
    except (RuntimeError, OSError) as error:
        console.say(f"\n{error}")
        code = 1
    finally:
        console.show = "error"
        supervisor.stop()
        state.close()
    console.say("Stopped; no process is left." if code == 0 else "Nothing is left running.")
    return code


def welcome(plan: Plan, seconds: float) -> str:
    """Return what a person needs to know next."""
    lines = ["", f"  Ready in {seconds:.1f} s:  {plan.address}", ""]
    accounts = demo.accounts(plan)
    if accounts:
        lines += ["  Demonstration accounts, one for each role:", "", demo.table(accounts), ""]
    state = plan.state.folder
    shown = state.relative_to(ROOT) if state.is_relative_to(ROOT) else state
    lines += [f"  Data, keys and logs: {shown}     Stop: Ctrl-C     Begin anew: make reset", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
