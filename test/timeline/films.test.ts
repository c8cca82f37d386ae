import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import type { Film } from '../../src/timeline/film.ts';
import { Films } from '../../src/timeline/films.ts';
import { GRACE } from '../../src/timeline/picture-queue.ts';
import { createScale, type Scale } from '../../src/timeline/scale.ts';
import type { PictureRequest } from '../../src/timeline/video-pictures.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

/** 10 frames a second for a minute, a key frame a second; 1280 × 720, so that a tile is 60 pixels wide. */
const VIDEO = { duration: 60, video: { fps: 10, keyEvery: 10 } };
const LANE = 'screen';

interface Drawing {
  readonly seconds: number;
  readonly width: number;
  readonly signal: AbortSignal;
  readonly end: (failure?: Error) => Promise<void>;
}

async function setup({ fail }: { readonly fail?: Error } = {}) {
  const clock = { playing: false, holders: [] as string[], tick: (): void => undefined };
  const drawings: Drawing[] = [];
  let opened = 0;
  let lifetime: AbortSignal | undefined;
  const pictures: { closed: boolean }[] = [];
  const draw = (request: PictureRequest, signal: AbortSignal): Promise<ImageBitmap> =>
    new Promise((resolve, reject) => {
      const picture = { ...request, closed: false, close: () => void (picture.closed = true) };
      pictures.push(picture);
      const end = async (failure?: Error): Promise<void> => {
        if (failure === undefined) resolve(picture);
        else reject(failure);
        await vi.advanceTimersByTimeAsync(0);
      };
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      drawings.push({ ...request, signal, end });
    });
  const films = new Films(
    (_, signal) => {
      opened += 1;
      lifetime = signal;
      return fail === undefined ? Promise.resolve({ draw }) : Promise.reject(fail);
    },
    {
      get playing() {
        return clock.playing;
      },
      get holders() {
        return clock.holders;
      },
      subscribe: (listener) => {
        clock.tick = listener;
        return () => void (clock.tick = () => undefined);
      },
    },
  );
  const detach = films.attach();
  const [layer] = buildTrace(VIDEO).videos;
  if (!layer) throw new Error('no video');
  const video = await layer.content.get();
  films.set(LANE, video);
  const film = films.all.get(LANE) as Film;
  const show = async (scale: Scale, focus = scale.width / 2): Promise<void> => {
    films.show([film], scale, focus);
    await vi.advanceTimersByTimeAsync(0);
  };
  /** Ends drawing after drawing, until nothing is drawn; the seconds in the order in which they were asked for. */
  const drain = async (): Promise<readonly number[]> => {
    for (let index = 0; index < drawings.length; index += 1) await drawings[index]?.end();
    return drawings.map(({ seconds }) => seconds);
  };
  const point = async (seconds: number | undefined): Promise<void> => {
    films.point(seconds === undefined ? undefined : fromSeconds(seconds), undefined);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    ...{ films, film, video, clock, drawings, pictures, detach, show, drain, point },
    opened: () => opened,
    ended: () => lifetime?.aborted,
  };
}

