/** Traces that are read before they are opened. */
import { expect, it, vi } from 'vitest';
import { ReadAhead } from '../../../src/app/batch/ahead.ts';
import { findBundle } from '../../../src/app/find-bundle.ts';
import { prepareTrace, type PreparedTrace } from '../../../src/app/prepare-trace.ts';
import { closeUntaken, decodeAhead } from '../../../src/panes/video/supply-ahead.ts';

vi.mock('../../../src/app/find-bundle.ts', () => ({ findBundle: vi.fn() }));
vi.mock('../../../src/app/prepare-trace.ts', () => ({ prepareTrace: vi.fn() }));
vi.mock('../../../src/panes/video/supply-ahead.ts', () => ({ decodeAhead: vi.fn(), closeUntaken: vi.fn() }));

const URL_AHEAD = new URL('https://x.example/all/a/');

it('does not hand over what could not be read: it is read anew where it is opened', async () => {
  vi.mocked(findBundle).mockRejectedValue(new Error('offline'));
  const ahead = new ReadAhead();
  ahead.want(URL_AHEAD);
  await ahead.settled();
  expect(findBundle).toHaveBeenCalledTimes(1);
  expect(ahead.take(URL_AHEAD)).toBeUndefined();
  // It is not held any more, and can be wanted again.
  ahead.want(URL_AHEAD);
  await ahead.settled();
  expect(findBundle).toHaveBeenCalledTimes(2);
});

function pictures() {
  const file = { size: 1, read: () => Promise.resolve(new Uint8Array(1)) };
  const video = { file: () => Promise.resolve(file) };
  let goOn: () => void = () => undefined;
  const pictured = new Promise<void>((resolve) => (goOn = resolve));
  vi.mocked(findBundle).mockResolvedValue({} as Awaited<ReturnType<typeof findBundle>>);
  vi.mocked(prepareTrace).mockResolvedValue({
    trace: { videos: [{ content: { get: () => Promise.resolve(video) } }] },
    pictured,
    goOn,
  } as unknown as PreparedTrace);
  vi.mocked(closeUntaken).mockReset();
  return { video, pictured, goOn };
}

it('lets a decoder go that no pane has taken by the first picture', async () => {
  const { video, pictured, goOn } = pictures();
  vi.mocked(decodeAhead).mockResolvedValue();
  const ahead = new ReadAhead();
  ahead.want(URL_AHEAD);
  await ahead.settled();
  expect(decodeAhead).toHaveBeenCalled();
  expect(closeUntaken).not.toHaveBeenCalled();
  goOn();
  await pictured;
  await Promise.resolve();
  expect(closeUntaken).toHaveBeenCalledWith(video);
});

it('lets nothing wait for a picture that could not be decoded', async () => {
  const { video, pictured } = pictures();
  vi.mocked(decodeAhead).mockRejectedValue(new Error('broken'));
  const ahead = new ReadAhead();
  ahead.want(URL_AHEAD);
  await ahead.settled();
  await pictured;
  await Promise.resolve();
  expect(closeUntaken).toHaveBeenCalledWith(video);
});
