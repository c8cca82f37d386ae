/** Records of re-runs in the outcome pane: nothing is fetched until somebody asks. */
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { outcomePane } from '../../../src/panes/outcome/index.ts';
import { bundleDigest } from '../../../src/schema/digest.ts';
import type { VerificationRecord } from '../../../src/schema/generated/types.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { digestOfLine, verificationLine } from '../../../src/trace/verifications.ts';
import { buildTrace } from '../../fixtures/build-trace.ts';
import { failed, passed, RECORD } from '../../qc/pairs/re-runs.ts';
import { PaneBench } from '../steps/pane-bench.tsx';

const bare = buildTrace({ duration: 60, commands: ['1-2 ls'] });
const manifest: Trace['manifest'] = {
  ...bare.manifest,
  bundle_id: RECORD.bundle_id,
  task: {
    ...bare.manifest.task,
    criteria: [{ id: 'tests', text: 'All tests pass.', check: 'test', command: 'npm test' }],
  },
  outcome: {
    ...bare.manifest.outcome,
    completion: 'completed',
    success: 'met',
    criteria: [{ id: 'tests', result: 'met' }],
  },
};
const trace = (label: string): Trace => ({ ...bare, bundle: { ...bare.bundle, label }, manifest });

function recordWith(run: typeof passed): VerificationRecord {
  return {
    ...RECORD,
    bundle_id: manifest.bundle_id,
    bundle_digest: bundleDigest(manifest.files),
    repos: [],
    criteria: [
      {
        id: 'tests',
        command: 'npm test',
        claimed: 'met',
        result: 'verified',
        baseline: failed,
        runs: [run, run, run],
      },
    ],
  };
}
const file = (text: string): File => new File([text], 'a.verifications.jsonl');

const section = (bench: PaneBench): string =>
  bench.all('details').find((one) => one.textContent.startsWith('Re-runs'))?.textContent ?? '';
const input = (bench: PaneBench): HTMLElement => bench.find('input[type=file]');
const button = (bench: PaneBench, name: string): HTMLElement | undefined =>
  bench.all('button').find((one) => one.textContent.includes(name));

describe('re-runs in the outcome', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are not looked for until somebody asks, and of a picked folder only as a file', async () => {
    const asked = vi.spyOn(globalThis, 'fetch');
    const bench = await new PaneBench(outcomePane, trace('bug-fix')).ready();
    expect(section(bench)).toContain('not looked for');
    expect(button(bench, 'Look beside the bundle')).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
    await bench.close();
  });

  it('are shown beside the claim: confirmed, contradicted, changed since', async () => {
    const bench = await new PaneBench(outcomePane, trace('bug-fix')).ready();
    const good = verificationLine(recordWith(passed));
    await userEvent.upload(input(bench), file(`${good}\n`));
    await expect.poll(() => section(bench)).toContain('Verified by night-shift on 24 Nov 2026, 00:00 UTC');
    expect(section(bench)).toContain('fails at the start, passes 3 of 3 times at the end · as claimed');
    expect(section(bench)).toContain('in namespaces of Linux · network off · linux x64 · node v20.20.2');
    const bad = verificationLine({ ...recordWith(failed), previous: digestOfLine(good) });
    await userEvent.upload(input(bench), file(`${good}\n${bad}\n`));
    await expect.poll(() => section(bench)).toContain('Contradicts the claim: run again by night-shift');
    expect(bench.find('[data-tone]').getAttribute('data-tone')).toBe('fail');
    await userEvent.upload(input(bench), file(`${good.replace('night', 'day')}\n${bad}\n`));
    await expect
      .poll(() => section(bench))
      .toContain('The records cannot be relied on, and none counts: line 2');
    await bench.close();
  });

  it('are asked of the server beside the bundle, without what signs its address', async () => {
    const answers = [
      new Response(null, { status: 404 }),
      new Response(`${verificationLine(recordWith(passed))}\n`),
    ];
    const asked = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(() => Promise.resolve(answers.shift() ?? new Response(null, { status: 500 })));
    const address = `${location.origin}/traces/bug-fix.trace.zip?token=1`;
    const bench = await new PaneBench(outcomePane, trace(address)).ready();
    expect(asked).not.toHaveBeenCalled();
    const look = button(bench, 'Look beside the bundle');
    if (!look) throw new Error('there is no button');
    await userEvent.click(look);
    await expect.poll(() => section(bench)).toContain('Never run again: no records stand beside the bundle.');
    await userEvent.click(look);
    await expect.poll(() => section(bench)).toContain('Verified by night-shift');
    expect(asked.mock.calls.map(([url]) => String(url as URL))).toEqual(
      Array(2).fill(`${location.origin}/traces/bug-fix.verifications.jsonl`),
    );
    await bench.close();
  });
});
