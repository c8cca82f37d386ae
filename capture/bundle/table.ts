import { median } from '../../src/cli/capture/clock.ts';
import type { Measurements } from './layers.ts';

/** What the recording says about its own clocks, for people. */
export function measurementTable({ video, audio, cast, input, wall }: Measurements): string {
  const ms = (us: number): string => `${(us / 1000).toFixed(1)} ms`;
  const utterances = audio.utteranceErrorsUs.map(Math.abs);
  const rows: readonly (readonly [string, string])[] = [
    [
      'video frames',
      `${video.frames} (${video.framesPerSecond.toFixed(2)} a second, longest gap ${ms(video.longestGapUs)})`,
    ],
    ['frames with an unreadable time code', String(video.unreadable)],
    [
      'video clock: typical / 99 % / largest error',
      [video.clock.typicalUs, video.clock.p99Us, video.clock.residualUs].map(ms).join(' / '),
    ],
    ['flash in the video against its instant', video.flashErrorsUs.map(ms).join(', ')],
    ['voice clock: largest error', ms(audio.clock.residualUs)],
    [`utterances found: ${utterances.length}; typical error`, ms(median(utterances))],
    ['terminal clock: typical / largest error', `${ms(cast.clock.typicalUs)} / ${ms(cast.clock.residualUs)}`],
    [
      'input events seen; typical / largest lag',
      `${input.seen}; ${ms(input.typicalLagUs)} / ${ms(input.worstLagUs)}`,
    ],
    ['wall clock drift over the session', ms(wall.driftUs)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
