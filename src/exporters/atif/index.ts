import type { Exporter } from '../exporter.ts';

/** Trajectories of agents (https://www.harborframework.com/docs/agents/trajectory-format); of people, too. */
export const atif: Exporter = {
  id: 'atif',
  title: 'ATIF',
  ending: 'trajectory.json',
  mediaType: 'application/json',
  kinds: [],
  load: async () => (await import('./write.ts')).writeAtif,
};
