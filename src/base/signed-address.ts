/** Addresses that are signed, and work until a moment that stands in their query. Pure. */

/** Bytes of a policy that is read: a longer one is none of a server's. */
const MAX_POLICY = 4_000;

/** The latest moment that a date can be, in milliseconds. */
const MAX_DATE = 8.64e15;

/**
 * When the signature of an address runs out, in milliseconds since 1970, by its own query; undefined where that does not
 * say so. It may end earlier, as with the credentials that it was made by.
 *
 * - `X-Amz-Date` and `X-Amz-Expires`, `X-Goog-Date` and `X-Goog-Expires` (signature version 4): a date, and seconds after it
 * - `Expires` or `expires` (S3's version 2, CloudFront, nginx' secure_link): seconds since 1970
 * - `se`, beside `sig` (Azure): a date of ISO 8601
 * - `Policy` (CloudFront): JSON in their own base64
 */
export function expiryOf({ searchParams }: URL): number | undefined {
  const query = new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  for (const maker of ['x-amz', 'x-goog']) {
    const from = basicDate(query.get(`${maker}-date`) ?? '');
    const seconds = wholeSeconds(query.get(`${maker}-expires`));
    if (from !== undefined && seconds !== undefined) return asDate(from + seconds * 1_000);
  }
  const end = wholeSeconds(query.get('expires'));
  if (end !== undefined) return asDate(end * 1_000);
  if (query.has('sig')) return isoDate(query.get('se') ?? '');
  return query.has('signature') ? policyEnd(query.get('policy') ?? '') : undefined;
}

/** The address without what could be secret in it: credentials, query, fragment. */
export function withoutSecrets(address: string): string {
  return address.replace(/[?#].*$/s, '').replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}

/** `20261126T120000Z`. */
function basicDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  return asDate(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}

/** A date alone is its first moment, as the time zone is UTC. */
function isoDate(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/.test(text)
    ? asDate(Date.parse(text))
    : undefined;
}

function wholeSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** The end that a policy sets, of all its statements the first. */
function policyEnd(text: string): number | undefined {
  if (text.length > MAX_POLICY) return undefined;
  try {
    const json = atob(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'));
    const [, end] = /"DateLessThan"\s*:\s*\{\s*"AWS:EpochTime"\s*:\s*(\d{1,12})\s*\}/.exec(json) ?? [];
    return end === undefined ? undefined : asDate(Number(end) * 1_000);
  } catch {
    // What is no base64 says nothing.
    return undefined;
  }
}

function asDate(millis: number): number | undefined {
  return Math.abs(millis) <= MAX_DATE ? millis : undefined;
}
