import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryOf, withoutSecrets } from '../../src/base/signed-address.ts';

const NOON = Date.UTC(2026, 10, 26, 12);
const SECONDS = NOON / 1_000;

function policy(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
}

describe('when a signed address runs out', () => {
  it.each([
    [
      'S3, version 4',
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261126T110000Z&X-Amz-Expires=3600&X-Amz-Signature=aa',
    ],
    ['S3, in small letters', 'x-amz-date=20261126T110000Z&x-amz-expires=3600&x-amz-signature=aa'],
    ['Google, version 4', 'X-Goog-Date=20261126T110000Z&X-Goog-Expires=3600&X-Goog-Signature=aa'],
    ['S3, version 2', `AWSAccessKeyId=AK&Signature=aa&Expires=${SECONDS}`],
    ['nginx', `md5=aa&expires=${SECONDS}`],
    ['Azure', 'sv=2024-11-04&sr=b&se=2026-11-26T12%3A00%3A00Z&sig=aa'],
    ['Azure, by the day', 'sr=b&se=2026-11-26&sig=aa', Date.UTC(2026, 10, 26)],
    [
      'CloudFront, by a policy',
      `Policy=${policy(`{"Statement":[{"Resource":"*","Condition":{"DateLessThan":{"AWS:EpochTime":${SECONDS}}}}]}`)}&Signature=aa&Key-Pair-Id=K`,
    ],
  ])('%s', (_, query, end = NOON) => {
    expect(expiryOf(new URL(`https://x.example/a.trace.zip?${query}`))).toBe(end);
  });

  it.each([
    '',
    'se=2026-11-26',
    'X-Amz-Date=20261126T110000Z',
    'X-Amz-Expires=3600',
    'Expires=soon',
    'Expires=-1',
    'se=tomorrow&sig=aa',
    'se=2026-99-99&sig=aa',
    'Policy=%00%00&Signature=aa',
    `Policy=${'A'.repeat(5_000)}&Signature=aa`,
    'X-Amz-Date=20261126T110000Z&X-Amz-Expires=999999999999&X-Amz-Signature=aa',
  ])('is not known of ?%s', (query) => {
    const end = expiryOf(new URL(`https://x.example/a?${query}`));
    // As far as a date can go, seconds that make no sense are still a date.
    expect(end === undefined || !Number.isNaN(new Date(end).getTime())).toBe(true);
    if (!query.includes('999999999999')) expect(end).toBeUndefined();
  });

  it('is a date or nothing, whatever stands there', () => {
    const part = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,14}$/), fc.constant('20261126T110000Z'));
    const name = fc.constantFrom(
      'X-Amz-Date',
      'X-Amz-Expires',
      'Expires',
      'se',
      'sig',
      'Policy',
      'Signature',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, part)), (pairs) => {
        const url = new URL('https://x.example/a');
        url.search = new URLSearchParams(pairs).toString();
        const end = expiryOf(url);
        expect(end === undefined || !Number.isNaN(new Date(end).getTime())).toBe(true);
      }),
    );
  });
});

describe('an address without its secrets', () => {
  it.each([
    ['https://x.example/a.zip?X-Amz-Signature=aa#k', 'https://x.example/a.zip'],
    ['https://me:pass@x.example/a', 'https://x.example/a'],
    ['samples/a/?sig=aa', 'samples/a/'],
    ['a#b\n?c', 'a'],
  ])('%j', (address, clean) => expect(withoutSecrets(address)).toBe(clean));
});
