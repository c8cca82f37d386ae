import { describe, expect, it } from 'vitest';
import { filterLogs, levelOf, type LogFilter } from '../../../src/panes/signals/log-filter.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { traceIdOf } from '../../fixtures/otlp.ts';

const ALL: LogFilter = { level: 'trace', words: ' ', trace: undefined };

describe('the filter of logs', () => {
  it('is by level, words and trace', async () => {
    const items = (await buildTrace({ signals: true }).logs[0]?.content.get())?.items ?? [];
    const count = (filter: Partial<LogFilter>) => filterLogs(items, { ...ALL, ...filter }).length;
    expect(filterLogs(items, ALL)).toBe(items);
    expect([count({ level: 'info' }), count({ level: 'warn' }), count({ level: 'error' })]).toEqual([
      51, 23, 5,
    ]);
    expect([
      count({ words: 'QUERY slow' }),
      count({ words: 'payments' }),
      count({ words: 'order.id 1003' }),
    ]).toEqual([18, 23, 1]);
    expect(count({ trace: traceIdOf(15) })).toBe(3);
    expect(count({ trace: traceIdOf(15), level: 'error', words: 'nothing like that' })).toBe(0);
    const [first] = items;
    expect(
      filterLogs(first ? [{ ...first, level: 'unspecified' }] : [], { ...ALL, level: 'info' }),
    ).toHaveLength(1);
    expect([levelOf('warn'), levelOf('loud'), levelOf(undefined)]).toEqual(['warn', 'trace', 'trace']);
  });
});
