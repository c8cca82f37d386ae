/** Which trace the page's address names. */

/** What the page's address says is open, as it stands there. */
export function namedTrace(): string | null {
  return new URLSearchParams(location.search).get('trace');
}

/** Whether the page's address names that trace. */
export function isNamed(address: URL | undefined): boolean {
  const text = namedTrace();
  if (!address || text === null || !URL.canParse(text, document.baseURI)) return false;
  const named = new URL(text, document.baseURI);
  // Nor is it opened with a fragment.
  named.hash = '';
  return named.href === address.href;
}
