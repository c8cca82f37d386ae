import { describe, expect, it } from 'vitest';
import type { SearchLine } from '../../src/search/search-line.ts';
import { logLines, spanLines } from '../../src/search/signal-lines.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const TRACE = buildTrace({ signals: true });

async function found(): Promise<readonly SearchLine[]> {
  const lines: SearchLine[] = [];
  const add = (line: SearchLine): void => void lines.push(line);
  for (const _ of logLines((await TRACE.logs[0]?.content.get())?.items ?? [], add));
  for (const _ of spanLines((await TRACE.spans[0]?.content.get())?.items ?? [], add));
  return lines;
}

describe('lines of logs and spans', () => {
  it('are what was written, with who wrote it and when', async () => {
    const lines = await found();
    const of = (text: string) => lines.find((line) => line.text.includes(text));
    expect(of('order 1000 began')).toEqual({
      time: 1e6,
      place: 'shop · INFO',
      text: 'checkout of order 1000 began',
    });
    expect(of('order.id: 1001')).toMatchObject({ time: 3e6 });
    expect(of('ledger.js:41')).toEqual({
      time: 32.5e6,
      place: 'payments · ERROR',
      text: '  at ledger.find (ledger.js:41)',
    });
    expect(of('charge card')).toEqual({ time: 1.02e6, place: 'payments', text: 'charge card' });
    expect(of('charge card · failed')).toMatchObject({ time: 31.02e6 });
    expect(of('payment timed out')).toMatchObject({ time: 32.55e6, place: 'shop' });
    expect(of('db.statement: SELECT')).toMatchObject({ time: 1.025e6 });
    expect(of('exception.type: TimeoutError')).toMatchObject({ time: 32.5e6 });
  });
});
