import type { Desk } from '../scenario.ts';

/** Stands for the browser of a scenario that has none. */
export const NO_BROWSER: Desk['browser'] = {
  visit: missing,
  follow: missing,
  fill: missing,
  submit: missing,
  scroll: missing,
  pointAt: missing,
};

function missing(): Promise<never> {
  return Promise.reject(new Error('This scenario has no browser'));
}
