import { describe, expect, it } from 'vitest';
import { Attachments, TextBudget } from '../../../src/importers/inspect/attachments.ts';

const sample = (text: string): object => ({ attachments: { a: text } });

describe('texts of a sample that stand apart', () => {
  it('are put back at any depth, and counted where they are not there', () => {
    const texts = new Attachments(sample('long'), new TextBudget());
    expect(texts.resolved({ content: ['attachment://a', 'attachment://b', 1] })).toEqual({
      content: ['long', 'attachment://b', 1],
    });
    expect(texts.missing).toBe(1);
  });

  it('have one bound for all samples of a log', () => {
    const budget = new TextBudget(10);
    const [one, two] = [new Attachments(sample('123456'), budget), new Attachments(sample('1234'), budget)];
    expect([one.resolved('attachment://a'), one.resolved('attachment://a')]).toEqual([
      '123456',
      'attachment://a',
    ]);
    expect(two.resolved('attachment://a')).toBe('1234');
    expect(two.resolved('attachment://a')).toBe('attachment://a');
  });

  it('can be looked at as often as one likes', () => {
    const texts = new Attachments(sample('1234'), new TextBudget(4));
    for (let turn = 0; turn < 5; turn += 1) expect(texts.peeked('attachment://a')).toBe('1234');
    expect(texts.resolved('attachment://a')).toBe('1234');
    expect(texts.missing).toBe(0);
  });
});
