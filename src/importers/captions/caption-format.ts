/** How transcripts write times. Pure. */

const TIME = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s|$)`);
/** The first cue of SRT: its number, which some leave out, and its times. */
const FIRST_CUE = new RegExp(String.raw`^\s*(?:\d+[ \t]*\r?\n\s*)?${TIME}[ \t]*-->`);

/** Of the beginning of a text; undefined where it is no transcript. */
export function captionFormat(head: string): 'webvtt' | 'srt' | undefined {
  if (/^WEBVTT(?:\s|$)/.test(head)) return 'webvtt';
  return FIRST_CUE.test(head) ? 'srt' : undefined;
}

/** Where a cue begins and ends, in seconds, by its line of times; undefined where that cannot be read. */
export function cueTimes(line: string): { readonly start: number; readonly end: number } | undefined {
  const parts = TIMING.exec(line)?.slice(1);
  if (!parts) return undefined;
  return { start: seconds(parts.slice(0, 4)), end: seconds(parts.slice(4)) };
}

/** Of hours, minutes, seconds and a fraction. */
function seconds([hours, minutes, whole, fraction]: readonly (string | undefined)[]): number {
  return (
    Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(whole ?? 0) + Number(`0.${fraction ?? 0}`)
  );
}
