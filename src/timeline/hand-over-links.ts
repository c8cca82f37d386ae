/** Work that goes from one agent's lane to another's: what is drawn between lanes, pointed at, and told in words. */
import type { TimeWords } from '../base/time-words.ts';
import type { TraceTime } from '../base/time.ts';
import { parentLayer } from '../trace/agent-steps.ts';
import { agentName, handOvers, type ReadAgent } from '../trace/hand-overs.ts';
import { isOnAxis } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import type { PlacedLane } from './draw-timeline.ts';
import type { Hit } from './marks.ts';
import type { Scale } from './scale.ts';

/** One end of a link: a moment in the lane of an agent. */
export interface LinkEnd {
  /** id of the lane. */
  readonly lane: string;
  readonly name: string;
  readonly time: TraceTime;
}

export interface LaneLink {
  readonly kind: 'started' | 'sent';
  readonly from: LinkEnd;
  readonly to: LinkEnd;
}

/** Between two placed lanes; places in CSS pixels of the lanes' canvas. */
export interface PlacedLink {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export const NO_LINKS: readonly LaneLink[] = [];

/** How far beside an end still counts, in CSS pixels. */
const REACH = 5;
/** What an arrow takes beside its ends. */
const MARGIN = 12;
/** Arrows at once; from some hundred on none is told from the others. */
const MAX_DRAWN = 1_000;
/** Links that are told one by one in words. */
const MAX_TOLD = 100;

/**
 * The hand-overs of which both moments are known, in the order in which they were taken. Layers that cannot be read are
 * passed over: their lanes and panes tell of them.
 */
export async function handOverLinks(trace: Pick<Trace, 'agents' | 'manifest'>): Promise<readonly LaneLink[]> {
  const layers = trace.agents.filter(({ layer }) => isOnAxis(layer, trace.manifest));
  if (layers.length < 2) return NO_LINKS;
  const contents = await Promise.allSettled(layers.map(({ content }) => content.get()));
  const agents = layers.flatMap(({ layer }, index): readonly (ReadAgent & { readonly name: string })[] => {
    const content = contents[index];
    if (content?.status !== 'fulfilled') return [];
    const { run, track } = content.value;
    return [{ id: layer.id, name: agentName(layer, run), parent: parentLayer(layer), layer, run, track }];
  });
  return handOvers(agents).flatMap(({ kind, from, to, step, taken }): readonly LaneLink[] => {
    if (!step || !taken) return [];
    return [
      {
        kind,
        from: { lane: from.id, name: from.name, time: step.time },
        to: { lane: to.id, name: to.name, time: taken.time },
      },
    ];
  });
}

/** Those in sight whose lanes are there; of those that would lie on each other, one. */
export function placeLinks(
  links: readonly LaneLink[],
  lanes: readonly PlacedLane[],
  scale: Scale,
): readonly PlacedLink[] {
  const byId = new Map(lanes.map((placed) => [placed.lane.id, placed]));
  const seen = new Set<string>();
  const placed: PlacedLink[] = [];
  for (const { from, to } of links) {
    const [start, end] = [scale.x(from.time), scale.x(to.time)];
    if (Math.max(start, end) < -MARGIN || Math.min(start, end) > scale.width + MARGIN) continue;
    const [above, below] = [byId.get(from.lane), byId.get(to.lane)];
    if (!above || !below || above === below) continue;
    const key = `${above.top} ${Math.round(start)} ${below.top} ${Math.round(end)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    placed.push({ from: { x: start, y: middleOf(above) }, to: { x: end, y: middleOf(below) } });
    if (placed.length >= MAX_DRAWN) break;
  }
  return placed;
}

function middleOf({ top, lane }: PlacedLane): number {
  return top + (lane.height - 1) / 2;
}

/** What the pointer is on at `x` CSS pixels of a lane: the nearest end of a link there. */
export function hitLinks(links: readonly LaneLink[], lane: string, scale: Scale, x: number): Hit | undefined {
  let best: { readonly distance: number; readonly hit: Hit } | undefined;
  for (const link of links)
    for (const [end, text] of [
      [link.from, givenWords(link)],
      [link.to, takenWords(link)],
    ] as const) {
      const distance = Math.abs(scale.x(end.time) - x);
      if (end.lane !== lane || distance > REACH || (best && best.distance <= distance)) continue;
      best = { distance, hit: { time: end.time, text } };
    }
  return best?.hit;
}

function givenWords({ kind, to }: LaneLink): string {
  return kind === 'started' ? `starts ${to.name}` : `hands over to ${to.name}`;
}

function takenWords({ kind, from }: LaneLink): string {
  return kind === 'started' ? `started by ${from.name}` : `handed over by ${from.name}`;
}

/** A line for each, for who cannot see the arrows. */
export function linkSentences(links: readonly LaneLink[], words: TimeWords): readonly string[] {
  const told = links
    .slice(0, MAX_TOLD)
    .map(
      (link) =>
        `${link.from.name} ${givenWords(link)} at ${words.moment(link.from.time)}, taken at ${words.moment(link.to.time)}`,
    );
  const more = links.length - told.length;
  return more > 0 ? [...told, `and ${more} more`] : told;
}
