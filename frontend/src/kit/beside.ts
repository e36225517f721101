const GAP = 6;
const EDGE = 8;
const ROOM_WANTED = 240;

/**
 * Put a popover beside its button: under it where there is room, else over it, and grown towards the middle of the screen.
 * Needs no measuring, so it can run before the browser shows the popover and nothing jumps.
 */
export function placeBeside(anchor: Element, floating: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const below = height - at.bottom;
  const isAbove = below < ROOM_WANTED && at.top > below;
  const isFromEnd = (at.left + at.right) / 2 > width / 2;
  const px = (value: number) => `${Math.max(Math.round(value), EDGE)}px`;
  Object.assign(floating.style, {
    position: 'fixed',
    margin: '0',
    top: isAbove ? 'auto' : px(at.bottom + GAP),
    bottom: isAbove ? px(height - at.top + GAP) : 'auto',
    left: isFromEnd ? 'auto' : px(at.left),
    right: isFromEnd ? px(width - at.right) : 'auto',
    maxWidth: px(isFromEnd ? at.right - EDGE : width - at.left - EDGE),
    maxHeight: px((isAbove ? at.top : below) - GAP - EDGE),
  });
}

/** A popover that floats over a page that scrolls away under it belongs to nothing; close it. */
export function closeOnScroll(floating: HTMLElement): () => void {
  const onScroll = (event: Event) => {
    if (!(event.target instanceof Node && floating.contains(event.target))) floating.hidePopover();
  };
  addEventListener('scroll', onScroll, { capture: true, passive: true });
  return () => removeEventListener('scroll', onScroll, { capture: true });
}
