/** Tells whether the element is laid out with a size and inside what can be seen, from the first layout on. */
export function watchVisible(element: HTMLElement, changed: (visible: boolean) => void): () => void {
  let intersects = true;
  let visible: boolean | undefined;
  const tell = (): void => {
    const next = intersects && element.clientWidth > 0 && element.clientHeight > 0;
    if (next === visible) return;
    visible = next;
    changed(next);
  };
  // An element without a size may intersect, and growing is then no news to the first observer.
  const intersection = new IntersectionObserver((entries) => {
    intersects = entries.at(-1)?.isIntersecting ?? intersects;
    tell();
  });
  const size = new ResizeObserver(tell);
  intersection.observe(element);
  size.observe(element);
  return () => {
    intersection.disconnect();
    size.disconnect();
  };
}
