/** Agreement, against numbers that others published. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from '../../../src/review/agreement/krippendorff.ts';
import {
  cohenKappa,
  countPairs,
  pabak,
  rawAgreement,
  type Pair,
} from '../../../src/review/agreement/pairs.ts';
import { wilsonInterval } from '../../../src/review/agreement/wilson.ts';

/** Rows are people, columns are things; a dot is nothing. */
function unitsOf(...rows: readonly string[]): readonly (readonly string[])[] {
  return Array.from(rows[0] ?? '', (_, index) =>
    rows.map((row) => row.charAt(index)).filter((value) => value !== '.'),
  );
}

/** Krippendorff (2011), part C: four people, twelve things, some of them left out. */
const CANONICAL = unitsOf('123321412...', '1233224125.3', '.3332342251.', '12332441251.');

describe("Krippendorff's α", () => {
  it.each([
    // Krippendorff (2011), part A: two people, two values.
    ['binary, two people', unitsOf('0100000010', '1110010000'), '01', 'nominal', 0.095],
    // Part B: two people, five values.
    ['nominal, two people', unitsOf('aabbdcccedda', 'babbbccceddd'), 'abcde', 'nominal', 0.692],
    ['nominal, any number of people, values missing', CANONICAL, '12345', 'nominal', 0.743],
    ['ordinal, any number of people, values missing', CANONICAL, '12345', 'ordinal', 0.815],
  ] as const)('is the published one: %s', (_, units, order, metric, alpha) => {
    expect(krippendorffAlpha(units, Array.from<string>(order), metric)).toBeCloseTo(alpha, 3);
  });

  it('says nothing where nobody judged what another judged', () => {
    expect(krippendorffAlpha(unitsOf('1.2', '.3.'), ['1', '2', '3'], 'nominal')).toBeUndefined();
    expect(krippendorffAlpha([], ['1'], 'nominal')).toBeUndefined();
  });

  it('is 1 where all agree, and not defined where they all say one thing', () => {
    expect(krippendorffAlpha(unitsOf('1221', '1221'), ['1', '2'], 'nominal')).toBe(1);
    for (const metric of ['nominal', 'ordinal'] as const)
      expect(krippendorffAlpha(unitsOf('1111', '1111'), ['1', '2'], metric)).toBeUndefined();
  });

  it('refuses a value that it was not told of', () => {
    expect(() => krippendorffAlpha(unitsOf('13', '11'), ['1', '2'], 'nominal')).toThrow(RangeError);
  });

  it('does not depend on the order of things or people, nor on single values', () => {
    const values = fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(values, { maxLength: 12 }),
        fc.constantFrom('nominal', 'ordinal'),
        (units, metric) => {
          const order = ['1', '2', '3'];
          const alpha = krippendorffAlpha(units, order, metric);
          const turned = [...units.map((unit) => unit.toReversed()).toReversed(), ['3']];
          const other = krippendorffAlpha(turned, order, metric);
          if (alpha === undefined) expect(other).toBeUndefined();
          else expect(other).toBeCloseTo(alpha, 9);
        },
      ),
    );
  });
});

function table(
  ...cells: readonly (readonly [first: string, second: string, count: number])[]
): readonly Pair<string>[] {
  return cells.flatMap(([first, second, count]) =>
    Array.from({ length: count }, (): Pair<string> => [first, second]),
  );
}

describe('two people', () => {
  // Grants that two people accept or refuse: 20 and 15 alike, 5 and 10 not. p_o 0.7, p_e 0.6·0.5 + 0.4·0.5.
  const grants = table(['yes', 'yes', 20], ['yes', 'no', 5], ['no', 'yes', 10], ['no', 'no', 15]);
  // Cohen (1968): p_o 0.70, p_e 0.5·0.6 + 0.3·0.3 + 0.2·0.1 = 0.41.
  const three = table(
    ...([
      ['a', 'a', 88],
      ['a', 'b', 10],
      ['a', 'c', 2],
      ['b', 'a', 14],
      ['b', 'b', 40],
      ['b', 'c', 6],
      ['c', 'a', 18],
      ['c', 'b', 10],
      ['c', 'c', 12],
    ] as const),
  );

  it("have the published Cohen's κ", () => {
    expect(cohenKappa(grants)).toBeCloseTo(0.4, 12);
    expect(cohenKappa(three)).toBeCloseTo((0.7 - 0.41) / (1 - 0.41), 12);
  });

  it('have agreement without chance beside it', () => {
    expect(rawAgreement(countPairs(grants))).toBe(0.7);
    expect(pabak(countPairs(grants), 2)).toBeCloseTo(2 * 0.7 - 1, 12);
    expect(pabak(countPairs(three), 3)).toBeCloseTo((3 * 0.7 - 1) / 2, 12);
  });

  it('show what prevalence does: nearly all the same, and κ below zero', () => {
    const skewed = table(['yes', 'yes', 90], ['yes', 'no', 5], ['no', 'yes', 5]);
    expect(cohenKappa(skewed)).toBeLessThan(0);
    expect(pabak(countPairs(skewed), 2)).toBeCloseTo(0.8, 12);
  });

  it('have none where nothing was judged, or nothing but one value was given', () => {
    expect([rawAgreement(countPairs([])), cohenKappa([]), pabak(countPairs([]), 2)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(cohenKappa(table(['yes', 'yes', 4]))).toBeUndefined();
  });
});

describe("Wilson's interval", () => {
  it.each([
    // Rule set C.4: nothing in 22 is at most 14.9 %.
    [0, 22, 0, 0.149],
    // Newcombe (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i', (hits, n, low, high) => {
    const [from, to] = wilsonInterval(hits, n);
    expect(from).toBeCloseTo(low, 3);
    expect(to).toBeCloseTo(high, 3);
  });

  it('of nothing is everything', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
    expect(wilsonInterval(3, 3)[1]).toBe(1);
  });
});
