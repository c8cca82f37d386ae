import { bundleStem } from '../bundle/bundle-stem.ts';

/** How files of corrections end. */
export const CORRECTIONS_END = '.corrections.json';

/** The file's name beside a bundle of that label, which is a file name or an address. */
export function correctionsName(label: string): string {
  return `${bundleStem(label)}${CORRECTIONS_END}`;
}
