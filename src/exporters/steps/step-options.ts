import type { Layer } from '../../schema/generated/types.ts';

/** Kinds of layers that tell what somebody did. */
export const ACTION_KINDS: readonly Layer['kind'][] = [
  'agent_steps',
  'commands',
  'ide_edits',
  'browser_events',
  'annotations',
  'input_events',
];

/** All that steps are made of. */
export const STEP_KINDS: readonly Layer['kind'][] = [
  ...ACTION_KINDS,
  'screen_video',
  'terminal',
  'transcript',
  'test_runs',
  'diagnostics',
];

/** How a trace is cut into steps. */
export interface StepOptions {
  /** ids of the layers that are read; undefined: all that are present. */
  readonly layers?: ReadonlySet<string> | undefined;
  /** Words said so many microseconds before an action, at most, tell its reason. */
  readonly before: number;
  /** … and after it began. */
  readonly after: number;
  /** UTF-16 units of one text, at most: of longer ones the beginning and the end are kept. */
  readonly maxText: number;
}

/** The window of the rule of quality control on verbalization before an action; what is said after it tells no reason. */
export const STEP_OPTIONS: StepOptions = { before: 20_000_000, after: 0, maxText: 4_000 };
