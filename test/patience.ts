/**
 * Set up before every test file: how long a wait may last. A test tells what happens, not how fast; on a machine that has
 * other work to do everything takes longer, so a limit is only there to end what will never come.
 */
import { vi } from 'vitest';

const LONGEST_WAIT_MS = 20_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: LONGEST_WAIT_MS, ...options });

if ('document' in globalThis) {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: LONGEST_WAIT_MS });
}
