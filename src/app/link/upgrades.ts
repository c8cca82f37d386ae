/** Addresses of older versions, made into those of the present one, a step a version. Pure. */

/** The version that is written. It rises when something that stood in an address comes to mean something else. */
export const VERSION = 2;

/** What an address without a version is: it was typed, or is of the first days. */
const FIRST = 1;

/** Version → what its parts are in the next. The parts may be changed in place. */
const STEPS: Readonly<Record<number, (parts: URLSearchParams) => void>> = {
  // A layout was named alone, and stood as the browser that opened it kept it; now one without `dock` is as it comes.
  1: (parts) => {
    if (parts.has('layout')) parts.set('dock', 'own');
  },
};

/** The parts in the present version; undefined for a version that is not known. */
export function upgraded(parts: URLSearchParams): URLSearchParams | undefined {
  const text = parts.get('v') ?? String(FIRST);
  const version = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
  if (version < FIRST || version > VERSION) return undefined;
  const next = new URLSearchParams(parts);
  for (let from = version; from < VERSION; from += 1) STEPS[from]?.(next);
  next.set('v', String(VERSION));
  return next;
}
