"""The built app in memory; read again when the build has changed."""

import time
from pathlib import Path
from typing import Final

from gateway.site.asset import IMMUTABLE, REVALIDATE, Asset, make_asset, media_type

INDEX: Final = "/index.html"
PUBLIC_SITE: Final = "/public-site.html"
# First parts of the addresses that nobody signs in for; the pages hold the same list (src/public-site/addresses.ts).
_PUBLIC_PLACES: Final = frozenset({"public", "take-part"})
_LOOK_EVERY_S: Final = 1.0
_READY: Final = {".br": b"br", ".gz": b"gzip"}
_NOT_BUILT: Final = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>SSFR</title></head>
<body><h1>The pages are not built</h1>
<p>Run <code>make build</code>, or set SSFR_STATIC_DIR to the built app.</p></body>
</html>
"""


class SiteFiles:
    """The files of a folder by their address.

    Args:
        folder: The build's output; without one a page says so.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._assets: dict[str, Asset] = {}
        self._index_state: tuple[int, int] | None = None
        self._looked_at = float("-inf")

    def find(self, path: str) -> Asset | None:
        """Return the file at an address; pages have one for the public site and one for the app, which know more."""
        self._look()
        if (found := self._assets.get(path)) is not None and not path.endswith(".html"):
            return found
        if path.startswith("/assets/") or "." in path.rpartition("/")[2]:
            return self._assets.get(path)
        if path.split("/", 2)[1] in _PUBLIC_PLACES and (page := self._assets.get(PUBLIC_SITE)) is not None:
            return page
        return self._assets.get(INDEX)

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked_at < _LOOK_EVERY_S:
            return
        self._looked_at = now
        state = self._state()
        if state == self._index_state and self._assets:
            return
        self._index_state = state
        self._assets = self._read() if state is not None else {}
        if INDEX not in self._assets:
            self._assets = {INDEX: make_asset(_NOT_BUILT, media_type(INDEX), REVALIDATE)}

    def _state(self) -> tuple[int, int] | None:
        if self._folder is None:
            return None
        try:
            stat = (self._folder / "index.html").stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def _read(self) -> dict[str, Asset]:
        assert self._folder is not None
        root = self._folder.resolve()
        # Hidden folders hold what the build says to itself; links out of the folder are not followed.
        files = {
            file.relative_to(root).as_posix(): file
            for file in root.rglob("*")
            if file.is_file()
            and file.resolve().is_relative_to(root)
            and not any(part.startswith(".") for part in file.relative_to(root).parts)
        }
        assets = {}
        for name, file in files.items():
            if file.suffix in _READY and name.removesuffix(file.suffix) in files:
                continue
            ready = {
                encoding: files[name + suffix].read_bytes()
                for suffix, encoding in _READY.items()
                if name + suffix in files
            }
            kept = IMMUTABLE if name.startswith("assets/") else REVALIDATE
            assets["/" + name] = make_asset(file.read_bytes(), media_type(name), kept, ready)
        return assets
