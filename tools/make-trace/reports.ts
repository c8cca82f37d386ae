/** Reports of tests (JUnit XML) and of a linter (SARIF) over time: what fails is mended little by little, and something else breaks. */
import { Dice } from './dice.ts';
import { camel, noun, sentence } from './words.ts';

const SUITES = 14;
const MAX_CASES_A_SUITE = 24;

interface Case {
  readonly suite: string;
  readonly name: string;
  failing: boolean;
}

/** Tests that live through the session. */
export class TestReports {
  readonly #dice: Dice;
  readonly #cases: Case[] = [];

  constructor(seed: number) {
    this.#dice = new Dice(seed, 'tests');
    for (let n = 0; n < SUITES; n += 1) this.#addSuite();
  }

  /** The report of the next run, which passes or fails as its command did. */
  next(passed: boolean): string {
    const dice = this.#dice;
    if (dice.chance(0.1)) this.#addSuite();
    for (const one of this.#cases)
      one.failing = !passed && (one.failing ? dice.chance(0.7) : dice.chance(0.01));
    const [first] = this.#cases;
    if (!passed && first && !this.#cases.some(({ failing }) => failing)) first.failing = true;
    const suites = [...new Set(this.#cases.map(({ suite }) => suite))].map((suite) => this.#suite(suite));
    return `<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="npm test">\n${suites.join('\n')}\n</testsuites>\n`;
  }

  #suite(suite: string): string {
    const cases = this.#cases.filter((one) => one.suite === suite);
    const failures = cases.filter(({ failing }) => failing).length;
    const head = `  <testsuite name="${suite}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`;
    return [head, ...cases.map((one) => this.#case(one)), '  </testsuite>'].join('\n');
  }

  #case({ suite, name, failing }: Case): string {
    const dice = this.#dice;
    const open = `    <testcase classname="${suite}" name="${name}" time="${dice.between(0.001, 0.4).toFixed(4)}"`;
    if (!failing) return `${open}/>`;
    const [wanted, found] = [dice.whole(0, 99), dice.whole(100, 199)];
    const stack = Array.from(
      { length: dice.whole(3, 9) },
      () =>
        `    at ${camel(dice)} (src/${noun(dice)}/${noun(dice)}.ts:${dice.whole(1, 400)}:${dice.whole(1, 60)})`,
    );
    const text = [`AssertionError: expected ${found} to be ${wanted}`, ...stack].join('\n');
    return `${open}>\n      <failure message="expected ${found} to be ${wanted}" type="AssertionError">${text}</failure>\n    </testcase>`;
  }

  #addSuite(): void {
    const dice = this.#dice;
    const suite = `test/${noun(dice)}/${noun(dice)}-${dice.hex(3)}.test.ts`;
    for (let n = dice.whole(3, MAX_CASES_A_SUITE); n > 0; n -= 1)
      this.#cases.push({
        suite,
        name: `${camel(dice)} ${n}: ${sentence(dice).replace(/[<>&"]/g, '')}`,
        failing: false,
      });
  }
}

const RULES = ['no-unused-vars', 'eqeqeq', 'no-shadow', 'complexity', 'max-lines', 'no-console'];
const LINTER = {
  name: 'oxlint',
  version: '1.94.0',
  rules: RULES.map((id) => ({ id, shortDescription: { text: id } })),
};

/** A report with some results, or none. `paths`: files to find something in. */
export function lintReport(dice: Dice, passed: boolean, paths: readonly string[]): string {
  const results = Array.from({ length: passed ? 0 : dice.whole(1, 40) }, () => {
    const line = dice.whole(1, 300);
    return {
      ruleId: dice.pick(RULES),
      level: dice.chance(0.3) ? 'error' : 'warning',
      message: { text: sentence(dice) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: dice.pick(paths) },
            region: {
              startLine: line,
              startColumn: dice.whole(1, 60),
              endLine: line,
              endColumn: dice.whole(61, 90),
            },
          },
        },
      ],
    };
  });
  return `${JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: LINTER }, results }] })}\n`;
}
