/** Lines for a terminal: names and messages of files that others made must not move its cursor, or turn what is read around. */
import type { Output } from './command.ts';

/** Control characters but the tab and a CR before the line feed, line and paragraph separators, and what changes the direction of text. */
const UNSEEN = /(?!\t|\r$)[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** One line, with these characters as `\u001b`: also what JSON has for them, so that a document stays the same. */
export function plainLine(line: string): string {
  return line.replace(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes single lines, whatever is in them. */
export function plainOutput({ print, warn }: Output): Output {
  return { print: (line) => print(plainLine(line)), warn: (line) => warn(plainLine(line)) };
}
