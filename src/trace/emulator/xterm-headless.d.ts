/** Named in full, since the package's own pointer to its module leads nowhere. */
declare module '@xterm/headless/lib-headless/xterm-headless.mjs' {
  export * from '@xterm/headless';
}