/** `pixels` CSS pixels a second. */
const scaleOf = (start: number, end: number, pixels = 60): Scale =>
  createScale({ start: fromSeconds(start), end: fromSeconds(end) }, (end - start) * pixels);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('devicePixelRatio', 2);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the tiles in sight', () => {
  it('are drawn from their key frames, from where a person looks outwards, and nothing else is', async () => {
    const { show, drain, drawings } = await setup();
    await show(scaleOf(20, 26), 3 * 60 + 1);
    expect(await drain()).toEqual([23, 22, 24, 21, 25, 20]);
    expect(drawings.filter(({ width }) => width !== 2 * 60)).toEqual([]);
  });

  it('are painted anew for themselves alone, and not for what is under the pointer', async () => {
    const { films, show, drain, point, drawings } = await setup();
    await show(scaleOf(0, 3));
    await drain();
    const painted = vi.fn();
    const previewed = vi.fn();
    films.onTiles(painted);
    films.subscribe(previewed);
    await point(0.5);
    await point(2.5);
    expect(films.preview()?.picture).toBeDefined();
    expect(previewed).toHaveBeenCalled();
    // Rests there: its own picture comes.
    const before = drawings.length;
    await vi.advanceTimersByTimeAsync(1_000);
    await drain();
    expect(drawings.length).toBeGreaterThan(before);
    expect(painted).not.toHaveBeenCalled();
    await show(scaleOf(3, 6));
    await drain();
    expect(painted).toHaveBeenCalled();
  });

  it('open the video when the first picture is wanted, once', async () => {
    const { show, drain, opened } = await setup();
    expect(opened()).toBe(0);
    await show(scaleOf(0, 3));
    await drain();
    await show(scaleOf(3, 6));
    await drain();
    expect(opened()).toBe(1);
  });

  it('are drawn once while they are kept', async () => {
    const { show, drain } = await setup();
    await show(scaleOf(0, 5));
    const first = await drain();
    await show(scaleOf(1, 6));
    expect((await drain()).slice(first.length)).toEqual([5]);
  });

  it('are cancelled when they are out of sight', async () => {
    const { show, drain, drawings } = await setup();
    await show(scaleOf(0, 5));
    expect(drawings).toHaveLength(1);
    await show(scaleOf(30, 33));
    await vi.advanceTimersByTimeAsync(GRACE);
    expect(drawings[0]?.signal.aborted).toBe(true);
    expect((await drain()).slice(1).every((seconds) => seconds >= 29)).toBe(true);
  });

  it('have what stands in for them while they are on their way', async () => {
    const { films, film, show, drain } = await setup();
    const [far, near] = [scaleOf(0, 60, 10), scaleOf(8, 12)];
    await show(far);
    await drain();
    const shown = films.tiles(film, near);
    expect(shown.filter(({ picture }) => picture === undefined)).toEqual([]);
    expect(shown.some(({ own }) => !own)).toBe(true);
    await show(near);
    await drain();
    expect(films.tiles(film, near).filter(({ own }) => !own)).toEqual([]);
  });

  it('are looked at anew when the video has other times, without drawing them again', async () => {
    const { films, film, video, show, drain } = await setup();
    await show(scaleOf(0, 4));
    const before = await drain();
    films.set(LANE, { ...video });
    expect(films.all.get(LANE)).toBe(film);
    await show(scaleOf(0, 4));
    expect(await drain()).toEqual(before);
  });
});

describe('other work comes first', () => {
  it('begins nothing while a pane holds the clock', async () => {
    const { clock, show, drawings } = await setup();
    clock.holders = ['video'];
    await show(scaleOf(0, 5));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(drawings).toEqual([]);
    clock.holders = [];
    clock.tick();
    await vi.advanceTimersByTimeAsync(0);
    expect(drawings).toHaveLength(1);
  });

  it('draws now and then only while playing', async () => {
    const { clock, show, drawings } = await setup();
    clock.playing = true;
    await show(scaleOf(0, 5));
    await drawings[0]?.end();
    await vi.advanceTimersByTimeAsync(300);
    clock.tick();
    expect(drawings).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(drawings).toHaveLength(2);
  });
});

