/** What becomes of the sample: a plan is drawn from a seed, and makes the same zip whenever it is carried out. */
import fc from 'fast-check';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { hostileZip, type HostileEntry } from '../bundle/hostile-zip.ts';
import { honest, type Files } from './base-bundle.ts';
import { ENTRY_NAMES, JSON_KEYS, JSON_VALUES, TEXT_TOKENS, WORDS } from './hostile-values.ts';
import { mutateFile, type FileMutation } from './mutate-file.ts';

export interface Plan {
  /** In order; `file`: which, in [0, 1), or the manifest. */
  readonly files: readonly (FileMutation & { readonly file: number | 'manifest' })[];
  /** The manifest tells the truth of sizes and hashes afterwards. */
  readonly honest: boolean;
  readonly deflate: boolean;
  /** One entry of the zip says something else than the truth. */
  readonly entry: { readonly which: number; readonly lie: Partial<HostileEntry> } | undefined;
  /** Bytes of the finished zip that are another; `back`: from its end. */
  readonly bytes: readonly { readonly back: number; readonly value: number }[];
  /** How much of the zip is left, in [0, 1]. */
  readonly left: number;
}

/** All alike: numbers that are drawn with a bias are mostly 0, which is the whole document. */
const fraction = fc.noBias(fc.nat(2 ** 30 - 1)).map((value) => value / 2 ** 30);
/** Mostly few: many of everything only makes large files. */
const times = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4, max: 600 }) },
  { weight: 1, arbitrary: fc.constantFrom(5_000, 50_000, 200_000) },
);

const JSON_EDITS = ['replace', 'replace', 'replace', 'remove', 'rename', 'repeat', 'nest'] as const;
const TEXT_EDITS = ['insert', 'insert', 'copy', 'cut', 'fill', 'word'] as const;

const what = {
  at: fraction,
  part: fraction,
  json: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...JSON_VALUES) },
    { weight: 1, arbitrary: fc.json() },
  ),
  key: fc.constantFrom(...JSON_KEYS),
  text: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TEXT_TOKENS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  ),
  word: fc.constantFrom(...WORDS),
  times,
};
/** A manifest that is no JSON tells no more than that, so it is seldom made one. */
const manifestMutation = fc.record({
  ...what,
  file: fc.constant('manifest' as const),
  how: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...JSON_EDITS) },
    { weight: 1, arbitrary: fc.constantFrom(...TEXT_EDITS) },
  ),
});
const otherMutation = fc.record({
  ...what,
  file: fraction,
  how: fc.constantFrom(...JSON_EDITS, ...TEXT_EDITS),
});
const fileMutation = fc.oneof(
  { weight: 1, arbitrary: manifestMutation },
  { weight: 3, arbitrary: otherMutation },
);

const number32 = fc.oneof(fc.constantFrom(...WORDS), fc.nat(200_000));
const lie: fc.Arbitrary<Partial<HostileEntry>> = fc.oneof(
  fc.record({ crc: number32 }),
  fc.record({ uncompressedSize: number32 }),
  fc.record({ offset: number32 }),
  fc.record({ flags: fc.nat(0xffff) }),
  fc.record({ unixMode: fc.constantFrom(0o120777, 0o060000, 0, 0xffff) }),
  fc.record({ name: fc.constantFrom(...ENTRY_NAMES) }),
  fc.record({ localName: fc.constantFrom(...ENTRY_NAMES) }),
);

/** Most break what is in the files, the rest the zip too. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  files: fc.array(fileMutation, { minLength: 1, maxLength: 3 }),
  honest: fc.boolean(),
  deflate: fc.nat(3).map((side) => side === 0),
  entry: fc.oneof(
    { weight: 7, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ which: fraction, lie }) },
  ),
  bytes: fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ back: fc.nat(6_000), value: fc.nat(255) }), { maxLength: 3 }),
    },
  ),
  left: fc.oneof({ weight: 19, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fraction }),
});

/** The zip that the plan makes of these files. */
export function carryOut(plan: Plan, base: Files): Uint8Array {
  let files = new Map(base);
  for (const { file, ...mutation } of plan.files) {
    const paths = [...files.keys()];
    const path = file === 'manifest' ? MANIFEST_PATH : (paths[Math.floor(file * paths.length)] ?? '');
    files.set(path, mutateFile(files.get(path) ?? new Uint8Array(), mutation));
  }
  if (plan.honest) files = new Map(honest(files));
  const entries = [...files].map(([name, data]): HostileEntry => ({ name, data, deflate: plan.deflate }));
  const { entry } = plan;
  const index = entry ? Math.floor(entry.which * entries.length) : -1;
  const zip = hostileZip(entries.map((one, at) => (at === index ? { ...one, ...entry?.lie } : one)));
  for (const { back, value } of plan.bytes) if (back < zip.length) zip[zip.length - 1 - back] = value;
  return zip.subarray(0, Math.ceil(zip.length * plan.left));
}
