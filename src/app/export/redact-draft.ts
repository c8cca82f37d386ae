/** What is to be taken out of a copy, while it is being chosen: kept as long as the page, by the bundle. */
import type { TimeRange } from '../../base/time.ts';
import type { PrivacyRule } from '../../qc/secrets/privacy-rules.ts';
import type { PlannedRedaction, RedactionPlan } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { PartRect } from './picture-part.ts';

/** What goes of a range: all that was recorded then, the sound, or which keys were pressed and what they typed. */
export type CutKind = 'time' | 'audio' | 'keystrokes';

export interface Cut {
  readonly range: TimeRange;
  readonly kind: CutKind;
}

/** A part of the picture under a box: see `picture-part.ts`. `range`: when; undefined: always. */
export interface Part {
  /** id of the video's layer. */
  readonly layer: string;
  readonly rect: PartRect;
  readonly range: TimeRange | undefined;
}

/** Of one rule, the ids of what was found; none where the search failed, and the command may find some. */
export interface FoundRule {
  readonly rule: PrivacyRule;
  readonly findings: readonly string[];
}

export interface RedactDraft {
  readonly by: string;
  /** Rules whose findings stay. */
  readonly rulesOff: ReadonlySet<string>;
  /** ids of findings that stay, of the other rules. */
  readonly findingsOff: ReadonlySet<string>;
  /** One a line. */
  readonly texts: string;
  /** In the order of time. */
  readonly cuts: readonly Cut[];
  readonly parts: readonly Part[];
  /** ids of layers that go as a whole. */
  readonly layersOff: ReadonlySet<string>;
}

const kept = new WeakMap<Trace['bundle'], RedactDraft>();
const EMPTY: RedactDraft = {
  by: '',
  rulesOff: new Set(),
  findingsOff: new Set(),
  texts: '',
  cuts: [],
  parts: [],
  layersOff: new Set(),
};

/** What was chosen before; else all that is found. */
export function redactDraftOf({ bundle }: Pick<Trace, 'bundle'>): RedactDraft {
  return kept.get(bundle) ?? EMPTY;
}

export function keepRedactDraft({ bundle }: Pick<Trace, 'bundle'>, draft: RedactDraft): void {
  kept.set(bundle, draft);
}

/** With a range more, all of which goes; where it is there already, nothing changes. */
export function withCut(draft: RedactDraft, range: TimeRange): RedactDraft {
  if (hasCut(draft, range)) return draft;
  const cuts = [...draft.cuts, { range, kind: 'time' as const }];
  return { ...draft, cuts: cuts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end) };
}

export function hasCut({ cuts }: RedactDraft, { start, end }: TimeRange): boolean {
  return cuts.some(({ range }) => range.start === start && range.end === end);
}

/** As the schema of plans says. */
const MIN_TEXT = 4;
const MAX_TEXTS = 1_000;

/** What is wrong with the texts; undefined: nothing. */
export function faultOfTexts(texts: string): string | undefined {
  const lines = linesOf(texts);
  if (lines.length > MAX_TEXTS) return `These are ${lines.length} texts: a plan holds ${MAX_TEXTS} at most.`;
  const short = lines.find((line) => line.length < MIN_TEXT);
  return short === undefined
    ? undefined
    : `“${short}” is too short: of less than ${MIN_TEXT} characters, too much would go.`;
}

/** Exactly as they were written: a blank may be part of a text. */
function linesOf(texts: string): readonly string[] {
  return [...new Set(texts.split('\n'))].filter((line) => line.trim() !== '');
}

const CATEGORIES: Readonly<Record<PrivacyRule, string>> = { secrets: 'secret', 'personal-data': 'pii' };

/** The plan of a draft. `found`: of each rule that found something. undefined: nothing goes, or nobody says who decides. */
export function planOf(draft: RedactDraft, found: readonly FoundRule[]): RedactionPlan | undefined {
  const { cuts, layersOff } = draft;
  const by = draft.by.trim();
  const texts = linesOf(draft.texts);
  const redactions: readonly PlannedRedaction[] = [
    ...found.flatMap((one) => foundRedaction(draft, one)),
    ...(texts.length > 0
      ? [{ type: 'text', id: 'texts', category: 'text', texts: [...texts] } as const]
      : []),
    ...cuts.map(({ range: { start, end }, kind }, index): PlannedRedaction => {
      const named = { id: `range-${index + 1}`, category: kind, t: [start, end] };
      return kind === 'keystrokes' ? { type: kind, ...named, everywhere: true } : { type: kind, ...named };
    }),
    ...draft.parts
      // Of a layer that goes there is no picture.
      .filter(({ layer }) => !layersOff.has(layer))
      .map(({ layer, rect, range }, index): PlannedRedaction => ({
        type: 'region',
        id: `part-${index + 1}`,
        category: 'picture',
        layer,
        rect: [rect.x, rect.y, rect.width, rect.height],
        ...(range && { t: [range.start, range.end] }),
      })),
    ...[...layersOff].map((layer, index): PlannedRedaction => ({
      type: 'layer',
      id: `layer-${index + 1}`,
      category: 'layer',
      layer,
    })),
  ];
  if (by === '' || redactions.length === 0 || faultOfTexts(draft.texts) !== undefined) return undefined;
  return {
    schema: { name: 'playhead-redaction-plan', version: 1 },
    by,
    redactions: [...redactions] as RedactionPlan['redactions'],
  };
}

/** Nothing where all of a rule stays. */
function foundRedaction(
  { rulesOff, findingsOff }: RedactDraft,
  { rule, findings }: FoundRule,
): readonly PlannedRedaction[] {
  const except = findings.filter((id) => findingsOff.has(id));
  if (rulesOff.has(rule) || (findings.length > 0 && except.length === findings.length)) return [];
  return [
    {
      type: 'found',
      id: rule,
      category: CATEGORIES[rule],
      rules: [rule],
      ...(except.length > 0 && { except }),
    },
  ];
}
