/** What files of reviews are called, and where they lie. Pure. */
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import { bundleStem } from '../bundle/bundle-stem.ts';

/** How files of reviews end. */
export const REVIEW_END = '.review.json';

/** The file's name beside a bundle of that label, which is a file name or an address. */
export function reviewName(label: string): string {
  return `${bundleStem(label)}${REVIEW_END}`;
}

/** Where the reviews of a bundle lie beside it: `NAME.review.json` for `NAME.trace.zip`, `NAME.trace.enc` and the folder `NAME`. */
export function reviewPath(bundle: string): string {
  return bundle.replace(/\/+$/, '').replace(/(?:\.trace)?\.(?:zip|enc)$/i, '') + REVIEW_END;
}

/** The same of a bundle on the web; undefined where the address has no name. */
export function reviewAddress(bundle: URL): URL | undefined {
  const url = new URL(bundle);
  if (url.pathname.endsWith(`/${MANIFEST_PATH}`)) url.pathname = url.pathname.slice(0, -MANIFEST_PATH.length);
  const path = reviewPath(url.pathname);
  if (path === REVIEW_END) return undefined;
  url.pathname = path;
  url.hash = '';
  return url;
}
