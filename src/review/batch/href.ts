/** Relative addresses of a batch: what lies in the folder of its file, or below. */

/** Why `href` may not stand in a batch; undefined where it may. Nothing of it may lead out of the batch's folder. */
export function hrefRefusal(href: string): string | undefined {
  if (/[?#]/.test(href)) return 'it has a query or a fragment';
  // Around an address they are dropped, and what follows is then something else.
  if (/\s/.test(href)) return 'its spaces are not encoded';
  const parts = (href.endsWith('/') ? href.slice(0, -1) : href).split('/');
  for (const part of parts) {
    const plain = decoded(part);
    if (plain === undefined) return 'it is not percent-encoded rightly';
    if (plain === '') return 'it is no relative path';
    if (plain === '.' || plain === '..') return 'it leads out of the folder of the batch';
    // A scheme or a drive needs a colon, which a name that has one encodes; URL takes \ for /, and passes over tabs.
    // What is encoded stays what it is, but for the character that ends a name for the system.
    if (/[\\/\0]/.test(plain) || hasControls(part) || part.includes(':'))
      return 'it is no plain relative path';
  }
  return undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Characters below the space, and the one that deletes. */
function hasControls(text: string): boolean {
  return Array.from(text).some((char) => char < ' ' || char === '\u007F');
}

/** The href of a path below the folder of a batch, `/` between its folders. `folder`: it leads to one. */
export function hrefOf(path: string, folder = false): string {
  return path.split('/').map(encodeURIComponent).join('/') + (folder ? '/' : '');
}

/** The path below the folder of a batch that an href leads to, without a `/` at its end. The href must be allowed. */
export function pathOf(href: string): string {
  return href.replace(/\/$/, '').split('/').map(decodeURIComponent).join('/');
}

/** The address of an href in a batch that lies at `batch`. The href must be allowed. */
export function addressIn(batch: URL, href: string): URL {
  return new URL(href, batch);
}
