/**
 * Dark in both themes of the app: programs chose their colours for a dark terminal, and yellow on white cannot be
 * read. Every colour but black has a contrast of at least 4.5 to the background.
 */
export const BACKGROUND = '#0e1014';
export const FOREGROUND = '#d9dde4';
export const CURSOR = '#e4e7ec';

/** Black, red, green, yellow, blue, magenta, cyan, white; then the bright ones. */
export const ANSI: readonly string[] = [
  '#1c2028',
  '#f4756d',
  '#6cc76a',
  '#e0b95c',
  '#6aaeff',
  '#c99bf5',
  '#5ccfd6',
  '#c6ccd6',
  '#7d8797',
  '#ff9a92',
  '#93e08b',
  '#f6d77f',
  '#9acbff',
  '#dfbdff',
  '#8fe7ec',
  '#f4f6f9',
];
