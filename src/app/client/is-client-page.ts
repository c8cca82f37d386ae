/** Whether the page was exported for a client: by the marks of `share/client-page.ts` and `share/single-file.ts`. */
export function isClientPage(page: ParentNode = document): boolean {
  return page.querySelector('meta[name="playhead-client"], script[id="playhead-client"]') !== null;
}
