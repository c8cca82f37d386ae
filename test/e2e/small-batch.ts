/** A batch made of the real sample in several alterations. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { serve, type Serving } from '../../src/cli/serve.ts';
import { readBatch, writeBatch } from '../../src/review/batch/batch-file.ts';
import { writeReview } from '../../src/review/review-file.ts';
import type { BatchFile, Manifest } from '../../src/schema/generated/types.ts';
import { qcOf } from '../review/batch/rows.ts';

const SAMPLE = 'public/samples/bug-fix';
const MANIFEST = 'trace_schema_v2.json';

/** What tells a copy of the sample from others. */
export interface Copy {
  readonly name: string;
  readonly title: string;
  readonly family: string;
  readonly kind: string;
  /** Who worked in it. */
  readonly who: string;
  readonly success: string;
}

/** What each trace is; all have the sample's layers. */
const TRACES: readonly Copy[] = [
  { name: 'a-cron', title: 'Cron fields', family: 'bug_fix', kind: 'human', who: 'Dev 01', success: 'met' },
  { name: 'b-leap', title: 'Leap days', family: 'feature', kind: 'human', who: 'Dev 02', success: 'met' },
  {
    name: 'c-retry',
    title: 'Retry queue',
    family: 'bug_fix',
    kind: 'agent',
    who: 'Coder',
    success: 'not_met',
  },
  { name: 'd-cache', title: 'Cache keys', family: 'tdd', kind: 'agent', who: 'Fixer', success: 'met' },
];

/** A copy of the sample in `folder`, under its own name. */
export function copySample(folder: string, { name, title, family, kind, who, success }: Copy): void {
  const place = join(folder, name);
  cpSync(SAMPLE, place, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(place, MANIFEST), 'utf8')) as Manifest;
  const actor = { id: 'engineer', kind, pseudonym: who };
  // The records of files are the same: an extension of one tells the bundles apart.
  const files = manifest.files.map((file, index) => (index === 0 ? { ...file, 'x-copy': name } : file));
  writeFileSync(
    join(place, MANIFEST),
    JSON.stringify({
      ...manifest,
      files,
      session: { ...manifest.session, actors: [actor] },
      task: { ...manifest.task, title, family },
      outcome: { ...manifest.outcome, success },
    }),
  );
}

/** Runs the command; what it prints, and its exit code. */
export async function playhead(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string }> {
  const lines: string[] = [];
  const code = await run(args, { print: (line) => lines.push(line), warn: () => undefined });
  return { code, out: lines.join('\n') };
}

/** Four traces, and one that cannot be read; Ada has judged the second. */
export class SmallBatch {
  readonly folder = mkdtempSync(join(tmpdir(), 'playhead-batch-'));
  readonly path = join(this.folder, 'batch.json');

  async make(): Promise<void> {
    for (const trace of TRACES) copySample(this.folder, trace);
    writeFileSync(join(this.folder, 'e-broken.trace.zip'), 'no zip');
    await this.#index();
    const bundleId = this.read().traces[1]?.bundle_id ?? '';
    const event = { id: '00000000-0000-4000-8000-000000000001', clock: 1, at: '2026-01-05T10:00:00.000Z' };
    const verdict = {
      ...event,
      by: 'Ada',
      kind: 'verdict',
      verdict: 'accept',
      note: '',
      replaces: [],
    } as const;
    writeFileSync(join(this.folder, 'b-leap.review.json'), writeReview({ bundleId, events: [verdict] }));
    await this.#index();
    const batch = this.read();
    const qc = [
      qcOf(),
      qcOf({ result: 'fail', coverage: 0.62, stops: ['verbalization'], findings: { S1: 2, S2: 1, S3: 4 } }),
      qcOf({
        result: 'fail',
        stops: ['gaps'],
        findings: { S1: 1, S2: 0, S3: 0 },
        outcome_verified: 'not_applicable',
      }),
    ];
    const traces = batch.traces.map((trace, index) => ({ ...trace, ...(qc[index] && { qc: qc[index] }) }));
    writeFileSync(this.path, writeBatch({ ...batch, name: 'Autumn', traces }));
  }

  read(): BatchFile {
    return readBatch(JSON.parse(readFileSync(this.path, 'utf8')), this.path);
  }

  /** The app with this batch. */
  serve(app = 'dist/app'): Promise<Serving> {
    return serve({ app, bundle: this.path });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #index(): Promise<void> {
    await playhead('batch', 'index', this.folder);
  }
}
