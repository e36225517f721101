"""The pages: kept for a year or asked for each time, compressed, and found at every address of the app."""

import gzip
import os
import time
from pathlib import Path

import pytest

from gateway.site.files import SiteFiles
from tests.gateway.conftest import RunningGateway, Start

INDEX = "<!doctype html><title>SSFR</title><div id=root></div>"
PUBLIC = "<!doctype html><title>SSFR</title><div id=root class=public></div>"
RUN = "/public/allocations/0199b8c2-4d7e-7000-8000-000000000001"
TOKEN = "/take-part/" + "0" * 32 + "x" * 43


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text("{}")
    (folder / "index.html").write_text(INDEX)
    (folder / "public-site.html").write_text(PUBLIC)
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "assets" / "app-1a2b.js").write_text("export {};" * 400)
    (folder / "assets" / "app-1a2b.js.br").write_bytes(b"as the build compressed it")
    (folder / "assets" / "app-1a2b.css").write_text("a{}" * 400)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


def test_files_are_served_with_their_cache_rules(start: Start, dist: Path) -> None:
    with start(SSFR_STATIC_DIR=str(dist)) as gateway:
        client = gateway.browser()
        client.headers["Accept-Encoding"] = "identity"
        for path in ("/", "/index.html", "/studio", "/schools/S-1?x=1", "/a/b/c"):
            page = client.get(path)
            assert (page.status_code, page.text) == (200, INDEX), path
            assert page.headers["cache-control"] == "no-cache"
            assert page.headers["content-type"] == "text/html; charset=utf-8"
        script = client.get("/assets/app-1a2b.js")
        assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert script.headers["content-type"] == "text/javascript; charset=utf-8"
        assert script.text == "export {};" * 400
        assert client.get("/favicon.svg").headers["content-type"] == "image/svg+xml"
        for path in (
            "/assets/none.js",
            "/none.png",
            "/.vite/manifest.json",
            "/link.txt",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
        ):
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert answer.json()["code"] == "not_found"


def test_pages_without_sign_in_are_an_entry_of_their_own(start: Start, dist: Path) -> None:
    with start(SSFR_STATIC_DIR=str(dist)) as gateway:
        client = gateway.browser()
        app = client.get("/studio").headers
        for path in (
            RUN,
            RUN + "/",
            RUN + "?language=es",
            TOKEN,
            "/public/allocations/nothing",
            "/public",
            "/take-part",
        ):
            page = client.get(path)
            assert (page.status_code, page.text) == (200, PUBLIC), path
            for header in (
                "cache-control",
                "content-security-policy",
                "content-type",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
                "referrer-policy",
                "strict-transport-security",
                "vary",
                "x-content-type-options",
            ):
                assert page.headers[header] == app[header], header
            assert "set-cookie" not in page.headers
        again = client.get(RUN, headers={"If-None-Match": client.get(TOKEN).headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        head = client.head(TOKEN)
        assert (head.content, head.headers["content-length"]) == (b"", str(len(PUBLIC)))
        refused = client.post(TOKEN)
        assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
        for path in ("/publications", "/published", "/take-parting/x", "//public/allocations/x"):
            assert client.get(path).text == INDEX, path
        for path in ("/public/none.png", "/take-part/../secret.txt"):
            assert client.get(path).status_code == 404, path


def test_without_the_public_entry_the_app_answers(dist: Path) -> None:
    (dist / "public-site.html").unlink()
    page = SiteFiles(dist).find(RUN)
    assert page is not None
    assert page.variant(b"").body.decode() == INDEX


def test_files_are_compressed_as_the_browser_takes_them(start: Start, dist: Path) -> None:
    with start(SSFR_STATIC_DIR=str(dist)) as gateway:
        client = gateway.browser()

        def raw(path: str, accept: str) -> tuple[str | None, bytes]:
            with client.stream("GET", path, headers={"Accept-Encoding": accept}) as answer:
                assert answer.headers["vary"] == "accept-encoding"
                return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())

        assert raw("/assets/app-1a2b.js", "gzip, br") == ("br", b"as the build compressed it")
        encoding, body = raw("/assets/app-1a2b.js", "gzip")
        assert (encoding, gzip.decompress(body)) == ("gzip", b"export {};" * 400)
        assert raw("/assets/app-1a2b.css", "br;q=0, gzip;q=0.5")[0] == "gzip"
        assert raw("/assets/app-1a2b.css", "gzip;q=0") == (None, b"a{}" * 400)
        assert raw("/", "gzip")[0] is None  # too small to gain


def test_what_the_browser_has_is_not_sent_again(start: Start, dist: Path) -> None:
    with start(SSFR_STATIC_DIR=str(dist)) as gateway:
        client = gateway.browser()
        etag = client.get("/").headers["etag"]
        again = client.get("/", headers={"If-None-Match": f'"other", W/{etag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get("/", headers={"If-None-Match": '"other"'}).status_code == 200
        head = client.head("/")
        assert (head.content, head.headers["content-length"]) == (b"", str(len(INDEX)))


def test_a_new_build_is_noticed(dist: Path) -> None:
    files = SiteFiles(dist)
    before = files.find("/")
    time.sleep(1.05)
    (dist / "index.html").write_text(INDEX + "<!-- new -->")
    os.utime(dist / "index.html")
    after = files.find("/")
    assert before is not None
    assert after is not None
    assert after.etag != before.etag


def test_without_a_build_a_page_says_so(gateway: RunningGateway) -> None:
    page = gateway.browser().get("/studio")
    assert page.status_code == 200
    assert "not built" in page.text
