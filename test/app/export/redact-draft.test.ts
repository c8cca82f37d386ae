import { describe, expect, it } from 'vitest';
import {
  faultOfTexts,
  keepRedactDraft,
  planOf,
  redactDraftOf,
  withCut,
  type RedactDraft,
} from '../../../src/app/export/redact-draft.ts';
import { fromSeconds, type TimeRange } from '../../../src/base/time.ts';
import { parsePlan } from '../../../src/share/redact/plan.ts';
import type { Trace } from '../../../src/trace/trace.ts';

const trace = (): Trace => ({ bundle: {} }) as unknown as Trace;
const range = (start: number, end: number): TimeRange => ({
  start: fromSeconds(start),
  end: fromSeconds(end),
});
const draft = (part: Partial<RedactDraft>): RedactDraft => ({
  ...redactDraftOf(trace()),
  by: ' Ada ',
  ...part,
});

const FOUND = { rule: 'secrets', findings: ['secrets/a', 'secrets/b'] } as const;
const BOTH = [FOUND, { rule: 'personal-data', findings: ['personal-data/a'] }] as const;
const part = (when: TimeRange | undefined) => ({
  layer: 'screen',
  rect: { x: 1, y: 2, width: 30, height: 40 },
  range: when,
});

describe('a plan of redactions', () => {
  it('names what was found by its rules, and holds none of it', () => {
    expect(planOf(draft({}), BOTH)).toEqual({
      schema: { name: 'playhead-redaction-plan', version: 1 },
      by: 'Ada',
      redactions: [
        { type: 'found', id: 'secrets', category: 'secret', rules: ['secrets'] },
        { type: 'found', id: 'personal-data', category: 'pii', rules: ['personal-data'] },
      ],
    });
    expect(planOf(draft({ rulesOff: new Set(['secrets']) }), [FOUND])).toBeUndefined();
  });

  it('names the findings that stay, and no rule all of whose findings do', () => {
    const without = (...ids: readonly string[]) => planOf(draft({ findingsOff: new Set(ids) }), [FOUND]);
    const plan = without('secrets/b', 'of another rule');
    expect(parsePlan(JSON.stringify(plan), 'plan.json').redactions).toEqual([
      { type: 'found', id: 'secrets', category: 'secret', rules: ['secrets'], except: ['secrets/b'] },
    ]);
    expect(without('secrets/a', 'secrets/b')).toBeUndefined();
    // The search failed here: the command's may find them.
    const unknown = planOf(draft({ findingsOff: new Set(['secrets/b']) }), [{ ...FOUND, findings: [] }]);
    expect(unknown?.redactions).toHaveLength(1);
  });

  it('is one that the command takes, whatever was chosen', () => {
    const chosen = [
      withCut(draft({}), range(3, 4.5)),
      draft({ cuts: [{ range: range(1, 2), kind: 'audio' }] }),
      draft({ cuts: [{ range: range(0, 0.000_001), kind: 'keystrokes' }] }),
      draft({ texts: 'Acme Ltd\n\n Acme Ltd\nAcme Ltd\n' }),
      draft({
        parts: [part(undefined), part(range(1, 2)), { ...part(undefined), layer: 'gone' }],
        layersOff: new Set(['gone']),
      }),
      draft({ layersOff: new Set(['Screen recording of the 2nd display, in colour', 'voice']) }),
    ];
    const plans = chosen.map((one) => planOf(one, []));
    expect(plans.map((plan) => parsePlan(JSON.stringify(plan), 'plan.json').redactions)).toEqual([
      [{ type: 'time', id: 'range-1', category: 'time', t: [3_000_000, 4_500_000] }],
      [{ type: 'audio', id: 'range-1', category: 'audio', t: [1_000_000, 2_000_000] }],
      [{ type: 'keystrokes', id: 'range-1', category: 'keystrokes', t: [0, 1], everywhere: true }],
      [{ type: 'text', id: 'texts', category: 'text', texts: ['Acme Ltd', ' Acme Ltd'] }],
      [
        { type: 'region', id: 'part-1', category: 'picture', layer: 'screen', rect: [1, 2, 30, 40] },
        {
          type: 'region',
          id: 'part-2',
          category: 'picture',
          layer: 'screen',
          rect: [1, 2, 30, 40],
          t: [1_000_000, 2_000_000],
        },
        { type: 'layer', id: 'layer-1', category: 'layer', layer: 'gone' },
      ],
      [
        {
          type: 'layer',
          id: 'layer-1',
          category: 'layer',
          layer: 'Screen recording of the 2nd display, in colour',
        },
        { type: 'layer', id: 'layer-2', category: 'layer', layer: 'voice' },
      ],
    ]);
  });

  it('is none before somebody says who decides, or while a text would take too much', () => {
    expect(planOf(draft({ by: '  ' }), [FOUND])).toBeUndefined();
    expect(planOf(draft({ texts: 'a b' }), [FOUND])).toBeUndefined();
    expect(faultOfTexts('Acme\na b')).toContain('“a b” is too short');
    const many = Array.from({ length: 1_001 }, (_, index) => `text ${index}`).join('\n');
    expect(faultOfTexts(many)).toContain('1001 texts');
  });
});

describe('a draft of it', () => {
  it('has each range once, in the order of time', () => {
    const cut = [range(5, 6), range(1, 2), range(5, 6), range(1, 3)].reduce(withCut, draft({}));
    expect(cut.cuts.map((one) => one.range)).toEqual([range(1, 2), range(1, 3), range(5, 6)]);
  });

  it('stays with the bundle', () => {
    const opened = trace();
    keepRedactDraft(opened, draft({ texts: 'Acme' }));
    expect([redactDraftOf(opened).texts, redactDraftOf(trace()).texts]).toEqual(['Acme', '']);
  });
});
