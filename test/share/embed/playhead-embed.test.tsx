/** The client against a frame that is played by the test: what it says, to whom, and what it makes of the answers. */
import { describe, expect, it } from 'vitest';
import {
  connectPlayhead,
  type EmbedMessage,
  type EmbedState,
} from '../../../src/share/embed/playhead-embed.ts';

const VIEWER = 'https://viewer.example';

const at = (time: number): EmbedState => ({
  phase: 'ready',
  title: 'A trace',
  ...{ time, duration: 60, playing: false, rate: 1, frame: null, frameCount: null },
  ...{ exact: null, settled: true, error: null },
});

interface Hello {
  readonly data: unknown;
  readonly origin: string;
  readonly port: MessagePort;
}

/** A frame of the viewer; `url`: of a document in it that this page may look into. */
function frameOf(url?: string) {
  const hellos: Hello[] = [];
  const target = new EventTarget();
  const frame = Object.assign(target, {
    src: `${VIEWER}/playhead/?trace=a`,
    contentDocument: url === undefined ? null : { URL: url },
    contentWindow: {
      postMessage: (data: unknown, origin: string, [port]: MessagePort[]) => {
        if (port) hellos.push({ data, origin, port });
      },
    },
  });
  const answer = (index: number, message: EmbedMessage): void => hellos[index]?.port.postMessage(message);
  const load = (): void => void target.dispatchEvent(new Event('load'));
  return { frame: frame as unknown as HTMLIFrameElement, hellos, answer, load };
}

const welcome = (page: number, time = 0): EmbedMessage => ({
  type: 'welcome',
  version: 1,
  page,
  state: at(time),
});

/** What the frame hears next over a port. */
function heard(port: MessagePort | undefined): Promise<unknown> {
  return new Promise((resolve) => {
    if (port) port.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
  });
}

describe('connecting', () => {
  it('says hello to the origin of the viewer alone, with a port', async () => {
    const { frame, hellos, answer } = frameOf();
    const connected = connectPlayhead(frame);
    expect(hellos).toMatchObject([{ data: { type: 'playhead:hello', versions: [1] }, origin: VIEWER }]);
    answer(0, welcome(1, 7));
    const player = await connected;
    expect(player.state.time).toBe(7);
    player.close();
  });

  it('waits for the frame where that is still the empty one', async () => {
    const { frame, hellos, answer, load } = frameOf('about:blank');
    const connected = connectPlayhead(frame);
    expect(hellos).toEqual([]);
    load();
    answer(0, welcome(1));
    (await connected).close();
  });

  it('gives up what does not answer, and what speaks other versions', async () => {
    const silent = frameOf();
    await expect(connectPlayhead(silent.frame, { patience: 1 })).rejects.toMatchObject({ code: 'no-answer' });
    const newer = frameOf();
    const connected = connectPlayhead(newer.frame);
    newer.answer(0, { type: 'unwelcome', versions: [2, 3] });
    await expect(connected).rejects.toMatchObject({
      code: 'version-unknown',
      message: expect.stringContaining('2, 3') as string,
    });
    // It says no more hello.
    newer.load();
    expect(newer.hellos).toHaveLength(1);
  });
});

describe('a connection', () => {
  it('sends calls, settles each by its number, and tells of states', async () => {
    const { frame, hellos, answer } = frameOf();
    const connected = connectPlayhead(frame);
    answer(0, welcome(1));
    const player = await connected;
    const times: number[] = [];
    const stop = player.subscribe(({ time }) => times.push(time));
    const call = heard(hellos[0]?.port);
    const [seek, step] = [player.seek(5), player.step({ events: -1 })];
    expect(await call).toEqual({ id: 1, call: 'seek', seconds: 5 });
    answer(0, { type: 'state', state: at(5) });
    answer(0, { type: 'fault', id: 2, fault: { code: 'unsupported-here', message: 'None is open.' } });
    answer(0, { type: 'answer', id: 1 });
    await expect(step).rejects.toMatchObject({ code: 'unsupported-here', message: 'None is open.' });
    await seek;
    stop();
    answer(0, { type: 'state', state: at(6) });
    await expect.poll(() => player.state.time).toBe(6);
    expect(times).toEqual([5]);
    player.close();
    await expect(player.pause()).rejects.toMatchObject({ code: 'closed' });
  });

  it('stays where the same page is greeted twice', async () => {
    const { frame, hellos, answer, load } = frameOf();
    const connected = connectPlayhead(frame);
    answer(0, welcome(1));
    const player = await connected;
    const seek = player.seek(5);
    load();
    answer(1, welcome(1, 9));
    answer(0, { type: 'answer', id: 1 });
    await seek;
    expect(hellos).toHaveLength(2);
    expect(player.state.time).toBe(0);
    player.close();
  });

  it('goes on with a page that was loaded anew, and gives up what the old one owes', async () => {
    const { frame, hellos, answer, load } = frameOf();
    const connected = connectPlayhead(frame);
    answer(0, welcome(1));
    const player = await connected;
    const seek = player.seek(5);
    load();
    answer(1, welcome(2, 9));
    await expect(seek).rejects.toMatchObject({ code: 'frame-reloaded' });
    expect(player.state.time).toBe(9);
    const call = heard(hellos[1]?.port);
    const pause = player.pause();
    expect(await call).toEqual({ id: 2, call: 'pause' });
    player.close();
    await expect(pause).rejects.toMatchObject({ code: 'closed' });
  });
});
