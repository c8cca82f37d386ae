import { beforeEach, describe, expect, it } from 'vitest';
import { givenKeys, keepKey, takeLinkKey, withoutKey } from '../../src/app/link-key.ts';

/** As long as a key, without its name. */
const BARE = 'AwsTGyMrMztDS1NbY2tze4OLk5ujq7O7w8vT2-Pr8_s';

const at = (fragment: string): void =>
  history.replaceState({ kept: true }, '', `/app/?trace=a.trace.enc${fragment}`);

describe('the key of a link', () => {
  beforeEach(() => at(''));

  it.each([
    ['#key=abc', 'abc', ''],
    ['#v=1&t=5&key=def&pane=video', 'def', '#v=1&t=5&pane=video'],
    ['#key=ghi&find=key%3Dword', 'ghi', '#find=key%3Dword'],
    ['#t=5&key=', '', '#t=5'],
  ])('of %s is kept, and taken off the address', (fragment, key, rest) => {
    at(fragment);
    takeLinkKey();
    expect(givenKeys()[0]).toBe(key);
    expect(location.href).toMatch(new RegExp(`/app/\\?trace=a\\.trace\\.enc${rest.replace(/[%]/g, '%')}$`));
    expect(history.state).toEqual({ kept: true });
  });

  it.each([
    // Each of several may be the one.
    ['#key=one&t=5&key=two', ['two', 'one'], '#t=5'],
    [`#${BARE}`, [BARE], ''],
    [`#v=1&${BARE}&t=5&key=two`, ['two', BARE], '#v=1&t=5'],
    // Put behind a link that had a fragment.
    ['#v=1&t=5#key=two', ['two'], '#v=1&t=5'],
  ])('of %s is taken off however it stands there', (fragment, keys, rest) => {
    at(fragment);
    takeLinkKey();
    expect(givenKeys().slice(0, keys.length)).toEqual(keys);
    expect(location.hash).toBe(rest);
  });

  it.each(['', '#v=1&t=5', '#monkey=abc', '#find=x%26key%3Dabc', `#find=${BARE}`, `#${BARE}a`])(
    'is not found in %j, which stays',
    (fragment) => {
      at(fragment);
      const { href } = location;
      const before = givenKeys();
      takeLinkKey();
      expect(location.href).toBe(href);
      expect(givenKeys()).toEqual(before);
    },
  );

  it('that was given last is tried first, each once', () => {
    for (const key of ['one', 'two', 'one']) keepKey(key);
    expect(givenKeys().slice(0, 2)).toEqual(['one', 'two']);
  });

  it('is not in the address of what is opened, whoever named it', () => {
    expect(withoutKey('b.trace.enc?sig=1#key=jkl')).toBe('b.trace.enc?sig=1');
    expect(givenKeys()[0]).toBe('jkl');
    expect(withoutKey(new URL('https://x.example/b.trace.enc#t=1&key=mno'))).toBe(
      'https://x.example/b.trace.enc',
    );
    expect(givenKeys()[0]).toBe('mno');
    const file = new File([], 'a.trace.enc');
    expect(withoutKey(file)).toBe(file);
  });
});
