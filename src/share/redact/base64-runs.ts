/** Stretches of a text that may be base64 (RFC 4648, both alphabets), unpacked. Pure. */

export interface Run {
  /** Units [from, to) of the text. */
  readonly from: number;
  readonly to: number;
  /** What it holds, read as UTF-8. */
  readonly bytes: string;
}

/** Shorter ones hold nothing that could be looked for. */
const RUN = /[A-Za-z0-9+/_-]{6,}={0,2}/g;

const utf8 = new TextDecoder();

/** Each stretch from each of the four places where its first group may begin: what stands before it may look like it. */
export function* base64Runs(text: string): Generator<Run> {
  for (const match of text.matchAll(RUN)) {
    const from = match.index;
    const to = from + match[0].length;
    const plain = match[0].replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
    for (let skip = 0; skip < 4 && plain.length - skip >= 6; skip += 1) {
      const bytes = unpacked(plain.slice(skip));
      if (bytes !== undefined) yield { from, to, bytes };
    }
  }
}

function unpacked(run: string): string | undefined {
  // One character alone in the last group holds no byte.
  const whole = run.length % 4 === 1 ? run.slice(0, -1) : run;
  try {
    return utf8.decode(Uint8Array.from(atob(whole), (char) => char.charCodeAt(0)));
  } catch {
    // The two alphabets are one here, and nothing else can fail; then it is no base64.
    return undefined;
  }
}
