/** Names that ATIF 1.0 to 1.8 gives its fields, so that others can be counted. Pure. */
import { field, isObject, listField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const DOCUMENT = words(
  'schema_version session_id trajectory_id agent steps notes final_metrics continued_trajectory_ref extra subagent_trajectories',
);
const STEP = words(
  'step_id timestamp source model_name reasoning_effort message reasoning_content tool_calls observation metrics is_copied_context llm_call_count extra',
);
const METRICS = words(
  'prompt_tokens completion_tokens cached_tokens cost_usd prompt_token_ids completion_token_ids logprobs extra',
);

/** Counts the fields that are none of these: they are kept in the file, and shown by nobody. */
export function countUnknown(document: unknown, losses: LossLog): void {
  count(document, DOCUMENT, losses);
  for (const step of listField(document, 'steps')) {
    count(step, STEP, losses);
    count(field(step, 'metrics'), METRICS, losses);
  }
}

function count(value: unknown, known: ReadonlySet<string>, losses: LossLog): void {
  if (!isObject(value)) return;
  for (const name of Object.keys(value))
    if (!known.has(name) && !name.startsWith('x-'))
      losses.add('dropped', 'A field that ATIF 1.8 does not have is kept in the file, and not shown', name);
}
