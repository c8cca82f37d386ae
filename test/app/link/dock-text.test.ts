import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dockModel, dockText, MAX_DOCK } from '../../../src/app/link/dock-text.ts';

describe('a layout as a text', () => {
  it.each([
    'video',
    'none',
    'video.diff*',
    '50video_50terminal',
    '20steps_44video.browser_36(62terminal.diff*.tests_38voice.outcome)',
    '30(60video_40(50steps_50(25tests_75outcome)))_70terminal',
  ])('%s comes back', (text) => {
    const model = dockModel(text);
    expect(model && dockText(model)).toBe(text);
  });

  it('has whole shares that stay what they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 5_000, noNaN: true }), { minLength: 2, maxLength: 6 }),
        (weights) => {
          const children = weights.map((weight, index) => {
            const id = `pane-${'abcdef'[index] ?? ''}`;
            return { type: 'tabset', weight, selected: 0, children: [{ type: 'tab', id }] };
          });
          const text = dockText({ layout: { type: 'row', children } });
          const again = dockModel(text);
          expect(again && dockText(again)).toBe(text);
        },
      ),
    );
  });

  it('leaves out places without a pane', () => {
    const tab = { type: 'tabset', weight: 10, children: [{ type: 'tab', id: 'video' }] };
    const empty = { type: 'tabset', weight: 10, children: [] };
    const layout = { type: 'row', children: [empty, { type: 'row', weight: 5, children: [tab, empty] }] };
    expect(dockText({ layout })).toBe('video');
    expect(dockText({ layout: { type: 'row', children: [empty] } })).toBe('none');
  });

  it.each([
    '',
    '_',
    'video_',
    '(video',
    'video)',
    '0video',
    'Video',
    'a.a',
    '50',
    '5()',
    'x'.repeat(MAX_DOCK + 1),
  ])('is not %.20j', (text) => expect(dockModel(text)).toBeUndefined());

  it('is refused or read, whatever it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-c0-9_.()*-]{0,60}$/), (text) => {
        const model = dockModel(text);
        if (!model) return;
        const said = dockText(model);
        const again = dockModel(said);
        expect(again && dockText(again)).toBe(said);
      }),
      { numRuns: 2_000 },
    );
  });
});
