import { expect, it } from 'vitest';
import { localDate, utcDate } from '../../src/base/date-words.ts';

it('writes a date so that no place reads it otherwise', () => {
  expect(utcDate('2026-03-09T08:05:59.999Z')).toBe('9 Mar 2026, 08:05 UTC');
  expect(utcDate('2026-11-26T23:59:00+02:00')).toBe('26 Nov 2026, 21:59 UTC');
  expect(localDate('2026-11-26T12:00:00.000Z')).toMatch(/^2[67] Nov 2026, \d{2}:\d\d$/);
});

it('leaves what is no date as it is', () => {
  expect([localDate('soon'), utcDate('')]).toEqual(['soon', '']);
});
