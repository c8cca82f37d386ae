import { describe, expect, it } from 'vitest';
import { describeCalls } from '../../src/timeline/agent-marks.ts';
import type { ToolCall } from '../../src/trace/agent-steps.ts';

function call(name: string, args: object): ToolCall {
  return { id: 'c1', name, args: JSON.stringify(args, null, 2), results: [] };
}

describe('tool calls in one line', () => {
  it('say of one what it was given first', () => {
    expect(describeCalls([call('Bash', { command: 'ls "a b"\nwc -l', timeout: 3 })])).toBe('Bash: ls "a b"');
  });

  it('are names where there are several, or nothing to say in words', () => {
    const list = call('Read', { lines: [1, 2], file: 'a.ts' });
    expect(describeCalls([list])).toBe('Read');
    expect(describeCalls([call('wait', {})])).toBe('wait');
    expect(describeCalls([list, call('Bash', { command: 'ls' })])).toBe('Read, Bash');
    expect(describeCalls([])).toBe('');
  });

  it('are cut where the text is long, and stay one line', () => {
    const text = describeCalls([call('Write', { content: `${'x'.repeat(50_000)}\n` })]);
    expect(text.length).toBeLessThan(220);
    expect(text).toMatch(/^Write: x+…?$/);
  });
});
