import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { Bench, cueLayer } from './pane-bench.tsx';
import { DURATION, whole } from './sample-voice.tsx';

describe('finding in the transcript', () => {
  it('marks what is found, and goes from one to the next', async () => {
    const bench = await whole().ready();
    const query = bench.find('[type=search]');
    await userEvent.fill(query, 'monday');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('2 found'));
    await vi.waitFor(() =>
      expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
        'Monday',
        'Monday',
      ]),
    );
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('1 of 2'));
    await userEvent.keyboard('{Enter}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await userEvent.keyboard('{F3}');
    expect(bench.clock.now()).toBe(fromSeconds(12));
    bench.find('[role=listbox]').focus();
    await userEvent.keyboard('{Shift>}{F3}{/Shift}');
    expect(bench.clock.now()).toBe(fromSeconds(1));
    await userEvent.fill(query, 'nowhere');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('none'));
    await userEvent.keyboard('{Escape}');
    expect(query).toHaveProperty('value', '');
    await vi.waitFor(() => expect(document.querySelectorAll('mark')).toHaveLength(0));
    await bench.close();
  });

  it('goes along what it found among 18,000 cues', async () => {
    const many = Array.from({ length: 18_000 }, (_, index) => {
      return [index / 500, index / 500 + 0.002, `Line ${index} of a long day, and what it holds.`] as const;
    });
    const bench = await new Bench({ transcripts: [cueLayer(many)] }, DURATION).ready();
    const query = bench.find('[type=search]');
    query.focus();
    await userEvent.keyboard('line 1799');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('11 found'));
    await userEvent.keyboard('{Enter}{Enter}');
    await vi.waitFor(() => expect(bench.find('output').textContent).toBe('2 of 11'));
    expect(bench.clock.now()).toBe(fromSeconds(17_990 / 500));
    await vi.waitFor(() => expect(document.querySelectorAll('mark').length).toBeGreaterThan(0));
    // Only what is in sight is in the document.
    expect(document.querySelectorAll('[role=option]').length).toBeLessThan(100);
    await bench.close();
  });
});
