"""Become another program that cannot outlive the process that asked for it.

Run as a file, never imported: it must start in a few milliseconds and needs nothing but the standard library.

    python -I -S launcher.py PARENT_PID DEATH_SIGNAL USER_ID GROUP_ID PROGRAM ARGUMENT...

Where the ids are not `-`, root's rights are given up for good first. On Linux the kernel then sends DEATH_SIGNAL to the
program when its parent dies, however it dies. Elsewhere this process stays and watches instead.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.5


def give_up_rights(user_id: str, group_id: str) -> None:
    """Become an ordinary user, with no supplementary group left."""
    if user_id == "-":
        return
    os.setgroups([])
    os.setgid(int(group_id))
    os.setuid(int(user_id))


def die_with_parent_on_linux(libc: ctypes.CDLL, parent: int, death_signal: int) -> None:
    """Ask the kernel; must follow the change of user, which clears the request."""
    if libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
    if os.getppid() != parent:  # it died before the request reached the kernel
        sys.exit(1)


def watch(parent: int, death_signal: int, command: list[str]) -> int:
    """Run the command and hand on signals; end it once the parent is gone."""
    child = subprocess.Popen(command)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    while child.poll() is None:
        if os.getppid() != parent:
            child.send_signal(death_signal)
            child.wait()
        time.sleep(POLL_SECONDS)
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


def main(arguments: list[str]) -> int:
    """Give up rights, tie this process to its parent, and become the program."""
    parent, death_signal = int(arguments[0]), int(arguments[1])
    # Loaded while we may still read everything: root's Python can stand where the ordinary user may not look.
    libc = ctypes.CDLL(None, use_errno=True)
    give_up_rights(arguments[2], arguments[3])
    command = arguments[4:]
    if not sys.platform.startswith("linux"):
        return watch(parent, death_signal, command)
    die_with_parent_on_linux(libc, parent, death_signal)
    try:
        os.execvp(command[0], command)
    except OSError as error:
        print(f"cannot start {command[0]}: {error.strerror}", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
