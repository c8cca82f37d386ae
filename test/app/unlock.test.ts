import { beforeAll, describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { keyFragment } from '../../src/bundle/bundle-key.ts';
import { collect } from '../../src/bundle/bundle-source.ts';
import { blobBytes, type ByteSource } from '../../src/bundle/byte-source.ts';
import type { Bytes } from '../../src/bundle/chunked-encryption.ts';
import { encrypted } from '../../src/bundle/encrypt.ts';
import type { AskKey, KeyQuestion } from '../../src/app/key-question.ts';
import { givenKeys, keepKey, keyFragmentOf } from '../../src/app/link-key.ts';
import { unlock } from '../../src/app/unlock.ts';

const PLAIN = new TextEncoder().encode('a bundle');
const KEYS = [1, 2, 3, 4, 5, 6].map((byte): Bytes => new Uint8Array(32).fill(byte));
const keyOf = (index: number): Bytes => KEYS[index] ?? new Uint8Array();
const textOf = (index: number): string => keyFragment(keyOf(index)).replace('key=', '');

/** One file a key. */
let files: readonly ByteSource[];
const fileOf = (index: number): ByteSource => {
  const file = files[index];
  if (!file) throw new Error('no such file');
  return file;
};

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}

beforeAll(async () => {
  files = await Promise.all(
    KEYS.map(async (key) =>
      blobBytes(new Blob([(await collect(encrypted(one(PLAIN), key))) as BlobPart]), 'a.trace.enc'),
    ),
  );
});

const open = async (
  index: number,
  ask?: AskKey,
  signal = new AbortController().signal,
  address?: string,
): Promise<string> => {
  const source = await unlock(fileOf(index), signal, ask, address);
  return new TextDecoder().decode(await source.read(0, await source.size()));
};

/** Asks, and hands over the question. */
function asking() {
  const shown: (KeyQuestion | undefined)[] = [];
  const ask: AskKey = (question) => void shown.push(question);
  const question = async (): Promise<KeyQuestion> => {
    await vi.waitUntil(() => shown.length > 0);
    const [first] = shown;
    if (!first) throw new Error('nothing is asked');
    return first;
  };
  return { ask, shown, question };
}

describe('a bundle is opened', () => {
  it('by any key that the page was given, and by no other', async () => {
    keepKey(textOf(0));
    keepKey(textOf(1));
    expect(await open(0)).toBe('a bundle');
    expect(await open(1)).toBe('a bundle');
    // The last one that opened something is the first to be tried.
    expect(givenKeys()[0]).toBe(textOf(1));
    await expect(open(2)).rejects.toMatchObject({ code: 'bundle-key-wrong' });
  });

  it('by a key that a person gives, who is told what is wrong with others; it is known from then on', async () => {
    const { ask, shown, question } = asking();
    const opening = open(2, ask);
    const { attempt, fault } = await question();
    expect(fault.code).toBe('bundle-key-wrong');
    expect(await attempt('nothing of the kind')).toMatchObject({ code: 'bundle-key-invalid' });
    expect(await attempt(textOf(3))).toMatchObject({ code: 'bundle-key-wrong' });
    expect(await attempt(`https://x.example/?trace=a.trace.enc#${keyFragment(keyOf(2))}`)).toBeUndefined();
    expect(await opening).toBe('a bundle');
    expect(shown.length).toBe(2);
    expect(shown[1]).toBeUndefined();
    // A wrong one is not kept, and the right one is not asked for again.
    expect(givenKeys()).not.toContain(textOf(3));
    expect(await open(2)).toBe('a bundle');
  });

  it('by one of several keys that somebody pasted', async () => {
    const { ask, question } = asking();
    const opening = open(5, ask);
    const { attempt } = await question();
    const cut = textOf(5).slice(1);
    expect(await attempt(`#key=${cut}&key=${textOf(3)}`)).toMatchObject({ code: 'bundle-key-wrong' });
    expect(await attempt(`#key=${cut}&key=${textOf(3)}&key=${textOf(5)}`)).toBeUndefined();
    expect(await opening).toBe('a bundle');
    // Nothing else of it is kept.
    expect(givenKeys()[0]).toBe(textOf(5));
  });

  it('and a link to the whole of its address has that key, be it signed', async () => {
    const address = 'https://x.example/a.trace.enc?se=2026-11-26T12:00:00Z&sig=aa';
    keepKey(textOf(1));
    await open(1, undefined, undefined, address);
    expect(keyFragmentOf(address)).toBe(keyFragment(keyOf(1)));
    expect(keyFragmentOf('https://x.example/a.trace.enc')).toBeUndefined();
    // Files have no address, and might be called alike.
    await open(1);
    expect(keyFragmentOf('a.trace.enc')).toBeUndefined();
  });

  it('not where it is given up: what was wrong last is why', async () => {
    const { ask, shown, question } = asking();
    const opening = open(3, ask);
    const { attempt, giveUp } = await question();
    await attempt('x');
    giveUp();
    await expect(opening).rejects.toMatchObject({ code: 'bundle-key-invalid' });
    expect(shown.at(-1)).toBeUndefined();
  });

  it('not where something else is opened meanwhile: nobody is asked any more', async () => {
    const controller = new AbortController();
    const { ask, shown, question } = asking();
    const opening = open(3, ask, controller.signal);
    await question();
    controller.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(shown.at(-1)).toBeUndefined();
  });

  it('not where the file fails while a key is tried, which is no fault of the key', async () => {
    const good = fileOf(4);
    const bytes = await good.read(0, await good.size());
    const broken = { ...blobBytes(new Blob([bytes.slice(0, -1)]), 'b.trace.enc') };
    const { ask, question } = asking();
    const opening = unlock(broken, new AbortController().signal, ask);
    expect(await (await question()).attempt(textOf(4))).toBeUndefined();
    await expect(opening).rejects.toMatchObject({ code: 'encrypted-cut' });
  });

  it('nowhere that cannot decrypt: no key is asked for', async () => {
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    try {
      const { ask, shown } = asking();
      await expect(open(0, ask)).rejects.toEqual(new TraceError('crypto-missing', {}));
      expect(shown).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
