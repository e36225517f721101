/** Where it takes longer to paint a thumb or a key, what is small of a result, or all of it, a person is held up. */
const SLOW_HAND_MS = 33;
const SLOW_PART_MS = 25;
const SLOW_WHOLE_MS = 50;
/** Longer than between two keys of a number. */
const TYPING_MS = 250;

/** What the hands on slider and keys do, and whether this machine keeps up with them. */
export type Hands = {
  /** They go on, and the machine is too slow to draw all of a result meanwhile. */
  areHeldUp: () => boolean;
  edited: (isMoving: boolean) => void;
  rested: () => void;
  /** A result was drawn, all of it or what is small of it. */
  drawn: (tookMs: number, wasPart: boolean) => void;
  /** Watches the keys; returns the way to stop that. */
  watch: () => () => void;
};

/** `onSettled` is called when the hands no longer go on. */
export function handsOf(onSettled: () => void): Hands {
  let goOn = false;
  let isSlow = false;
  let hasDrawn = false;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const stopTyping = () => {
    clearTimeout(typing);
    typing = undefined;
  };
  const rested = () => {
    stopTyping();
    goOn = false;
    onSettled();
  };
  const goOnTyping = () => {
    clearTimeout(typing);
    typing = setTimeout(rested, TYPING_MS);
  };
  const timeFrame = () => {
    const began = performance.now();
    // What is put off from inside a frame comes after its paint.
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (performance.now() - began > SLOW_HAND_MS) isSlow = true;
      }),
    );
  };
  const onKey = () => {
    timeFrame();
    // Whoever typed one number may be typing the next.
    if (typing !== undefined) goOnTyping();
  };
  return {
    areHeldUp: () => goOn && isSlow,
    edited: (isMoving) => {
      goOn = true;
      if (!isMoving) {
        goOnTyping();
        return;
      }
      stopTyping();
      timeFrame();
    },
    rested,
    drawn: (tookMs, wasPart) => {
      // The first comes with the page around it, and says nothing of the next.
      isSlow = hasDrawn && tookMs > (wasPart ? SLOW_PART_MS : SLOW_WHOLE_MS);
      hasDrawn = true;
    },
    watch: () => {
      addEventListener('keydown', onKey, { capture: true, passive: true });
      return () => {
        removeEventListener('keydown', onKey, { capture: true });
        stopTyping();
      };
    },
  };
}
