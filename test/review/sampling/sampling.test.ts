/** The plan against the table of the rule set, and the drawing of a sample. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passChance, samplingPlan } from '../../../src/review/sampling/plan.ts';
import { commitmentOf, drawSample, seedOf, type Drawable } from '../../../src/review/sampling/select.ts';

const sha256 = (...parts: readonly Buffer[]): string =>
  createHash('sha256').update(Buffer.concat(parts)).digest('hex');

function lotOf(size: number, capturers = 1): readonly Drawable[] {
  return Array.from({ length: size }, (_, index) => ({
    name: `trace-${index}`,
    root: sha256(Buffer.from(`bytes of ${index}`)),
    capturer: `person ${index % capturers}`,
  }));
}

describe('a sampling plan', () => {
  it.each([
    [10, 9],
    [20, 14],
    [50, 18],
    [100, 20],
    [200, 21],
    [500, 22],
  ])('looks at the published number of %i: %i', (lot, size) => {
    expect(samplingPlan(lot, 'normal').size).toBe(size);
  });

  it.each([
    [50, 27],
    [100, 37],
    [200, 41],
  ])('tightened, looks at the published number of %i: %i', (lot, size) => {
    expect(samplingPlan(lot, 'tightened').size).toBe(size);
  });

  it('keeps its risk with as few as that takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.constantFrom('normal', 'tightened'), (lot, mode) => {
        const { defects, size, consumerRisk } = samplingPlan(lot, mode);
        expect(passChance(lot, defects, size)).toBeLessThanOrEqual(consumerRisk);
        expect(passChance(lot, defects, size - 1)).toBeGreaterThan(consumerRisk);
      }),
    );
  });

  it('counts bad traces exactly where the share is a whole number of them', () => {
    expect(samplingPlan(60, 'tightened').defects).toBe(3);
    expect(samplingPlan(61, 'tightened').defects).toBe(4);
    expect(samplingPlan(30, 'normal').defects).toBe(3);
  });

  it('can look at everything', () => {
    expect(samplingPlan(7, 'all')).toMatchObject({ size: 7, consumerRisk: 0 });
  });
});

describe('the sample', () => {
  const lot = lotOf(60, 7);
  const root = sha256(Buffer.from('batch'));
  const seed = seedOf(root, 'ab'.repeat(32));

  it('has a seed that others can compute', () => {
    const nonce = Buffer.from('ab'.repeat(32), 'hex');
    expect(seed).toBe(sha256(Buffer.from(root, 'hex'), nonce));
    expect(commitmentOf('ab'.repeat(32))).toBe(sha256(nonce));
  });

  it('is the first of the order that others can compute', () => {
    const order = lot
      .map(({ name, root: own }) => ({
        name,
        rank: sha256(Buffer.from(seed, 'hex'), Buffer.from(own, 'hex'), Buffer.from(name)),
      }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ name }) => name);
    const drawn = drawSample(lot, { size: 10 }, seed);
    expect(drawn.slice(0, 10).map(({ name }) => name)).toEqual(order.slice(0, 10));
    expect(drawn.slice(0, 10).every(({ why }) => why === 'random')).toBe(true);
  });

  it('holds two of each capturer, as far as there are two, and nothing twice', () => {
    const people = [...lotOf(40, 4), { name: 'lone', root: sha256(Buffer.from('x')), capturer: 'single' }];
    const of = new Map(people.map(({ name, capturer }) => [name, capturer]));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 41 }), fc.integer(), (size, salt) => {
        const drawn = drawSample(people, { size }, sha256(Buffer.from(String(salt))));
        const names = drawn.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const namesOf = (person: string) => names.filter((name) => of.get(name) === person);
        for (const person of ['person 0', 'person 1', 'person 2', 'person 3'])
          expect(namesOf(person).length).toBeGreaterThanOrEqual(2);
        expect(namesOf('single')).toEqual(['lone']);
        expect(drawn.filter(({ why }) => why === 'random')).toHaveLength(size);
      }),
    );
  });

  it('does not depend on the order of the batch, and on each byte of the seed', () => {
    expect(drawSample(lot.toReversed(), { size: 12 }, seed)).toEqual(drawSample(lot, { size: 12 }, seed));
    const other = seedOf(root, `${'ab'.repeat(31)}ac`);
    expect(drawSample(lot, { size: 12 }, other)).not.toEqual(drawSample(lot, { size: 12 }, seed));
  });

  it('holds the first five of whoever is new, by the time that manifests tell, and not of others', () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    // The later a trace stands here, the earlier it was recorded.
    const all = lotOf(40, 2).map((trace, index) => ({
      ...trace,
      recorded: new Date(start - index * 60_000).toISOString(),
    }));
    const firstOf = (capturer: string, count: number) =>
      all
        .filter((trace) => trace.capturer === capturer)
        .slice(-count)
        .map(({ name }) => name);
    const drawn = (earlier: ReadonlyMap<string, number>) =>
      new Set(drawSample(all, { size: 4 }, seed, earlier).map(({ name }) => name));
    const [one, two] = [firstOf('person 0', 5), firstOf('person 1', 5)];
    expect([...one, ...two].filter((name) => !drawn(new Map()).has(name))).toEqual([]);
    const known = drawn(
      new Map([
        ['person 0', 7],
        ['person 1', 3],
      ]),
    );
    expect(firstOf('person 1', 2).filter((name) => !known.has(name))).toEqual([]);
    // Four by lot, and what is added of person 1 and so that each has two.
    expect(known.size).toBeLessThanOrEqual(8);
    expect(
      drawSample(all, { size: 4 }, seed).filter(({ why }) => why === 'new').length,
    ).toBeGreaterThanOrEqual(6);
  });

  it('draws each trace about as often', () => {
    const few = lotOf(10);
    const known = new Map(few.map(({ capturer }) => [capturer, 5]));
    const counts = new Map<string, number>();
    for (let salt = 0; salt < 2_000; salt += 1)
      for (const { name } of drawSample(few, { size: 3 }, sha256(Buffer.from(String(salt))), known))
        counts.set(name, (counts.get(name) ?? 0) + 1);
    // 600 each; three standard deviations are 61.
    for (const count of counts.values()) expect(Math.abs(count - 600)).toBeLessThan(75);
  });
});
