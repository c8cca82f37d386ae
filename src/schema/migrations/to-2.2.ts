import type { Migration } from './migrate.ts';

/** 2.2 only adds `frame_table` to layers: what a 2.1 manifest says, it says in 2.2 too. */
export const toVersion22: Migration = {
  from: '2.1',
  to: '2.2',
  up: (manifest) => ({ ...manifest }),
};
