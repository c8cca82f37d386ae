/** Where a link leads no further, and for how long it leads anywhere. Pure. */
import { expiryOf } from '../../base/signed-address.ts';
import { isEncrypted } from '../../bundle/encrypted-name.ts';

/** What keeps a link to a trace from leading everywhere, for ever. */
export type Limit =
  /** It was opened from files: no address names it. */
  | { readonly kind: 'files' }
  /** Its address, or that of the batch around it, is signed until then, in milliseconds since 1970. */
  | {
      readonly kind: 'signed';
      readonly of: 'trace' | 'batch';
      readonly expires: number;
      readonly over: boolean;
    }
  /** It is encrypted: a link carries the key only where one says so. */
  | { readonly kind: 'encrypted' }
  /** The page, the trace or the batch is on this very machine. */
  | { readonly kind: 'machine' };

/** All that there are, the gravest first; `batch`: the address of that around the trace. */
export function limitsOf(
  address: URL | undefined,
  page: Pick<URL, 'hostname'>,
  now: number,
  batch?: URL,
): readonly Limit[] {
  if (!address) return [{ kind: 'files' }];
  const [ofTrace, ofBatch] = [expiryOf(address), batch && expiryOf(batch)];
  // Whichever ends first.
  const of = ofTrace !== undefined && ofTrace <= (ofBatch ?? Infinity) ? 'trace' : 'batch';
  const expires = of === 'trace' ? ofTrace : ofBatch;
  const isLocal = [page, address, batch].some((url) => url && isLoopback(url.hostname));
  return [
    ...(expires === undefined ? [] : [{ kind: 'signed', of, expires, over: expires <= now } as const]),
    ...(isEncrypted(address.pathname) ? [{ kind: 'encrypted' } as const] : []),
    ...(isLocal ? [{ kind: 'machine' } as const] : []),
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/** How long that is: `3 days`, `2 hours`, `5 minutes`, `less than a minute`. */
export function spanWords(millis: number): string {
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 1) return 'less than a minute';
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
