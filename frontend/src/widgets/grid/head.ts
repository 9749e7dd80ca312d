/** Tell the panel how high the headings are: its own buttons stand below them, where no title has room for both. */
export function tellHead(host: HTMLElement): () => void {
  const panel = host.closest<HTMLElement>(".pywry-panel");
  const head = host.querySelector<HTMLElement>(".ag-header");
  if (panel === null || head === null) return () => undefined;
  const observer = new ResizeObserver(() => panel.style.setProperty("--pywry-grid-head", `${head.offsetHeight}px`));
  observer.observe(head);
  return () => {
    observer.disconnect();
    panel.style.removeProperty("--pywry-grid-head");
  };
}
