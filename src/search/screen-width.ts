/** How many cells a character takes, as xterm.js has it by default (Unicode 6). Pure. */

/** Ends included, ascending. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3040, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x2_0000, 0x2_fffd],
  [0x3_0000, 0x3_fffd],
];

const MARK =
  /[\p{Mn}\p{Me}\u1160-\u11ff\u200b-\u200f\u202a-\u202e\u2060-\u2063\u206a-\u206f\ufeff\ufff9-\ufffb]/u;

export function widthOf(code: number): 0 | 1 | 2 {
  if (code < 0x300) return 1;
  if (WIDE.some(([first, last]) => code >= first && code <= last))
    return MARK.test(String.fromCodePoint(code)) ? 0 : 2;
  return MARK.test(String.fromCodePoint(code)) ? 0 : 1;
}
