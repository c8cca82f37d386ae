/** The name of a bundle of that label (a file name or an address), by which files beside it are called. */
export function bundleStem(label: string): string {
  const [path = ''] = label.split(/[?#]/);
  const name = path.replace(/\/+$/, '').split(/[\\/]/).at(-1) ?? '';
  const stem = name.replace(/(?:\.trace)?\.(?:zip|enc)$/i, '').replace(/[^\p{L}\p{N}._ -]/gu, '_');
  return stem.slice(0, 80) || 'trace';
}
