/** Every file of JSONTestSuite, as what a bundle may hold of JSON: each is judged by the readers that open the bundle. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, sourceOf, type LayerSpec } from '../fixtures/build-bundle.ts';

const packed = JSON.parse(
  readFileSync('test/fixtures/json-test-suite/test_parsing.json', 'utf8'),
) as Readonly<Record<string, string>>;

/** Name → bytes. */
const CASES: ReadonlyMap<string, Uint8Array> = new Map([
  ...Object.entries(packed).map(([name, text]) => [name, Buffer.from(text, 'base64')] as const),
  ['n_structure_100000_opening_arrays.json', Buffer.from('['.repeat(100_000))],
  ['n_structure_open_array_object.json', Buffer.from(`${'[{"":'.repeat(50_000)}\n`)],
]);

/** Those that must be refused, that must be read, and that may be either. */
const [REFUSED, READ, EITHER] = [named('n_'), named('y_'), named('i_')];

type Case = readonly [name: string, bytes: Uint8Array];

function named(verdict: string): readonly Case[] {
  return [...CASES].filter(([name]) => name.startsWith(verdict));
}

/** The code with which a trace is refused that has these bytes as its manifest. */
async function asManifest(bytes: Uint8Array): Promise<string | undefined> {
  try {
    await openTrace(sourceOf(new Map([[MANIFEST_PATH, bytes]])));
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** Names of the cases with what `find` finds of them that is not one of the codes. */
async function others(
  cases: readonly Case[],
  codes: readonly string[],
  find: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const found = await Promise.all(
    cases.map(async ([name, bytes]) => [name, (await find(bytes)) ?? 'read'] as const),
  );
  return found.filter(([, code]) => !codes.includes(code)).map((pair) => pair.join(': '));
}

const around = (before: string, bytes: Uint8Array, after: string): Uint8Array =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);

/** Lines end at a line feed, wherever it stands: what holds one is no case of a line. */
const isOneLine = ([, bytes]: Case): boolean => !bytes.includes(10);

it('holds all of them', () => {
  expect([READ.length, REFUSED.length, EITHER.length]).toEqual([95, 188, 35]);
});

it('is judged right as the manifest', async () => {
  expect(await others(REFUSED, ['manifest-not-json'], asManifest)).toEqual([]);
  expect(await others(READ, ['manifest-foreign', 'schema-too-old'], asManifest)).toEqual([]);
  const either = ['manifest-not-json', 'manifest-foreign', 'schema-too-old'];
  expect(await others(EITHER, either, asManifest)).toEqual([]);
});

it('is judged right as lines of records', async () => {
  const line = ([name, bytes]: Case): Uint8Array =>
    around(`{"t":1,"type":"note","text":"${name}","x-y":`, bytes, '}\n');
  const cases = [...REFUSED, ...READ].filter(isOneLine);
  const content = Buffer.concat(cases.map(line));
  const trace = await openTrace(buildBundle({ layers: [{ id: 'notes', kind: 'annotations', content }] }));
  const [{ content: notes } = expect.fail('the layer is not there')] = trace.annotations;
  expect((await notes.get()).items.map(({ annotation }) => annotation.text)).toEqual(
    READ.filter(isOneLine).map(([name]) => name),
  );
  const broken = trace.problems.all.find(({ code }) => code === 'line-broken');
  expect(broken?.details).toMatchObject({ line: 1, count: REFUSED.filter(isOneLine).length });
});

it('is judged right as an archive of traffic', async () => {
  const layers = (cases: readonly Case[]): readonly LayerSpec[] =>
    cases.map(([, bytes], index) => ({
      id: `network-${index}`,
      kind: 'network',
      content: around('{"log":{"entries":[],"x-y":', bytes, '}}'),
      format: { name: 'HAR', version: '1.2' },
    }));
  const verdicts = async (cases: readonly Case[]): Promise<ReadonlySet<string>> => {
    const { networks } = await openTrace(buildBundle({ layers: layers(cases) }));
    expect(networks).toHaveLength(cases.length);
    const read = networks.map(({ content }) => content.get().then(() => 'read', codeOf));
    return new Set(await Promise.all(read));
  };
  expect(await verdicts(REFUSED)).toEqual(new Set(['format-broken']));
  expect(await verdicts(READ)).toEqual(new Set(['read']));
});

function codeOf(error: unknown): string {
  return asTraceError(error).code;
}
