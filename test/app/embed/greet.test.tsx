/** Whom the page answers, and what it does for them: over real ports, with a page that is only told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allowedEmbedders } from '../../../src/app/embed/embedders.ts';
import { greet } from '../../../src/app/embed/greet.ts';
import type { PlayheadApi } from '../../../src/app/page-api.ts';
import { createSessionStore } from '../../../src/app/session-store.ts';
import { TraceError } from '../../../src/base/errors.ts';
import type { EmbedMessage } from '../../../src/share/embed/playhead-embed.ts';

const FRIEND = 'https://docs.example';
const HELLO = { type: 'playhead:hello', versions: [1] };

const ports: MessagePort[] = [];
let done: unknown[] = [];

const playhead = {
  load: (source: unknown) => Promise.resolve(void done.push(['load', source])),
  seek: (seconds: number) =>
    seconds < 100
      ? Promise.resolve(void done.push(['seek', seconds]))
      : Promise.reject(new TraceError('unsupported-here', { what: 'The trace', reason: 'none is open' })),
  step: (by: unknown) => Promise.resolve(void done.push(['step', by])),
  play: (rate?: number) => void done.push(['play', rate]),
  pause: () => void done.push(['pause']),
  ready: () => new Promise(() => undefined),
  settled: () => Promise.resolve(),
} as unknown as PlayheadApi;

beforeEach(() => {
  done = [];
  const listed = document.createElement('meta');
  listed.name = 'playhead-embedders';
  listed.content = `${FRIEND} https://*.example https://x.example/`;
  document.head.replaceChildren(listed);
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** What comes over the port after a hello, in order, one a call. */
function hello(origin: string, data: unknown = HELLO, more = 0) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const come: EmbedMessage[] = [];
  const waiting: ((message: EmbedMessage) => void)[] = [];
  port1.onmessage = ({ data: message }: MessageEvent<EmbedMessage>) => {
    const next = waiting.shift();
    if (next) next(message);
    else come.push(message);
  };
  const sessions = createSessionStore();
  const given = [port2, ...Array.from({ length: more }, () => new MessageChannel().port1)];
  greet({ data, origin, ports: given }, sessions, { document, playhead });
  return {
    sessions,
    say: (message: unknown) => port1.postMessage(message),
    next: () =>
      new Promise<EmbedMessage>((resolve) => {
        const [first] = come.splice(0, 1);
        if (first) resolve(first);
        else waiting.push(resolve);
      }),
    come,
  };
}

/** Long enough for a message over a port: one that was sent later has come. */
async function meanwhile(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port2.onmessage = resolve;
    port1.postMessage('');
  });
  port1.close();
}

describe('who may', () => {
  it('are the page itself and the origins that are listed whole', () => {
    expect([...allowedEmbedders(document)]).toEqual([location.origin, FRIEND]);
  });

  it('is not whatever has no origin, even where the page has none itself', () => {
    const nowhere = { location: { origin: 'null' }, querySelector: () => ({ content: 'null file://' }) };
    expect([...allowedEmbedders(nowhere as unknown as Document)]).toEqual([]);
  });

  it.each([
    ['https://evil.example', HELLO, 0],
    ['http://docs.example', HELLO, 0],
    ['https://docs.example:444', HELLO, 0],
    ['https://a.example', HELLO, 0],
    ['https://x.example', HELLO, 0],
    ['null', HELLO, 0],
    [FRIEND, { ...HELLO, type: 'hello' }, 0],
    [FRIEND, HELLO, 1],
  ])('%s with %j and %d ports more gets silence', async (origin, data, more) => {
    const other = hello(origin, data, more);
    other.say({ id: 1, call: 'pause' });
    await meanwhile();
    await meanwhile();
    expect(other.come).toEqual([]);
    expect(done).toEqual([]);
  });
});

describe('who is let in', () => {
  it('is welcomed with what is to be seen', async () => {
    const friend = hello(FRIEND);
    expect(await friend.next()).toEqual({
      type: 'welcome',
      version: 1,
      page: performance.timeOrigin,
      state: {
        phase: 'empty',
        title: null,
        ...{ time: 0, duration: 0, playing: false, rate: 1 },
        ...{ frame: null, frameCount: null, exact: null, settled: false, error: null },
      },
    });
  });

  it('is told which versions there are, and is not served in another', async () => {
    const friend = hello(FRIEND, { ...HELLO, versions: [2] });
    expect(await friend.next()).toEqual({ type: 'unwelcome', versions: [1] });
    friend.say({ id: 1, call: 'pause' });
    await meanwhile();
    expect(done).toEqual([]);
  });

  it('has its calls done in order, each answered by its number', async () => {
    const friend = hello(FRIEND);
    await friend.next();
    friend.say({ id: 0, call: 'load', source: 'a.trace.zip' });
    friend.say({ id: 1, call: 'seek', seconds: 5 });
    friend.say({ id: 2, call: 'step', frames: -1 });
    friend.say({ id: 3, call: 'play', rate: 2 });
    friend.say({ id: 4, call: 'pause' });
    for (const id of [0, 1, 2, 3, 4]) expect(await friend.next()).toEqual({ type: 'answer', id });
    expect(done).toEqual([
      ['load', 'a.trace.zip'],
      ['seek', 5],
      ['step', { frames: -1 }],
      ['play', 2],
      ['pause'],
    ]);
  });

  it('hears by code and in words what went wrong', async () => {
    const friend = hello(FRIEND);
    await friend.next();
    friend.say({ id: 1, call: 'seek', seconds: 100 });
    friend.say({ call: 'pause' });
    friend.say({ id: 2, call: 'eval', code: '1' });
    const fault = (id: number | null, code: string, words: string) => ({
      type: 'fault',
      id,
      fault: { code, message: expect.stringContaining(words) as string },
    });
    const faults = [await friend.next(), await friend.next(), await friend.next()];
    expect(faults).toContainEqual(fault(1, 'unsupported-here', 'none is open'));
    expect(faults).toContainEqual(fault(null, 'call-invalid', 'its id'));
    expect(faults).toContainEqual(fault(2, 'call-invalid', 'its call is none of'));
    expect(done).toEqual([]);
  });

  it('cannot pile up calls', async () => {
    const friend = hello(FRIEND);
    await friend.next();
    for (let id = 0; id <= 100; id++) friend.say({ id, call: 'ready' });
    expect(await friend.next()).toMatchObject({ id: 100, fault: { code: 'call-invalid' } });
  });

  it('is told of what is opened and fails, without secrets', async () => {
    const friend = hello(FRIEND);
    await friend.next();
    const url = 'https://traces.example/a.trace.zip?X-Amz-Signature=secret';
    const failed = friend.sessions
      .getState()
      .open('a', () => Promise.reject(new TraceError('http-status', { url, status: 404 })));
    await expect(failed).rejects.toBeInstanceOf(TraceError);
    expect(await friend.next()).toMatchObject({ state: { phase: 'opening', error: null } });
    const told = await friend.next();
    expect(told).toMatchObject({ state: { phase: 'failed', title: null, error: { code: 'http-status' } } });
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});
