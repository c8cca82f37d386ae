/** A form in which secrets or personal data are written, and how to show that one was there without showing it. Pure. */

export interface Format {
  /** Never changes: findings are named by it. */
  readonly id: string;
  /** What it is, with its article. */
  readonly title: string;
  /** Who defines it. */
  readonly source: string;
  /** Global, and linear in the length of the text: every repetition is bounded. */
  readonly pattern: RegExp;
  /** The part that is secret; all of the match where there is no group. */
  readonly group?: number;
  /** False for what only looks like one. */
  readonly accepts?: (value: string, limits: FormatLimits) => boolean;
  /** What may be shown of it: nothing that helps to find it. */
  readonly mask: (value: string) => string;
}

export interface FormatLimits {
  /** Bits a character from which a value looks random. */
  readonly minEntropy: number;
}

/** A match, before it is decided where to show it. Its text never leaves this folder. */
export interface Match {
  readonly format: Format;
  readonly value: string;
  readonly masked: string;
  /** Offsets [from, to) in the text. */
  readonly from: number;
  readonly to: number;
}

/** Everything that `formats` find in one text. `ignored`: parts of values that are known to be harmless. */
export function findAll(
  text: string,
  formats: readonly Format[],
  ignored: readonly string[],
  limits: FormatLimits,
): readonly Match[] {
  const found: Match[] = [];
  /** A 1 for each character of what was found. */
  let taken: Uint8Array | undefined;
  for (const format of formats) {
    const { pattern } = format;
    // `matchAll` makes the pattern anew each time: most texts are short, very many, and hold nothing. No pattern matches nothing.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const value = match[format.group ?? 0] ?? match[0];
      if (ignored.some((part) => value.includes(part))) continue;
      if (format.accepts && !format.accepts(value, limits)) continue;
      // One place is one finding, of the format that stands first: the more general ones stand last.
      const from = match.index + match[0].indexOf(value);
      const to = from + value.length;
      taken ??= new Uint8Array(text.length);
      if (taken.subarray(from, to).includes(1)) continue;
      taken.fill(1, from, to);
      found.push({ format, value, masked: format.mask(value), from, to });
    }
  }
  return found;
}

/** The first `shown` characters, which say what it is, and its length. */
export function headOnly(shown: number): (value: string) => string {
  return (value) => `${value.slice(0, shown)}… (${value.length} characters)`;
}

/** Shannon entropy in bits a character (Shannon 1948). */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / value.length;
    return sum - share * Math.log2(share);
  }, 0);
}

/** Whether the last digit of a number is right (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, char, index) => {
      const doubled = Number(char) * (index % 2 === 1 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/** Whether the check digits of an account number are right (ISO 13616, mod 97). */
export function passesMod97(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  const rest = Array.from(moved).reduce((left, char) => {
    const digits = String(parseInt(char, 36));
    return Number(`${left}${digits}`) % 97;
  }, 0);
  return rest === 1;
}
