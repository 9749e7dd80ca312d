/** Note where a page and what is inside some elements are scrolled to; answers what scrolls them back. */
export function scrolledIn(elements: readonly Element[]): () => void {
  const [left, top] = [scrollX, scrollY];
  const inner = elements.flatMap((element) => [element, ...element.querySelectorAll("*")]);
  const moved = inner.filter(({ scrollLeft, scrollTop }) => scrollLeft !== 0 || scrollTop !== 0).map((element) => ({ element, x: element.scrollLeft, y: element.scrollTop }));
  return () => {
    for (const { element, x, y } of moved) element.scrollTo({ left: x, top: y, behavior: "instant" });
    scrollTo({ left, top, behavior: "instant" });
  };
}
