import type { Migration } from './migrate.ts';

/** 2.3 only adds `chunk_hashes` to files: what a 2.2 manifest says, it says in 2.3 too. */
export const toVersion23: Migration = {
  from: '2.2',
  to: '2.3',
  up: (manifest) => ({ ...manifest }),
};
