import type { Layer } from '../../schema/generated/types.ts';
import { describeProblem } from '../../base/describe-error.ts';
import type { Problem } from '../../base/errors.ts';
import { rangeOfLayer } from '../artifact-places.ts';
import type { Facts } from '../facts.ts';
import { rangeOf } from '../spans.ts';
import { atMost, defineRule, told, type Found, type Unmeasured } from '../rule.ts';
import { ZERO } from '../../base/time.ts';

export const layersDeclared = defineRule({
  id: 'layers-declared',
  group: 'completeness',
  title: 'Every layer is there, or honestly said to be absent',
  formula:
    'undeclared = |{k ∈ required : no layer of kind k}| + |{layers not present without a status note}| + |{present layers that hold nothing or cannot be read}| + |{files of layers of which lines or records cannot be read}| ≤ max_undeclared. `a|b` in required: either kind will do.',
  source: 'Own; docs/BUNDLE.md',
  parameters: { required: 'words', max_undeclared: 'number' },
  check(facts, { required, max_undeclared }) {
    const { layers } = facts.manifest;
    const missing = required.filter((kinds) => !layers.some(({ kind }) => kinds.split('|').includes(kind)));
    const faults = [
      ...missing.map((kinds) => missingKind(kinds, facts)),
      ...layers.flatMap((layer) => faultOf(layer, facts)),
      ...unreadLines(facts),
    ];
    const absent = layers.filter(({ status }) => status !== 'present' && status !== 'empty');
    return {
      measures: [
        atMost('undeclared', faults.length, max_undeclared, { unit: 'count' }),
        told('present', layers.filter(({ status }) => status === 'present').length, { unit: 'count' }),
        told('absent', absent.length, { unit: 'count' }),
      ],
      unmeasured: unread(facts),
      findings: faults,
    };
  },
});

/** What readers had to leave out of a file, so that no other rule sees it: a finding a file and kind of fault. */
const LEFT_OUT: readonly Problem['code'][] = ['line-broken', 'record-invalid', 'last-line-torn'];

function unreadLines(facts: Facts): readonly Found[] {
  return facts.problems.flatMap((problem): readonly Found[] => {
    const { code, details } = problem;
    if (!LEFT_OUT.includes(code) || !('path' in details)) return [];
    const layer = facts.manifest.layers.find(({ paths }) => paths?.includes(details.path));
    return [
      {
        key: `${code}:${details.path}`,
        reason: 'A-FORMAT',
        range: layer && rangeOfLayer(layer, facts),
        message: describeProblem(problem).title,
        items: [{ kind: 'file', name: details.path }],
      },
    ];
  });
}

/** Present layers of kinds that Playhead does not read. */
function unread(facts: Facts): readonly Unmeasured[] {
  const read = new Set(readableLayers(facts));
  return facts.manifest.layers
    .filter(({ id, status }) => status === 'present' && !read.has(id) && !facts.failed.has(id))
    .map(({ id }) => ({
      item: id,
      reason: 'layers of its kind are not read, so that nobody knows what it holds',
    }));
}

/** ids of the layers that were read. */
function readableLayers(facts: Facts): readonly string[] {
  const { videos, sounds, terminals, inputs, commands, transcripts, edits, browsers, doms } = facts;
  const { networks, tests, lints, notes, diffs, logs, metrics, spans } = facts;
  const lists: readonly (readonly { readonly layer: Layer }[])[] = [
    ...[videos, sounds, terminals, inputs, commands, transcripts, edits, browsers, doms],
    ...[networks, tests, lints, notes, diffs, logs, metrics, spans],
  ];
  return lists.flat().map(({ layer }) => layer.id);
}

function missingKind(kinds: string, { duration }: Facts): Found {
  const names = kinds
    .split('|')
    .map((kind) => kind.replaceAll('_', ' '))
    .join(' or ');
  return {
    key: `kind:${kinds}`,
    reason: 'A-MISSING',
    range: rangeOf(ZERO, duration),
    message: `There is no layer of ${names}, and none says that it was not captured.`,
    items: [{ kind: 'manifest', name: '/layers' }],
  };
}

function faultOf(layer: Layer, facts: Facts): readonly Found[] {
  const { id, status } = layer;
  const fault = (reason: 'A-MISSING' | 'A-FORMAT', message: string): readonly Found[] => [
    {
      key: `layer:${id}`,
      reason,
      range: rangeOfLayer(layer, facts),
      message,
      items: [{ kind: 'layer', name: id }],
    },
  ];
  if (status === 'present') {
    const failure = facts.failed.get(id);
    if (failure) return fault('A-FORMAT', `Layer ${id} cannot be read: ${describeProblem(failure).title}`);
    const empty = facts.problems.some(
      ({ code, details }) => code === 'layer-empty' && 'layer' in details && details.layer === id,
    );
    return empty ? fault('A-MISSING', `Layer ${id} is said to be present, and holds nothing.`) : [];
  }
  if (status === 'empty' || (layer.status_note ?? '').trim() !== '') return [];
  return fault('A-MISSING', `Layer ${id} is ${status.replaceAll('_', ' ')}, and does not say why.`);
}
