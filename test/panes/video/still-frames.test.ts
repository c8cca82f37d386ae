import { describe, expect, it } from 'vitest';
import type { FrameTable } from '../../../src/trace/frame-table.ts';
import type { TraceError } from '../../../src/base/errors.ts';
import type { FrameSupply } from '../../../src/panes/video/frame-server.client.ts';
import type { StillCanvas } from '../../../src/panes/video/still-canvas.ts';
import { StillFrames } from '../../../src/panes/video/still-frames.ts';
import { pretendFrame } from './pretend-frame.ts';

/** Still frames whose canvas throws what a browser may: a picture that it cannot draw. */
function setUp() {
  const failures: TraceError[] = [];
  let answer: (frame: VideoFrame) => void = () => undefined;
  const supply: FrameSupply = {
    orientation: { rotation: 0, flip: false },
    frame: (index) => new Promise((resolve) => (answer = (picture) => resolve({ index, picture }))),
    rest: () => undefined,
    close: () => undefined,
  };
  const canvas = {
    visible: false,
    paint: () => {
      throw new Error('it cannot be drawn');
    },
  } as unknown as StillCanvas;
  const frames = { count: 3, mediaTime: (at: number) => at } as unknown as FrameTable;
  const stills = new StillFrames({
    supply,
    canvas,
    frames,
    changed: () => undefined,
    failed: (error) => void failures.push(error),
  });
  return { stills, failures, give: (frame: VideoFrame) => answer(frame) };
}

describe('a picture that cannot be painted', () => {
  it('is closed, and the decoder is of no use, where it is the one that was wanted', async () => {
    const { stills, failures, give } = setUp();
    const { frame, closed } = pretendFrame();
    stills.want(0, false);
    give(frame);
    await closed;
    expect(failures.map(({ details }) => details)).toEqual([{ reason: 'it cannot be drawn' }]);
  });

  it('is closed, and the decoder is of no use, where it is one on the way', async () => {
    const { stills, failures } = setUp();
    const { frame, closed } = pretendFrame();
    stills.want(2, false);
    stills.near({ index: 0, picture: frame });
    await closed;
    expect(failures.map(({ details }) => details)).toEqual([{ reason: 'it cannot be drawn' }]);
  });
});
