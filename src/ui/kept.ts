/** What this browser keeps for a person between visits. */

/** The object under a key; empty where storage is closed to us or holds something else. */
export function readKept(key: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // Storage that is closed to us, or holds something else, is as good as empty.
    return {};
  }
}

export function writeKept(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage it lasts as long as the page.
  }
}
