"""LibreOffice without a window: computes a workbook anew, and says how long that takes it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SETTING = "SSFR_SOFFICE"
MISSING = f"LibreOffice is not there: run `make office`, or name it with {SETTING}=/path/to/soffice"
_SECONDS = 600

_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Recalculate"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Recalculate" script:language="StarBasic">
Sub Measure(path As String, answers As String, times As Integer)
  Dim options(0) As New com.sun.star.beans.PropertyValue
  options(0).Name = &quot;Hidden&quot;
  options(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(path), &quot;_blank&quot;, 0, options())
  file = FreeFile
  Open answers For Output As #file
  For number = 1 To times
    start = GetSystemTicks()
    document.calculateAll()
    Print #file, GetSystemTicks() - start
  Next number
  Close #file
  document.close(True)
End Sub
</script:module>
"""


def find_libreoffice() -> Path | None:
    """Return LibreOffice's program: the one the setting names, else the system's."""
    named = os.environ.get(SETTING) or shutil.which("soffice") or shutil.which("libreoffice")
    return Path(named) if named and Path(named).exists() else None


class LibreOffice:
    """LibreOffice with a profile of its own, so that nobody's settings are touched."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._profile = folder / "profile"
        (self._profile / "user").mkdir(parents=True)
        (self._profile / "user" / "registrymodifications.xcu").write_text(_REGISTRY)
        # The first start fills the profile, and would write over a module that stood there before.
        self._run("--terminate_after_init")
        basic = self._profile / "user" / "basic" / "Standard"
        (basic / "script.xlb").write_text(_LIBRARY)
        (basic / "Recalculate.xba").write_text(_MODULE)

    def recalculated(self, workbooks: Sequence[bytes]) -> list[bytes]:
        """Return workbooks with every formula computed anew, whatever values they carried."""
        names = [f"workbook-{number}.xlsx" for number in range(len(workbooks))]
        for name, workbook in zip(names, workbooks, strict=True):
            (self._folder / name).write_bytes(workbook)
        target = self._folder / "computed"
        self._run("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), *names)
        return [(target / name).read_bytes() for name in names]

    def recalculation_ms(self, workbook: bytes, times: int = 7) -> list[int]:
        """Return the milliseconds of each hard recalculation of all formulas, inside LibreOffice."""
        source, answers = self._folder / "measured.xlsx", self._folder / "milliseconds.txt"
        source.write_bytes(workbook)
        answers.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Recalculate.Measure("{source}","{answers}",{times})')
        return [int(line) for line in answers.read_text().split()]

    def _run(self, *arguments: str) -> None:
        command: list[str | Path] = [
            self._program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{self._profile}",
        ]
        done = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, check=False, timeout=_SECONDS, cwd=self._folder
        )
        if done.returncode != 0:
            raise RuntimeError(f"LibreOffice ended with {done.returncode}: {done.stderr[-2000:]}")


@contextmanager
def libreoffice() -> Iterator[LibreOffice]:
    """Yield LibreOffice in a folder that is removed afterwards.

    Raises:
        FileNotFoundError: It is not installed.
    """
    program = find_libreoffice()
    if program is None:
        raise FileNotFoundError(MISSING)
    with tempfile.TemporaryDirectory(prefix="ssfr-office-") as folder:
        yield LibreOffice(program, Path(folder))
