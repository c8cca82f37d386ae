/** How files of corrections end. */
export const CORRECTIONS_END = '.corrections.json';

/** The file's name beside a bundle of that label, which is a file name or an address. */
export function correctionsName(label: string): string {
  const [path = ''] = label.split(/[?#]/);
  const name = path.replace(/\/+$/, '').split(/[\\/]/).at(-1) ?? '';
  const stem = name.replace(/(?:\.trace)?\.zip$/i, '').replace(/[^\p{L}\p{N}._ -]/gu, '_');
  return `${stem.slice(0, 80) || 'trace'}${CORRECTIONS_END}`;
}
