/** `path` without a leading `./`; undefined for an address, a path of some computer, and one that leads out of its folder. Pure. */
export function relativePath(path: string): string | undefined {
  const plain = path.replace(/^(?:\.\/)+/, '');
  if (plain === '' || /^[a-z][a-z\d+.-]*:|^[/~]|\\|(?:^|\/)\.\.(?:\/|$)/i.test(plain)) return undefined;
  return plain;
}
