import axe from 'axe-core';
import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import '../../src/ui/theme.css';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines } from '../fixtures/build-bundle.ts';
import { showTimeline } from './shown-timeline.tsx';

/** Of a lane of notes, in CSS pixels. */
const LANE = 20;
const S = 1_000_000;
const NOTE = lines({ t: 9 * S, type: 'note', text: 'here' });

afterEach(cleanup);

it.each(['dark', 'light'])('hatches what was not recorded, and tells it, in the %s theme', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  const gaps = [{ t: [2 * S, 4 * S], reason: '<i>It</i> died' }, 'none'];
  const trace = await openTrace(
    buildBundle({
      layers: [
        { id: 'one', kind: 'annotations', title: 'One', content: NOTE, 'x-gaps': gaps },
        { id: 'two', kind: 'annotations', title: 'Two', content: NOTE },
      ],
      manifest: {
        clock: {
          ...{ unit: 'us', origin: { wall_utc: null, wall_uncertainty_us: null }, duration: 10 * S },
          'x-pauses': [{ t: [6.5 * S, 6.501 * S], reason: 'telephone' }],
        },
      },
    }),
  );
  const { container, told, colours, expectAt } = await showTimeline(trace, 'What was not recorded');
  expect(told).toEqual([
    'All layers. Nothing was recorded from 0:06.500 to 0:06.501: telephone.',
    'One. Nothing was recorded from 0:02.000 to 0:04.000: <i>It</i> died.',
  ]);

  // Between the lines of the ruler, which are at whole seconds.
  const count = (lane: number, from: number, to: number): number =>
    new Set(colours(lane * LANE + LANE / 2, from, to)).size;
  expect(count(0, 202, 298)).toBeGreaterThan(1);
  expect([count(1, 202, 298), count(0, 402, 498)]).toEqual([1, 1]);
  // However short, a pause goes through all lanes.
  for (const lane of [0, 1]) expect(count(lane, 640, 660)).toBeGreaterThan(1);

  await expectAt(300, 5, 'Nothing was recorded here: <i>It</i> died');
  await expectAt(651, LANE + 5, 'Nothing was recorded here: telephone');
  expect(container.querySelector('i:not([class])')).toBeNull();
  expect((await axe.run(container)).violations).toEqual([]);
});
