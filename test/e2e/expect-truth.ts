/** Whether what a page shows of the sample is what its bundle says. */
import { expect, type Page } from '@playwright/test';
import type { PlayheadState } from '../../src/app/page-api.ts';
import { readDecoded, readShown, teachTimecode } from './read-picture.ts';
import { timecode, videoResidual, type TerminalTruth, type VideoTruth } from './sample-truth.ts';

interface Truth {
  readonly video: VideoTruth;
  readonly terminal: TerminalTruth;
}

/** At the present moment: the picture, the terminal's text and the description all are what the bundle says. */
export async function expectTruth(
  page: Page,
  state: PlayheadState,
  { video, terminal }: Truth,
): Promise<void> {
  const index = video.indexAt(state.time);
  expect(state, `at ${state.time} s`).toMatchObject({ frame: index, frameCount: video.count, exact: true });
  await teachTimecode(page);
  const shown = await readShown(page, timecode);
  expect(shown, `the picture at ${state.time} s can be read`).toBeDefined();
  expect(shown, `the picture at ${state.time} s is frame ${index}`).toBe(
    await readDecoded(page, timecode, await video.chunksOf(index)),
  );
  expect(Math.abs((shown ?? 0) * 1000 - video.middleOf(index) * 1e6)).toBeLessThan(videoResidual + 100_000);
  expect(state.panes['video']).toMatchObject({ frame: index, exact: true });
  expect(trimmed(state.panes['terminal']?.['text']), `the terminal at ${state.time} s`).toEqual(
    trimmed(await terminal.textAt(state.time)),
  );
}

/** Without the blank lines at the end, which say nothing. */
function trimmed(lines: unknown): readonly string[] {
  const text = Array.isArray(lines) ? lines.map(String) : [];
  return text.slice(0, text.findLastIndex((line) => line !== '') + 1);
}
