/** Makes what stands beside the sample bundles, and never in them: pictures, reviews, the batch, and the list of the gallery. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSamples } from '../../src/app/gallery/load-samples.ts';
import { BATCH_NAME } from '../../src/cli/batch/batch-disk.ts';
import { findBundles } from '../../src/cli/batch/find-bundles.ts';
import type { Output } from '../../src/cli/command.ts';
import { exists } from '../../src/cli/files.ts';
import { REVIEW_END } from '../../src/review/review-name.ts';
import { writeReview } from '../../src/review/review-file.ts';
import type { Sample, SamplePictures, SamplesFile } from '../../src/schema/generated/types.ts';
import { cutPictures } from './cut-pictures.ts';
import { byFamily, factsOf, judgeSample, type JudgedSample } from './judged-sample.ts';
import { reviewOf } from './review-of.ts';
import { REVIEWS } from './reviews.ts';
import { batchIn, sampleBatch, saveBatchIn } from './sample-batch.ts';

/** What the list of the samples is called in their folder. */
export const INDEX_NAME = 'index.json';

export interface MakeOptions {
  readonly output: Output;
  /** Pictures are cut anew, also of bundles that did not change. */
  readonly again?: boolean;
}

/** Every bundle in the folder itself, judged. Rejects where one cannot be read. */
export async function judgeSamples(folder: string): Promise<readonly JudgedSample[]> {
  const samples: JudgedSample[] = [];
  for await (const { path, kind } of findBundles(folder))
    if (kind === 'directory' && !path.includes('/'))
      samples.push(await judgeSample(join(folder, path), path));
  return samples;
}

/** The text of a sample's reviews; undefined: nobody has reviewed it. Rejects as `reviewOf`. */
export async function reviewTextOf({ name, trace, report }: JudgedSample): Promise<string | undefined> {
  const reviews = Object.hasOwn(REVIEWS, name) ? REVIEWS[name] : undefined;
  const findings = new Set(report.rules.flatMap((rule) => rule.findings.map(({ id }) => id)));
  return reviews && writeReview(await reviewOf(trace, reviews, findings));
}

/** The list of the gallery. `picturesOf`: by name of the sample. */
export function listOf(
  samples: readonly JudgedSample[],
  picturesOf: (sample: JudgedSample) => SamplePictures | undefined,
): SamplesFile {
  return {
    schema: { name: 'playhead-samples', version: 1 },
    batch: BATCH_NAME,
    samples: samples
      .map((sample): Sample => {
        const pictures = picturesOf(sample);
        return {
          ...factsOf(sample.name, sample.trace.manifest, sample.report),
          ...(pictures && { pictures }),
        };
      })
      .sort(byFamily),
  };
}

/** The list that lies in `folder`; undefined: none does. Rejects with `samples-invalid`. */
export async function listIn(folder: string): Promise<SamplesFile | undefined> {
  const path = join(folder, INDEX_NAME);
  return (await exists(path)) ? readSamples(JSON.parse(await readFile(path, 'utf8')), path) : undefined;
}

/** Makes all of it for the samples in `folder`. */
export async function makeSamples(folder: string, { output, again = false }: MakeOptions): Promise<void> {
  const before = again ? undefined : await listIn(folder);
  const samples = await judgeSamples(folder);
  const pictures = new Map<string, SamplePictures | undefined>();
  for (const sample of samples) {
    const { name, trace } = sample;
    const kept = await keptPictures(folder, factsOf(name, trace.manifest, sample.report), before);
    pictures.set(name, kept ?? (await cutPictures(trace, join(folder, name), folder, name)));
    output.print(
      `${name}: ${kept ? 'pictures are there' : 'pictures cut'}, ${await keepReview(folder, sample)}`,
    );
  }
  await saveBatchIn(folder, await sampleBatch(folder, samples, await batchIn(folder), output));
  const list = listOf(samples, ({ name }) => pictures.get(name));
  await writeFile(
    join(folder, INDEX_NAME),
    `${JSON.stringify(readSamples(list, INDEX_NAME), undefined, 2)}\n`,
  );
  output.print(`${folder}: ${samples.length} in ${INDEX_NAME} and ${BATCH_NAME}`);
}

/** Those that were cut from the same bundle, where they are still there. */
async function keptPictures(
  folder: string,
  facts: Pick<Sample, 'href' | 'bundle_id'>,
  before: SamplesFile | undefined,
): Promise<SamplePictures | undefined> {
  const known = before?.samples.find(
    ({ href, bundle_id: id }) => href === facts.href && id === facts.bundle_id,
  );
  if (!known?.pictures) return undefined;
  const files = [known.pictures.poster, known.pictures.loop].map((href) =>
    join(folder, decodeURIComponent(href)),
  );
  return (await Promise.all(files.map(exists))).every(Boolean) ? known.pictures : undefined;
}

async function keepReview(folder: string, sample: JudgedSample): Promise<string> {
  const text = await reviewTextOf(sample);
  if (text === undefined) return 'nobody has reviewed it (tools/samples/reviews)';
  await writeFile(join(folder, sample.name + REVIEW_END), text);
  return 'reviews written';
}
