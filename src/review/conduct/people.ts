/** People by their names, as far as names can tell. Pure. */

/** Whether two names are of one person. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** One of the ways in which a name is written, for all of them. */
export function plainName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Capturers of a trace, each by name. */
export function capturersOf(name: string): readonly string[] {
  return name
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
