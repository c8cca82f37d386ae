import type { Problem } from '../../base/errors.ts';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import { artifactPlaces } from '../artifact-places.ts';
import type { Facts } from '../facts.ts';
import type { ReasonCode } from '../reason-codes.ts';
import { atLeast, atMost, defineRule, type Found, type Unmeasured } from '../rule.ts';

/** What the comparison of a file with its record may come to; anything else keeps it from being opened at all. */
const FAULTS: Readonly<Partial<Record<Problem['code'], readonly [ReasonCode, string]>>> = {
  'artifact-missing': ['A-MISSING', 'is missing'],
  'path-refused': ['A-MISSING', 'cannot be opened: its path is refused'],
  'artifact-truncated': ['A-HASH', 'has another size than was recorded'],
  'artifact-hash': ['A-HASH', 'is another file than was recorded: its SHA-256 differs'],
  'zip-invalid': ['A-HASH', 'is damaged in the zip'],
  'zip-limit': ['A-HASH', 'is larger than its zip says'],
};

export const artifacts = defineRule({
  id: 'artifacts',
  group: 'completeness',
  title: 'Every file is there, and whole',
  formula:
    'ART = |{f ∈ files : present ∧ bytes ∧ SHA-256 as recorded}| ÷ |files| ≥ min; files that are not listed ≤ max_unlisted',
  source: 'Rule set C1',
  parameters: { min: 'number', max_unlisted: 'number' },
  check(facts, { min, max_unlisted }) {
    const paths = [...facts.trace.bundle.files.keys()];
    if (paths.length === 0)
      return {
        measures: [atLeast('ART', 0, min, { unit: 'ratio' })],
        findings: [
          {
            key: 'none',
            reason: 'A-MISSING',
            range: undefined,
            message: 'The manifest lists no file at all.',
            items: [{ kind: 'manifest', name: '/files' }],
          },
        ],
      };
    const faults = findingsOf(facts);
    const extra = unlisted(facts);
    return {
      measures: [
        ...(facts.faults
          ? [atLeast('ART', (paths.length - faults.length) / paths.length, min, { unit: 'ratio' })]
          : []),
        ...(extra ? [atMost('unlisted', extra.length, max_unlisted, { unit: 'count' })] : []),
      ],
      unmeasured: unmeasured(facts),
      findings: [...faults, ...(extra ?? [])],
    };
  },
});

function unmeasured({ faults, listing }: Facts): readonly Unmeasured[] {
  return [
    ...(faults ? [] : [{ item: 'ART', reason: 'the files were not read through' }]),
    ...(listing ? [] : [{ item: 'unlisted', reason: 'the files of this bundle cannot be listed' }]),
  ];
}

/** One finding a file. */
function findingsOf(facts: Facts): readonly Found[] {
  const places = artifactPlaces(facts);
  return [...(facts.faults ?? [])].map(([path, fault]) => {
    const [reason, what] = FAULTS[fault.code] ?? ['A-MISSING', 'cannot be read'];
    return {
      key: path,
      reason,
      range: places.get(path),
      message: `${path} ${what}.`,
      items: [{ kind: 'file', name: path }],
    };
  });
}

function unlisted({ listing, trace }: Facts): readonly Found[] | undefined {
  return listing
    ?.filter((path) => path !== MANIFEST_PATH && !trace.bundle.files.has(path))
    .map((path) => ({
      key: `unlisted:${path}`,
      reason: 'A-EXTRA',
      range: undefined,
      message: `${path} lies in the bundle, and the manifest does not list it.`,
      items: [{ kind: 'file', name: path }],
    }));
}
