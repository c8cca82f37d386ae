import { describe, expect, it } from 'vitest';
import { correctionsName } from '../../src/app/corrections-name.ts';

describe('the name of a file of corrections', () => {
  it.each([
    ['12.trace.zip', '12.corrections.json'],
    ['https://example.org/traces/bug-fix/?key=secret', 'bug-fix.corrections.json'],
    ['C:\\traces\\a.zip', 'a.corrections.json'],
    ['', 'trace.corrections.json'],
    ['../..\u202e/x"y<z', 'x_y_z.corrections.json'],
  ])('beside %j is %s', (label, name) => {
    expect(correctionsName(label)).toBe(name);
  });
});
