/** What a sandbox says of itself. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { sandboxFor } from '../../../src/cli/verify/sandbox.ts';
import { scratch } from '../helpers.ts';

afterEach(() => vi.unstubAllEnvs());

function placeOf(program: string): string {
  const find = `command -v ${program} || true`;
  return execFileSync('/bin/sh', ['-c', find], { encoding: 'utf8' }).trim();
}

it('says that localhost is off where nothing can switch it on', async () => {
  const tools = join(await scratch(), 'tools');
  mkdirSync(tools);
  const unshare = placeOf('unshare');
  if (unshare !== '') symlinkSync(unshare, join(tools, 'unshare'));
  symlinkSync('/bin/true', join(tools, 'true'));
  const wish = { isolation: 'auto', image: undefined } as const;
  const { signal } = new AbortController();
  const whole = await sandboxFor(wish, signal);
  expect(whole.isolation.loopback === false).toBe(
    whole.isolation.kind === 'namespaces' && placeOf('ip') === '',
  );
  vi.stubEnv('PATH', tools);
  const { isolation } = await sandboxFor(wish, signal);
  expect(isolation.kind).toBe(whole.isolation.kind);
  expect(isolation.loopback).toBe(isolation.kind === 'namespaces' ? false : undefined);
});
