/// <reference types="xterm" />

/** The package is installed under its old name, and declares its types under the new one. */
declare module 'xterm' {
  export * from '@xterm/xterm';
}
