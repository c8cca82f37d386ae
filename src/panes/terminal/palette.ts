import type { ITheme } from 'xterm';

/**
 * Dark in both themes of the app: programs chose their colours for a dark terminal, and yellow on white cannot be
 * read. Every colour but black has a contrast of at least 4.5 to the background.
 */
export const PALETTE: ITheme = {
  background: '#0e1014',
  foreground: '#d9dde4',
  cursor: '#e4e7ec',
  cursorAccent: '#0e1014',
  selectionBackground: '#2f5d86',
  selectionInactiveBackground: '#2f5d86',
  black: '#1c2028',
  red: '#f4756d',
  green: '#6cc76a',
  yellow: '#e0b95c',
  blue: '#6aaeff',
  magenta: '#c99bf5',
  cyan: '#5ccfd6',
  white: '#c6ccd6',
  brightBlack: '#7d8797',
  brightRed: '#ff9a92',
  brightGreen: '#93e08b',
  brightYellow: '#f6d77f',
  brightBlue: '#9acbff',
  brightMagenta: '#dfbdff',
  brightCyan: '#8fe7ec',
  brightWhite: '#f4f6f9',
  scrollbarSliderBackground: '#454c5a80',
  scrollbarSliderHoverBackground: '#454c5ab0',
  scrollbarSliderActiveBackground: '#454c5ae0',
};
