/** The worker that judges: it ends when nobody wants to know any more. */
import { afterEach, expect, it, vi } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { judgeInWorker } from '../../src/qc/judge.client.ts';
import { sourceOf } from '../fixtures/build-bundle.ts';
import { Sample } from './sample.ts';

afterEach(() => vi.unstubAllGlobals());

/** Workers that answer nothing, as one in the middle of a long rule does. */
function deafWorkers() {
  const made: { terminated: boolean }[] = [];
  class DeafWorker extends EventTarget {
    terminated = false;
    constructor() {
      super();
      made.push(this);
    }
    postMessage(): void {
      // Nobody listens.
    }
    terminate(): void {
      this.terminated = true;
    }
  }
  vi.stubGlobal('Worker', DeafWorker);
  return made;
}

const REQUEST = { profile: undefined, reviewless: false, compare: true, verifications: undefined };

it('ends its worker with the signal, and rejects with its reason', async () => {
  const made = deafWorkers();
  const controller = new AbortController();
  const bundle = sourceOf(new Sample().files);
  const judging = judgeInWorker(bundle, REQUEST, () => undefined, controller.signal);
  expect(made).toMatchObject([{ terminated: false }]);
  const reason = new TraceError('aborted', {});
  controller.abort(reason);
  await expect(judging).rejects.toBe(reason);
  expect(made).toMatchObject([{ terminated: true }]);
});

it('starts none where it was given up before', async () => {
  const made = deafWorkers();
  const reason = new TraceError('aborted', {});
  const bundle = sourceOf(new Sample().files);
  await expect(judgeInWorker(bundle, REQUEST, () => undefined, AbortSignal.abort(reason))).rejects.toBe(
    reason,
  );
  expect(made).toEqual([]);
});
