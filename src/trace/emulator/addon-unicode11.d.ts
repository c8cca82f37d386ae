/** The module of `@xterm/addon-unicode11`, whose package names only its CommonJS build, which Node cannot import from by name. */
declare module '@xterm/addon-unicode11/lib/addon-unicode11.mjs' {
  export { Unicode11Addon } from '@xterm/addon-unicode11';
}
