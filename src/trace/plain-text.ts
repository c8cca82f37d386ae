/** What a program printed, as plain text. Pure. */

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const COLOURS = new RegExp(`${ESC}\\[[\\d;:?]*[A-Za-z]`, 'g');
// Strings (titles, links) end with BEL or ESC \. One that never ends is not taken, else it would eat the rest.
const STRINGS = new RegExp(`${ESC}[\\]PX^_][^${BEL}${ESC}]{0,4096}(?:${BEL}|${ESC}\\\\)`, 'g');
const OTHERS = new RegExp(`${ESC}[ -/]*[0-~]`, 'g');
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** Without escape sequences and control characters other than tab and line feed. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(STRINGS, '')
    .replace(COLOURS, '')
    .replace(OTHERS, '')
    .replace(CONTROLS, '');
}

/** Without colour codes only: for text in which the other control characters are still to be judged. */
export function withoutColours(text: string): string {
  return text.replace(COLOURS, '');
}
