import type { Exporter } from '../exporter.ts';
import { ACTION_KINDS } from '../steps/step-options.ts';

/** Aligned steps as JSON Lines, by public/schema/training_step.v1.json; see docs/TRAINING.md. */
export const training: Exporter = {
  id: 'training',
  title: 'Training data (JSON Lines of aligned steps)',
  ending: 'steps.jsonl',
  mediaType: 'application/jsonl',
  kinds: [],
  needs: ACTION_KINDS,
};
