const MOVE = { duration: 180, easing: "cubic-bezier(0.2, 0, 0, 1)" } as const;

/** Let elements glide to where a change puts them. */
export function glide(elements: Iterable<HTMLElement>, change: () => void): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return change();
  const before = [...elements].filter((element) => !("hidden" in element.dataset)).map((element) => [element, element.getBoundingClientRect()] as const);
  for (const [element] of before) stop(element);
  change();
  for (const [element, from] of before) start(element, from);
}

function start(element: HTMLElement, from: DOMRect): void {
  const to = element.getBoundingClientRect();
  const [x, y] = [from.x - to.x, from.y - to.y];
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { ...MOVE, id: "pywry-glide" });
}

function stop(element: HTMLElement): void {
  for (const animation of element.getAnimations()) if (animation.id === "pywry-glide") animation.cancel();
}
