/** A link as it is shown: its key, and what signs its addresses, go along with it, but are for no one's eyes. Pure. */
export function shownLink(link: string): string {
  const [before = '', fragment] = link.split(/#(.*)/s);
  // Both the batch's address and the trace's may have a query.
  const unsigned = before.replace(/%3F[^&]*/gi, '%3F…');
  return fragment === undefined ? unsigned : `${unsigned}#${fragment.replace(/&key=[^&]*$/, '&key=…')}`;
}
