import type { Migration } from './migrate.ts';

/** 2.1 only adds `peaks` to layers: what a 2.0 manifest says, it says in 2.1 too. */
export const toVersion21: Migration = {
  from: '2.0',
  to: '2.1',
  up: (manifest) => ({ ...manifest }),
};
