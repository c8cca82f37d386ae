import type { Layer } from '../schema/generated/types.ts';

/** Kinds of layers that have text. */
export const SEARCHED_KINDS = [
  'commands',
  'terminal',
  'ide_edits',
  'file_diffs',
  'test_runs',
  'diagnostics',
  'browser_events',
  'browser_dom',
  'network',
  'transcript',
  'annotations',
  'agent_steps',
  'otel_logs',
  'otel_spans',
  'input_events',
] as const satisfies readonly Layer['kind'][];

export type SearchedKind = (typeof SEARCHED_KINDS)[number];

/** True for a layer whose text can be read. */
export function isSearched({ kind, status }: Layer): boolean {
  return status === 'present' && (SEARCHED_KINDS as readonly Layer['kind'][]).includes(kind);
}
