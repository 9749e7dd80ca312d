const LATEST = 100;

/** Run something before the next paint, or soon after in a tab that does not paint. */
export function nextFrame(work: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    work();
  };
  const frame = requestAnimationFrame(once);
  // Hidden tabs get no animation frames.
  const timer = setTimeout(once, LATEST);
}

/** Run something once what has been drawn so far is painted. */
export function afterPaint(work: () => void): void {
  nextFrame(() => setTimeout(work));
}

/** A function that runs `work` once a frame, however often it is called. */
export function oncePerFrame(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    nextFrame(() => {
      waiting = false;
      work();
    });
  };
}
