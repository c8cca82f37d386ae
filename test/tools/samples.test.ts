/** What stands beside the samples follows from their bundles, by the tool that makes it; and the tool itself. */
import { cpSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { standardProfile } from '../../src/qc/profile.ts';
import { parseReview } from '../../src/review/review-file.ts';
import { reviewState } from '../../src/review/state.ts';
import { bundleEvidence } from '../../src/review/sign/bundle-evidence.ts';
import type { TraceEvidence } from '../../src/review/sign/evidence.ts';
import { signoffOf } from '../../src/review/sign/signoff.ts';
import type { BatchFile, Sample, SamplesFile } from '../../src/schema/generated/types.ts';
import { cutPictures } from '../../tools/samples/cut-pictures.ts';
import { byFamily, type JudgedSample } from '../../tools/samples/judged-sample.ts';
import { REVIEWERS, type Judgement, type SampleReviews } from '../../tools/samples/judgement.ts';
import { judgeSamples, listIn, listOf, makeSamples, reviewTextOf } from '../../tools/samples/make-samples.ts';
import { reviewOf } from '../../tools/samples/review-of.ts';
import { batchIn, sampleBatch } from '../../tools/samples/sample-batch.ts';
import { titled, writeBundle } from '../cli/batch/bundles.ts';
import { canRun, scratch } from '../cli/helpers.ts';

const FOLDER = 'public/samples';
const MAX_LOOP_BYTES = 150_000;

let samples: readonly JudgedSample[];
let list: SamplesFile;
let batch: BatchFile;
beforeAll(async () => {
  samples = await judgeSamples(FOLDER);
  const [listed, batched] = [await listIn(FOLDER), await batchIn(FOLDER)];
  if (!listed || !batched) throw new Error('npm run samples was never run');
  [list, batch] = [listed, batched];
});

/** The one that is there from the beginning. */
function bugFix(): JudgedSample {
  const found = samples.find(({ name }) => name === 'bug-fix');
  if (!found) throw new Error('no bug-fix');
  return found;
}

const nowhere = { print: () => undefined, warn: (line: string) => expect.unreachable(line) };

/** Pixels of a lossy WebP: 14 bits each behind the start code of its frame (RFC 6386, 9.1). */
function webpSize(bytes: Buffer): readonly [width: number, height: number] {
  const at = bytes.indexOf(Buffer.from([0x9d, 0x01, 0x2a]));
  return [bytes.readUInt16LE(at + 3) & 0x3fff, bytes.readUInt16LE(at + 5) & 0x3fff];
}

describe('the samples of the repository: `npm run samples` was run after the last change', () => {
  it('are listed as their bundles say', () => {
    const pictures = new Map(
      list.samples.map((sample) => [decodeURIComponent(sample.href), sample.pictures]),
    );
    expect(list).toEqual(listOf(samples, ({ name }) => pictures.get(`${name}/`)));
    expect(list.samples.length).toBeGreaterThan(0);
  });

  it('have pictures that are there, of the size that is told, and small', async () => {
    for (const { href, pictures } of list.samples) {
      if (!pictures) throw new Error(`${href} has no pictures`);
      const { poster, loop, moments, width, height } = pictures;
      expect(webpSize(readFileSync(join(FOLDER, loop)))).toEqual([moments * width, height]);
      expect((await stat(join(FOLDER, loop))).size).toBeLessThan(MAX_LOOP_BYTES);
      expect((await stat(join(FOLDER, poster))).size).toBeLessThan(MAX_LOOP_BYTES);
    }
  });

  it('are reviewed as tools/samples/reviews says, by both reviewers', async () => {
    for (const sample of samples) {
      const text = await readFile(join(FOLDER, `${sample.name}.review.json`), 'utf8');
      expect(text).toBe(await reviewTextOf(sample));
      const { verdicts, conflicts, unused, comments } = reviewState(parseReview(text, sample.name));
      expect([...verdicts.keys()].sort()).toEqual([...REVIEWERS]);
      expect([conflicts, unused]).toEqual([[], []]);
      expect(comments.length).toBeGreaterThan(0);
    }
  });

  it('are a batch as `playhead batch index` makes it', async () => {
    expect(await sampleBatch(FOLDER, samples, batch, nowhere)).toEqual(batch);
  });

  it('are ready to be signed off: nothing stands open', async () => {
    const traces = await Promise.all(samples.map(evidenceOf));
    const {
      open,
      decision,
      traces: signed,
    } = signoffOf({
      batch,
      traces,
      sample: { mode: 'all' },
      profile: standardProfile(),
      senior: { name: 'Senior', keyid: '0'.repeat(64) },
      tool: { name: 'playhead', version: '0' },
      at: '2030-01-01T00:00:00.000Z',
      note: '',
      supersedes: undefined,
    });
    expect(open).toEqual([]);
    expect([decision, signed.length]).toEqual(['accepted', samples.length]);
  });
});

/** What a sign-off would find, the files of the bundle taken to be what the rules have compared them with. */
async function evidenceOf({ name, trace: { manifest }, judged }: JudgedSample): Promise<TraceEvidence> {
  const row = batch.traces.find((trace) => trace.name === name);
  if (!row) throw new Error(`${name} is not in the batch`);
  const files = new Map(manifest.files.map(({ path, bytes, sha256 }) => [path, { bytes, sha256 }]));
  files.set(MANIFEST_PATH, { bytes: 0, sha256: row.manifest_sha256 ?? '' });
  const review = parseReview(await readFile(join(FOLDER, `${name}.review.json`), 'utf8'), name);
  return {
    row,
    bundle: {
      state: 'read',
      content: bundleEvidence({ manifest, files, zipSha256: undefined, report: judged }),
    },
    review: { state: 'read', content: { ...reviewState(review), bundleId: review.bundleId } },
    verifications: { state: 'missing' },
  };
}

describe('what two reviewers say', () => {
  const silent: Judgement = { remarks: [], scores: {}, waivers: {}, verdict: 'accept', note: '' };
  const saying = (part: Partial<Judgement>): SampleReviews => ({
    'Reviewer A': { ...silent, ...part },
    'Reviewer B': silent,
  });
  const refused = (part: Partial<Judgement>): Promise<unknown> =>
    expect(reviewOf(bugFix().trace, saying(part), new Set(['a/finding']))).rejects.toThrow(Error);

  it('is the same for the same bundle, and stands at what was run and said', async () => {
    const { trace } = bugFix();
    const remarks = [
      { at: { command: 'npm test', nth: 2 }, text: 'Red again.', answer: 'It says why.' },
      { at: { said: 'I try that.' }, text: 'Why?' },
    ];
    const made = saying({ remarks, waivers: { 'a/finding': 'Known.' }, scores: { fix: 4 } });
    const review = await reviewOf(trace, made, new Set(['a/finding']));
    expect(await reviewOf(trace, made, new Set(['a/finding']))).toEqual(review);
    const { comments, waivers, scores } = reviewState(review);
    const commands = await trace.commands[0]?.content.get();
    const second = commands?.items.filter(({ command }) => command === 'npm test')[1];
    expect(
      comments.map(({ target, resolved, replies }) => [target.kind, resolved?.by, replies.length]),
    ).toEqual([
      ['cue', undefined, 0],
      ['command', 'Reviewer A', 1],
    ]);
    expect(comments[1]?.target).toMatchObject({ time_us: second?.time });
    expect([[...waivers.keys()], scores.map(({ criterion }) => criterion)]).toEqual([['a/finding'], ['fix']]);
  });

  it('is refused where it speaks of what is not there', async () => {
    await refused({ remarks: [{ at: { said: 'words that nobody said' }, text: 'x' }] });
    await refused({ remarks: [{ at: { command: 'npm test', nth: 99 }, text: 'x' }] });
    await refused({ waivers: { 'other/finding': 'x' } });
    await refused({ scores: { fix: 9 } });
    await refused({ scores: { style: 1 } });
  });
});

describe('npm run samples', () => {
  it('makes the same again, and leaves the bundles as they are', async () => {
    const folder = await scratch();
    await writeBundle(join(folder, 'one'), titled('One'));
    await writeBundle(join(folder, 'two & more'), titled('Two'));
    const manifest = readFileSync(join(folder, 'one', MANIFEST_PATH));
    const lines: string[] = [];
    const output = { ...nowhere, print: (line: string) => void lines.push(line) };
    await makeSamples(folder, { output });
    const [list, batch] = [await listIn(folder), await batchIn(folder)];
    await makeSamples(folder, { output });
    expect([await listIn(folder), await batchIn(folder)]).toEqual([list, batch]);
    expect(list?.samples).toMatchObject([
      { href: 'one/', title: 'One', phases: [] },
      { href: 'two%20%26%20more/' },
    ]);
    expect(list?.samples.some((sample) => 'pictures' in sample)).toBe(false);
    expect(lines[0]).toContain('nobody has reviewed it');
    expect(readFileSync(join(folder, 'one', MANIFEST_PATH)).equals(manifest)).toBe(true);
  });

  it('takes them in the order of the task families', () => {
    const sample = (family: string, href: string): Pick<Sample, 'family' | 'href'> => ({ family, href });
    const given = [sample('x-y', 'c/'), sample('tdd', 'b/'), sample('bug_fix', 'z/'), sample('tdd', 'a/')];
    expect(given.toSorted(byFamily).map(({ href }) => href)).toEqual(['z/', 'a/', 'b/', 'c/']);
  });

  it.skipIf(!canRun('ffmpeg'))('cuts moments of the screen, and cuts none again that are there', async () => {
    const folder = await scratch();
    const { trace } = bugFix();
    const pictures = await cutPictures(trace, join(FOLDER, 'bug-fix'), folder, 'a b');
    expect(pictures).toMatchObject({
      poster: 'a%20b.poster.webp',
      loop: 'a%20b.loop.webp',
      width: 320,
      height: 180,
    });
    expect(webpSize(readFileSync(join(folder, 'a b.loop.webp')))).toEqual([
      320 * (pictures?.moments ?? 0),
      180,
    ]);
    expect(webpSize(readFileSync(join(folder, 'a b.poster.webp')))).toEqual([640, 360]);

    for (const name of ['index.json', 'bug-fix.poster.webp', 'bug-fix.loop.webp', 'bug-fix'])
      cpSync(join(FOLDER, name), join(folder, name), { recursive: true });
    const lines: string[] = [];
    await makeSamples(folder, { output: { ...nowhere, print: (line) => void lines.push(line) } });
    expect(lines[0]).toMatch(/^bug-fix: pictures are there, reviews written/);
  });
});
