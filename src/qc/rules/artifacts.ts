import type { Problem } from '../../base/errors.ts';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import { artifactPlaces } from '../artifact-places.ts';
import type { Facts } from '../facts.ts';
import type { ReasonCode } from '../reason-codes.ts';
import { atLeast, atMost, defineRule, type Found, type Unmeasured } from '../rule.ts';

/** What the comparison of a file with its record may come to. */
const FAULTS: Readonly<Partial<Record<Problem['code'], readonly [ReasonCode, string]>>> = {
  'artifact-missing': ['A-MISSING', 'is missing'],
  'path-refused': ['A-MISSING', 'cannot be opened: its path is refused'],
  'artifact-truncated': ['A-HASH', 'has another size than was recorded'],
  'artifact-hash': ['A-HASH', 'is another file than was recorded: its SHA-256 differs'],
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
    const faults = facts.compared ? faultsOf(facts) : [];
    const extra = unlisted(facts);
    return {
      measures: [
        ...(facts.compared
          ? [atLeast('ART', (paths.length - faults.length) / paths.length, min, { unit: 'ratio' })]
          : []),
        ...(extra ? [atMost('unlisted', extra.length, max_unlisted, { unit: 'count' })] : []),
      ],
      unmeasured: unmeasured(facts),
      findings: [...faults, ...(extra ?? [])],
    };
  },
});

function unmeasured({ compared, listing }: Facts): readonly Unmeasured[] {
  return [
    ...(compared ? [] : [{ item: 'ART', reason: 'the files were not read through' }]),
    ...(listing ? [] : [{ item: 'unlisted', reason: 'the files of this bundle cannot be listed' }]),
  ];
}

/** One finding a file. */
function faultsOf(facts: Facts): readonly Found[] {
  const places = artifactPlaces(facts);
  const found = new Map<string, Found>();
  for (const { code, details } of facts.problems) {
    const fault = FAULTS[code];
    const path = 'path' in details ? details.path : undefined;
    if (!fault || path === undefined || found.has(path) || !facts.trace.bundle.files.has(path)) continue;
    const [reason, what] = fault;
    const range = places.get(path);
    found.set(path, {
      key: path,
      reason,
      range,
      message: `${path} ${what}.`,
      items: [{ kind: 'file', name: path }],
    });
  }
  return [...found.values()];
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
