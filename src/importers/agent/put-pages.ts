/** Addresses that tool calls went to. */
import type { BrowserEvent } from '../../schema/generated/types.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { jsonLinesFile, type RunLayer } from './run-layer.ts';
import type { ToolEvent } from './tool-events.ts';

/** Nothing where no page was asked for. */
export function putPages(draft: BundleDraft, run: RunLayer, events: readonly ToolEvent[]): void {
  const records = events.flatMap(({ action, call, start }): readonly BrowserEvent[] =>
    action.kind === 'visit'
      ? [{ t: start, type: 'navigated', tab: '1', url: action.url, 'x-call': { layer: run.layer, call } }]
      : [],
  );
  if (records.length === 0) return;
  draft.layer({
    kind: 'browser_events',
    title: run.title,
    actor: run.actor,
    format: { name: 'trace-browser_events', version: '1' },
    clock: run.times.clock,
    derived_from: [run.layer],
    file: jsonLinesFile('pages.jsonl', records),
  });
}