describe('the moment that is pointed at', () => {
  it('is shown by the key frame at once, by the frame itself when the pointer rests', async () => {
    const { films, point, drawings, film } = await setup();
    await point(12.34);
    expect(films.preview()).toMatchObject({ film, picture: undefined, time: undefined });
    expect(drawings).toMatchObject([{ seconds: 12, width: 480 }]);
    await drawings[0]?.end();
    expect(films.preview()).toMatchObject({ time: 12e6, exact: false });
    await vi.advanceTimersByTimeAsync(149);
    expect(drawings).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(drawings[1]).toMatchObject({ seconds: 12.3 });
    await drawings[1]?.end();
    expect(films.preview()).toMatchObject({ time: 12.3e6, exact: true });
  });

  it('comes before the tiles where the pointer lingers, and has a tile for a picture until then', async () => {
    const { films, show, point, drawings } = await setup();
    await show(scaleOf(0, 8), 70);
    await drawings[0]?.end();
    await point(1.5);
    expect(films.preview()).toMatchObject({ time: 1e6, exact: false });
    await drawings[1]?.end();
    expect(drawings[2]).toMatchObject({ width: 120 });
    await vi.advanceTimersByTimeAsync(50);
    await drawings[2]?.end();
    expect(drawings[3]).toMatchObject({ seconds: 1, width: 480 });
  });

  it('is the newest one: of those passed over only what runs is finished', async () => {
    const { point, drain } = await setup();
    for (const seconds of [10.1, 20.1, 30.1]) await point(seconds);
    expect(await drain()).toEqual([10, 30]);
  });

  it('has the picture of the tile there, or of a coarser one, with its own time', async () => {
    const { films, show, drain, point } = await setup();
    // Tiles of 2^22 µs.
    await show(scaleOf(0, 60, 10));
    await drain();
    await point(11.9);
    expect(films.preview()).toMatchObject({ time: 8e6, exact: false });
  });

  it('has no picture where no video shows it', async () => {
    const { films, point } = await setup();
    films.point((60e6 + 1) as TraceTime, undefined);
    expect(films.preview()).toBeUndefined();
    await point(3);
    expect(films.preview()).toBeDefined();
    await point(undefined);
    expect(films.preview()).toBeUndefined();
  });
});

describe('failures', () => {
  const tellsOf = (film: Film | undefined): string | undefined => film?.error?.code;

  it('end the film where its codec cannot be decoded, and are told once', async () => {
    const fail = new TraceError('codec-unsupported', { path: 'a.mp4', codec: 'hvc1' });
    const { films, show, opened, ended } = await setup({ fail });
    let snapshots = new Set<unknown>();
    films.subscribe(() => (snapshots = snapshots.add(films.all)));
    await show(scaleOf(0, 5));
    expect(tellsOf(films.all.get(LANE))).toBe('codec-unsupported');
    expect(ended()).toBe(true);
    await show(scaleOf(10, 15));
    expect([opened(), snapshots.size]).toEqual([1, 1]);
  });

  it('of one frame leave a gap, of three in a row end the film', async () => {
    const broken = new TraceError('format-broken', { path: 'a.mp4', format: 'video', reason: 'x' });
    const { films, show, drawings } = await setup();
    await show(scaleOf(0, 8));
    await drawings[0]?.end(broken);
    await drawings[1]?.end(broken);
    await drawings[2]?.end();
    await drawings[3]?.end(broken);
    expect(tellsOf(films.all.get(LANE))).toBeUndefined();
    const asked = drawings.map(({ seconds }) => seconds);
    expect(new Set(asked).size).toBe(asked.length);
    await drawings[4]?.end(broken);
    await drawings[5]?.end(broken);
    expect(tellsOf(films.all.get(LANE))).toBe('format-broken');
    expect(drawings).toHaveLength(6);
  });

  it('that may pass are tried again, after a while', async () => {
    const offline = new TraceError('network-failed', { url: 'https://a.example/', crossOrigin: true });
    const { show, drawings } = await setup();
    await show(scaleOf(0, 5));
    await drawings[0]?.end(offline);
    await show(scaleOf(0, 5.1));
    const before = drawings.length;
    await vi.advanceTimersByTimeAsync(10_000);
    await show(scaleOf(0, 5.2));
    expect(drawings.length).toBe(before + 1);
  });
});

describe('the end', () => {
  it('closes all pictures, also one that comes after it', async () => {
    const { show, drawings, pictures, detach, ended } = await setup();
    await show(scaleOf(0, 5));
    await drawings[0]?.end();
    detach();
    expect([pictures[0]?.closed, ended(), drawings[1]?.signal.aborted]).toEqual([true, true, true]);
    expect(drawings).toHaveLength(2);
  });
});
