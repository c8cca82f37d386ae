/** What people did on pages, as they would tell it. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { BrowserEvent } from '../../trace/layers.ts';

/** Stands for a secret, whatever its length. */
export const MASK = '•••';

export interface Interaction {
  readonly time: TraceTime;
  readonly tab: string;
  readonly kind: 'click' | 'input' | 'change' | 'submit';
  /** Name of the element, for people. */
  readonly target: string;
  /** The same for all events of one element. */
  readonly field: string;
  /** After the event; undefined where it was not recorded. */
  readonly value: string | undefined;
  readonly masked: boolean;
}

/** Interactions that are one act: what was typed into one field without a stop in between. */
export interface Act {
  readonly kind: Interaction['kind'];
  readonly target: string;
  readonly masked: boolean;
  /** When it began. */
  readonly time: TraceTime;
  /** Its events, oldest first; never empty. */
  readonly parts: readonly Interaction[];
}

type ElementTarget = Extract<BrowserEvent, { readonly target: object }>['target'];

export function targetName({ name, selector, role, tag }: ElementTarget): string {
  return (
    [name, selector, role, tag].find((part) => part !== undefined && part !== '') ?? 'an unnamed element'
  );
}

/** Groups what was typed; the `change` that ends typing says nothing new. */
export function actsOf(interactions: readonly Interaction[]): readonly Act[] {
  const acts: { kind: Interaction['kind']; parts: [Interaction, ...Interaction[]] }[] = [];
  for (const item of interactions) {
    const last = acts.at(-1);
    const typing =
      last?.kind === 'input' && last.parts[0].field === item.field && last.parts[0].tab === item.tab;
    if (typing && (item.kind === 'input' || item.kind === 'change')) last.parts.push(item);
    else acts.push({ kind: item.kind, parts: [item] });
  }
  return acts.map(({ kind, parts }) => ({
    kind,
    parts,
    time: parts[0].time,
    target: parts[0].target,
    masked: parts.some(({ masked }) => masked),
  }));
}

/** What the field held at `now`; undefined where that was not recorded, or lies ahead. */
export function valueAt({ parts, masked }: Act, now: TraceTime): string | undefined {
  const last = parts.findLast(({ time }) => time <= now);
  return last && (masked ? MASK : last.value);
}
