import { describe, expect, it } from 'vitest';
import { field } from '../../../../src/base/json.ts';
import { Secrets } from '../../../../src/cli/capture/browser/secrets.ts';

describe('what is typed into fields that hide it', () => {
  it('is taken out of texts and addresses, however it is spelt there', () => {
    const secrets = new Secrets();
    secrets.learn('a', [{ name: 'door', value: 'öpen it/now' }], true);
    expect(secrets.text('said öpen it/now, and öpen it')).toBe('said ***, and öpen it');
    for (const spelling of ['%C3%B6pen%20it%2Fnow', '%C3%B6pen+it%2Fnow', 'öpen it/now'])
      expect(secrets.address(`http://a/?x=1&q=${spelling}#here`)).toBe('http://a/?x=1&q=***#here');
  });

  it('is known as far as it is typed', () => {
    const secrets = new Secrets();
    for (const value of ['sesa', 'sesam', 'sesame']) secrets.learn('a', [{ name: 'b', value }], false);
    expect([secrets.text('sesame'), secrets.text('sesam!')]).toEqual(['***', 'sesam!']);
  });

  it('may be short: then it is known by the name of its field', () => {
    const secrets = new Secrets();
    secrets.learn('a', [{ name: 'knock', value: 'ab' }], true);
    expect(secrets.text('about')).toBe('about');
    expect(secrets.address('http://a/?about=ab&knock=ab')).toBe('http://a/?about=ab&knock=***');
  });

  it('may have been typed unseen: of an address that is found nothing is told, now or later', () => {
    const secrets = new Secrets();
    expect(secrets.foundAddress('http://a/b?door=sesame+42&x=1#c')).toBe('http://a/b?door=***&x=***#c');
    expect(secrets.address('http://a/b?other=sesame%2042&x=1')).toBe('http://a/b?other=***&x=1');
  });
});

it('is taken out of what else is told of a page', () => {
  const secrets = new Secrets();
  secrets.learn('a', [{ name: 'door', value: 'sesame42' }], true);
  const target = { selector: '#a', tag: 'p', name: 'It is sesame42' };
  const report = { kind: 'input', ageMs: 0, target, value: 'sesame42?' } as const;
  expect(secrets.record({ t: 1, type: 'report', tab: 'a', report })).toMatchObject({
    report: { target: { name: 'It is ***' }, value: '***?' },
  });
  expect(secrets.record({ t: 1, type: 'console', tab: 'a', level: 'log', text: 'sesame42' })).toMatchObject({
    text: '***',
  });
});

describe('addresses', () => {
  it.each([
    ['https://me:open@a.example/b', 'https://a.example/b'],
    ['https://a/?q=cats&access_token=abc&page=2', 'https://a/?q=cats&access_token=***&page=2'],
    ['https://a/#/go?api_key=abc', 'https://a/#/go?api_key=***'],
    ['https://a/?%70assword=abc', 'https://a/?%70assword=***'],
    ['https://a/?compass=north&postcode=1&user_pass=2', 'https://a/?compass=north&postcode=1&user_pass=***'],
    ['https://a/?%=1&code=x', 'https://a/?%=1&code=***'],
    [`data:text/plain,${'a'.repeat(200)}`, `data:text/plain,${'a'.repeat(84)}`],
    ['about:blank', 'about:blank'],
  ])('%s', (address, plain) => {
    expect(new Secrets().address(address)).toBe(plain);
  });
});

it('keeps of a request neither its body nor what lets somebody in', () => {
  const { params } = new Secrets().network({
    method: 'Network.requestWillBeSent',
    params: {
      ...{ requestId: '1', timestamp: 2, initiator: { type: 'script', stack: { callFrames: [] } } },
      request: {
        ...{ url: 'http://a/?token=x', method: 'POST', postData: 'secret', hasPostData: true },
        headers: {
          Accept: '*/*',
          Cookie: 'a',
          authorization: 'b',
          'X-Api-Key': 'c',
          Referer: 'http://a/?pwd=d',
        },
      },
      redirectResponse: { status: 302, headers: { 'Set-Cookie': 'a', Location: 'http://b/' } },
    },
  });
  expect(params).toEqual({
    ...{ requestId: '1', timestamp: 2, initiator: { type: 'script' } },
    request: {
      ...{ url: 'http://a/?token=***', method: 'POST' },
      headers: { Accept: '*/*', Referer: 'http://a/?pwd=***' },
    },
    redirectResponse: { status: 302, headers: { Location: 'http://b/' } },
  });
  const extra = {
    requestId: '1',
    associatedCookies: [{ cookie: 'a' }],
    headersText: 'Cookie: a',
    headers: {},
  };
  const kept = new Secrets().network({ method: 'Network.responseReceivedExtraInfo', params: extra }).params;
  expect(Object.keys(kept)).toEqual(['requestId', 'headers']);
  expect(
    field(new Secrets().network({ method: 'Network.unknown', params: extra }).params, 'requestId'),
  ).toBeUndefined();
});
