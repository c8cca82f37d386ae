/**
 * Agent trajectories as every importer of agents writes them: ATIF 1.7
 * (https://www.harborframework.com/docs/agents/trajectory-format). What it has no field for stands in `extra`.
 */

export const ATIF_VERSION = '1.7';

export type Extra = Readonly<Record<string, unknown>>;

export interface AtifCall {
  /** Unique within the document. */
  readonly tool_call_id: string;
  readonly function_name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** `timestamp`: when it was made, where that is told apart from its step. */
  readonly extra?: Extra;
}

export interface AtifResult {
  /** A call of the same step. */
  readonly source_call_id?: string;
  readonly content: string;
  /** Agents that the call started. */
  readonly subagent_trajectory_ref?: readonly { readonly trajectory_id: string }[];
  /** `timestamp`: when it came. `exit_code`, `is_error`: as the original says them, in a field. */
  readonly extra?: Extra;
}

export interface AtifMetrics {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  /** Of `prompt_tokens`. */
  readonly cached_tokens?: number;
  readonly cost_usd?: number;
  readonly extra?: Extra;
}

export interface AtifStep {
  /** From 1. */
  readonly step_id: number;
  /** ISO 8601, as the original writes it. */
  readonly timestamp?: string;
  readonly source: 'user' | 'agent' | 'system';
  readonly message: string;
  readonly reasoning_content?: string;
  readonly model_name?: string;
  readonly tool_calls?: readonly AtifCall[];
  readonly observation?: { readonly results: readonly AtifResult[] };
  readonly metrics?: AtifMetrics;
  readonly extra?: Extra;
}

export interface AtifAgent {
  readonly name: string;
  readonly version: string;
  readonly model_name?: string;
}

export interface AtifFinal {
  readonly total_prompt_tokens?: number;
  readonly total_completion_tokens?: number;
  readonly total_cached_tokens?: number;
  readonly total_cost_usd?: number;
  readonly total_steps?: number;
}

export interface AtifDocument {
  readonly schema_version: string;
  readonly session_id?: string;
  readonly trajectory_id?: string;
  readonly agent: AtifAgent;
  readonly steps: readonly AtifStep[];
  readonly final_metrics?: AtifFinal;
  readonly extra?: Extra;
}
