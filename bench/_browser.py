"""Chromium as a phone on slow data, or slowed down, and what its pages say about themselves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, StorageState, sync_playwright

from tests.e2e.conftest import CHROMIUM_FLAGS, chromium

PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESK: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 900}}
CPU_SLOWDOWN: Final = 4
_SLOW_DATA: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
# Runs before the page's own scripts; everything later reads `bench`.
_WATCH: Final = """
window.bench = { lcp: 0, cls: 0, fcp: 0, long: [], frames: [], paints: [], changed: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
  .observe({ type, buffered: true });
watch('largest-contentful-paint', (entry) => { bench.lcp = entry.startTime; });
watch('layout-shift', (entry) => { if (!entry.hadRecentInput) bench.cls += entry.value; });
watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') bench.fcp = entry.startTime; });
watch('longtask', (entry) => bench.long.push([entry.startTime, entry.duration]));
const afterPaint = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(0);
});
bench.watchFrames = () => {
  bench.frames = [];
  let last = performance.now();
  const next = (now) => { bench.frames.push(now - last); last = now; bench.handle = requestAnimationFrame(next); };
  bench.handle = requestAnimationFrame((now) => { last = now; bench.handle = requestAnimationFrame(next); });
};
bench.stopFrames = () => { cancelAnimationFrame(bench.handle); return bench.frames; };
bench.watchPaints = (type) => {
  bench.paints = [];
  addEventListener(type, (event) => {
    const began = event.timeStamp;
    afterPaint(() => bench.paints.push(performance.now() - began));
  }, { capture: true });
};
bench.watchChanges = (root) => {
  new MutationObserver(() => { afterPaint(() => { bench.changed = performance.now(); }); })
    .observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['d'] });
};
"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        try:
            yield launched
        finally:
            launched.close()


@contextmanager
def opened(launched: Browser, address: str, state: StorageState | None, **options: Any) -> Iterator[Page]:
    """Open a watched page with an empty cache, for somebody who is signed in already or for nobody."""
    context: BrowserContext = launched.new_context(base_url=address, locale="en-US", storage_state=state, **options)
    context.add_init_script(_WATCH)
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def slow_down(page: Page, *, data: bool = False, rate: int = CPU_SLOWDOWN) -> CDPSession:
    """Slow the processor down, and the network too."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    if data:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _SLOW_DATA)
    return session


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that ``share`` of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]
