/** Decoders that wait for their video to be shown. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openFrameSupply, type FrameSupply } from '../../../src/panes/video/frame-server.client.ts';
import { closeUntaken, decodeAhead, supplyOf } from '../../../src/panes/video/supply-ahead.ts';
import type { Video } from '../../../src/trace/layers.ts';

vi.mock('../../../src/panes/video/frame-server.client.ts', () => ({ openFrameSupply: vi.fn() }));

const opening = vi.mocked(openFrameSupply);
/** What was closed, in this order. */
const closed: unknown[] = [];
const picture = (): VideoFrame => {
  const made = { close: () => void closed.push(made) };
  return made as unknown as VideoFrame;
};
const video = (): Video => ({ frames: {}, file: () => Promise.resolve({}) }) as unknown as Video;
const supplies: (FrameSupply & { readonly asked: number[]; readonly given: VideoFrame[] })[] = [];

beforeEach(() => {
  supplies.length = 0;
  closed.length = 0;
  opening.mockReset();
  opening.mockImplementation(() => {
    const [asked, given]: [number[], VideoFrame[]] = [[], []];
    const supply = {
      ...{ orientation: { rotation: 0, flip: false }, asked, given },
      frame: (index: number) => {
        asked.push(index);
        given.push(picture());
        return Promise.resolve({ index, picture: given.at(-1) ?? picture() });
      },
      rest: () => undefined,
      close: () => void closed.push(supply),
    };
    supplies.push(supply);
    return Promise.resolve(supply);
  });
});

const options = (signal = new AbortController().signal) => ({ onNear: vi.fn(), signal });

describe('a decoder that was opened ahead', () => {
  it('has the first frame, whose picture it lets go, and is given away once', async () => {
    const one = video();
    await decodeAhead(one, new AbortController().signal);
    expect(supplies[0]?.asked).toEqual([0]);
    expect(closed).toEqual(supplies[0]?.given);
    expect(await supplyOf(one, options())).toBe(supplies[0]);
    expect(await supplyOf(one, options())).toBe(supplies[1]);
    expect(await supplyOf(video(), options())).toBe(supplies[2]);
  });

  it('tells whoever took it of pictures on the way, and closes them while nobody has', async () => {
    const one = video();
    await decodeAhead(one, new AbortController().signal);
    const near = opening.mock.calls[0]?.[2].onNear;
    const [early, late] = [picture(), picture()];
    near?.({ index: 0, picture: early });
    expect(closed.at(-1)).toBe(early);
    const taken = options();
    await supplyOf(one, taken);
    near?.({ index: 3, picture: late });
    expect(taken.onNear).toHaveBeenCalledWith({ index: 3, picture: late });
    expect(closed).not.toContain(late);
  });

  it('ends with who took it', async () => {
    const one = video();
    await decodeAhead(one, new AbortController().signal);
    const controller = new AbortController();
    await supplyOf(one, options(controller.signal));
    expect(closed).not.toContain(supplies[0]);
    controller.abort();
    expect(closed.at(-1)).toBe(supplies[0]);
    await decodeAhead(one, new AbortController().signal);
    await expect(supplyOf(one, options(controller.signal))).rejects.toThrow();
    expect(closed.at(-1)).toBe(supplies[1]);
  });

  it('is closed where nobody took it, and only there', async () => {
    const [one, two] = [video(), video()];
    await decodeAhead(one, new AbortController().signal);
    await decodeAhead(two, new AbortController().signal);
    await supplyOf(two, options());
    await Promise.all([closeUntaken(one), closeUntaken(two)]);
    expect(closed).toContain(supplies[0]);
    expect(closed).not.toContain(supplies[1]);
    expect(await supplyOf(one, options())).toBe(supplies[2]);
  });

  it('is opened anew where that failed', async () => {
    const one = video();
    opening.mockRejectedValueOnce(new Error('offline'));
    await expect(decodeAhead(one, new AbortController().signal)).rejects.toThrow('offline');
    expect(await supplyOf(one, options())).toBe(supplies[0]);
  });
});
