import type { Exporter } from '../exporter.ts';
import { ACTION_KINDS } from '../steps/step-options.ts';

/** Trajectories of agents (https://www.harborframework.com/docs/agents/trajectory-format); of people, too. */
export const atif: Exporter = {
  id: 'atif',
  title: 'ATIF',
  ending: 'trajectory.json',
  mediaType: 'application/json',
  kinds: [],
  needs: ACTION_KINDS,
};
