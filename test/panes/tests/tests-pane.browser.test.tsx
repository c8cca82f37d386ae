import axe from 'axe-core';
import { page, userEvent } from 'vitest/browser';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { BundleSource } from '../../../src/bundle/bundle-source.ts';
import { buildBundle, lines } from '../../fixtures/build-bundle.ts';
import { Bench } from './harness.tsx';

const SECOND = 1_000_000;

const junit = (...cases: readonly string[]): string =>
  `<testsuites><testsuite name="unit">${cases.join('')}</testsuite></testsuites>`;
const pass = (name: string): string => `<testcase name="${name}" time="0.01"/>`;
const fail = (name: string, text: string): string =>
  `<testcase name="${name}"><failure message="it broke">${text}</failure></testcase>`;
const sarif = (...texts: readonly string[]): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        results: texts.map((text, index) => ({
          ruleId: 'no-x',
          level: 'error',
          message: { text },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'src/a.js' },
                region: { startLine: index + 1 },
              },
            },
          ],
        })),
      },
    ],
  });

const run = (at: number, path: string) => ({
  t_start: at * SECOND,
  t_end: (at + 1) * SECOND,
  path,
  format: 'junit',
  name: 'npm test',
  command_seq: 1,
});
const lint = (at: number, path: string) => ({ t: at * SECOND, path, format: 'sarif', tool: 'oxlint' });
const command = {
  seq: 1,
  terminal: 'main',
  t_start: 2 * SECOND,
  t_end: 3 * SECOND,
  cwd: '/srv',
  command: 'npm test -- --all',
  exit_code: 1,
  exit_source: 'shell',
};

/** Green at 2 s, red at 4 s, unreadable at 6 s, green again at 8 s; lint finds one thing at 3 s and none at 5 s. */
function session(): BundleSource {
  return buildBundle({
    layers: [
      {
        id: 'tests',
        kind: 'test_runs',
        content: lines(run(2, '1.xml'), run(4, '2.xml'), run(6, '3.xml'), run(8, '4.xml')),
      },
      { id: 'lint', kind: 'diagnostics', content: lines(lint(3, 'a.sarif'), lint(5, 'b.sarif')) },
      { id: 'commands', kind: 'commands', content: lines(command) },
    ],
    files: {
      '1.xml': junit(pass('adds'), pass('divides')),
      '2.xml': junit(pass('adds'), fail('divides', '&lt;img src=x onerror=alert(1)&gt;\u001b[31m')),
      '3.xml': '<testsuite><testcase>',
      '4.xml': junit(pass('adds'), pass('divides'), pass('multiplies')),
      'a.sarif': sarif('x is bad'),
      'b.sarif': sarif(),
    },
  });
}

async function expectNoFaults(place: HTMLElement): Promise<void> {
  const { violations } = await axe.run(place);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

const heads = (bench: Bench): readonly HTMLElement[] =>
  bench.all('[role=group][aria-label="Test runs"] button');

describe('the tests pane', () => {
  beforeAll(async () => {
    await page.viewport(1100, 640);
  });

  it('follows the playhead both ways', async () => {
    const bench = await Bench.open(session());
    expect(bench.shown).toMatchObject({ runs: 4, run: null, passed: null, errors: null, selected: null });
    expect(bench.place.textContent).toContain('No test has run yet. The first run starts at 0:02.000.');
    expect(await bench.at(4.5)).toMatchObject({
      run: 1,
      passed: 1,
      failed: 1,
      selected: 'divides',
      errors: 1,
    });
    expect(bench.place.textContent).toContain('still running');
    await vi.waitFor(() => expect(bench.place.textContent).toContain('newly failing'));
    expect(heads(bench)[1]?.getAttribute('aria-current')).toBe('time');
    expect(await bench.at(9)).toMatchObject({ run: 3, passed: 3, failed: 0, selected: null, errors: 0 });
    await vi.waitFor(() => expect(bench.place.textContent).toContain('fixed'));
    expect(await bench.at(2)).toMatchObject({ run: 0, passed: 2, errors: null });
    await bench.close();
  });

  it('says since when work stands red or green, and nothing where no run tells', async () => {
    const bench = await Bench.open(session());
    const stretch = (): string | undefined =>
      bench.all('[data-state=red], [data-state=green]').map(({ textContent }) => textContent)[0];
    await bench.at(4.5);
    expect(stretch()).toBe('green since 0:03.000');
    await bench.at(5.5);
    expect(stretch()).toBe('red since 0:05.000');
    await expectNoFaults(bench.place);
    await bench.at(7.5);
    expect(stretch()).toBeUndefined();
    await bench.at(9);
    expect(stretch()).toBe('green since 0:09.000');
    await bench.close();
  });

  it('names every cell in words, and mutes what is to come', async () => {
    const bench = await Bench.open(session());
    await bench.at(5);
    await vi.waitFor(() => expect(bench.all('[role=option]')).toHaveLength(4));
    const cells = bench.all('[role=option]:nth-of-type(3) [role=img]');
    expect(cells.map((cell) => cell.getAttribute('aria-label'))).toEqual([
      'Run 1: passed',
      'Run 2: failed, newly failing',
      'Run 3: the report cannot be read',
      'Run 4: passed, fixed',
    ]);
    expect(cells.map((cell) => cell.dataset['place'])).toEqual(['before', 'now', 'after', 'after']);
    expect(heads(bench)[0]?.querySelector('.visually-hidden')?.textContent).toBe(
      'Run 1 of 4, npm test, at 0:02.000, took 1.0 s, 2 passed, 0 failed, 0 skipped, command: npm test -- --all',
    );
    await bench.close();
  });

  it('shows why a test failed as text, and lets a person choose another', async () => {
    const bench = await Bench.open(session());
    await bench.at(5);
    expect(bench.all('section pre').map((text) => text.textContent)).toEqual([
      'it broke',
      '<img src=x onerror=alert(1)>',
    ]);
    expect(bench.all('img')).toEqual([]);
    bench.one('[role=listbox]').focus();
    await userEvent.keyboard('{Home}{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ selected: 'adds' }));
    await userEvent.click(bench.one('[aria-label="Close details"]'));
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ selected: null }));
    await bench.close();
  });

  it('seeks to a run by click and by arrow keys', async () => {
    const bench = await Bench.open(session());
    const [, second] = heads(bench);
    if (second) await userEvent.click(second);
    expect(bench.clock.now()).toBe(fromSeconds(4));
    await bench.clock.settled();
    await userEvent.keyboard('{ArrowRight}');
    expect(bench.clock.now()).toBe(fromSeconds(6));
    await vi.waitFor(() => expect(document.activeElement).toBe(heads(bench)[2]));
    await userEvent.click(bench.one('[aria-label="Previous run"]'));
    expect(bench.clock.now()).toBe(fromSeconds(4));
    await bench.close();
  });

  it('says which report cannot be read, and goes on', async () => {
    const bench = await Bench.open(session());
    expect(await bench.at(6)).toMatchObject({ run: 2, passed: null, failed: null });
    expect(bench.one('[role=alert]').textContent).toContain('3.xml cannot be read as JUnit XML');
    await bench.close();
  });

  it('shows what the linter says, for how long, and what was fixed', async () => {
    const bench = await Bench.open(session());
    await bench.at(3);
    bench.one('[role=tab][aria-selected=true]').focus();
    await userEvent.keyboard('{ArrowRight}');
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ mode: 'lint', lintRun: 0, errors: 1 }));
    await vi.waitFor(() => {
      expect(bench.place.textContent).toContain('x is bad');
      expect(bench.place.textContent).toContain('seen at 0:03.000, gone at 0:05.000');
    });
    await expectNoFaults(bench.place);
    expect(await bench.at(5)).toMatchObject({ lintRun: 1, errors: 0, warnings: 0 });
    await vi.waitFor(() => expect(bench.place.textContent).toContain('fixed'));
    expect(await bench.at(1)).toMatchObject({ lintRun: null, errors: null });
    expect(bench.place.textContent).toContain('Nothing was checked yet.');
    await bench.close();
  });

  it('sets off what was expected, tells where the test is, and never shows the environment', async () => {
    const report = `<testsuite name="pytest"><properties><property name="TOKEN" value="s3cret"/></properties>
      <testcase name="adds" file="test_a.py" line="11"><properties><property name="KEY" value="s3cret"/></properties>
      <failure>Expected: 4&#10;Received: 5</failure></testcase></testsuite>`;
    const bench = await Bench.open(
      buildBundle({
        layers: [{ id: 'tests', kind: 'test_runs', content: lines(run(2, '1.xml')) }],
        files: { '1.xml': report },
      }),
    );
    await bench.at(3);
    await vi.waitFor(() => expect(bench.one('section header').textContent).toContain('test_a.py:12'));
    expect(bench.one('[data-tone=expected]').textContent).toBe('Expected: 4\n');
    expect(bench.one('[data-tone=actual]').textContent).toBe('Received: 5');
    expect(document.body.innerHTML).not.toContain('s3cret');
    await expectNoFaults(bench.place);
    await bench.close();
  });

  it.each(['dark', 'light'])(
    'tells all of a diagnostic, and seeks to when it was first seen, %s',
    async (theme) => {
      document.documentElement.dataset['theme'] = theme;
      const result = {
        ruleId: 'R1',
        message: { text: 'odd' },
        suppressions: [{ kind: 'inSource', justification: 'on purpose' }],
        codeFlows: [{}, {}],
      };
      const rules = [{ id: 'R1', name: 'NoOddThings', fullDescription: { text: 'Even is better.' } }];
      const report = JSON.stringify({
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'lint', rules } }, results: [result] }],
      });
      const bench = await Bench.open(
        buildBundle({
          layers: [
            { id: 'lint', kind: 'diagnostics', content: lines(lint(3, 'a.sarif'), lint(5, 'a.sarif')) },
          ],
          files: { 'a.sarif': report },
        }),
        480,
      );
      expect(await bench.at(6)).toMatchObject({ errors: 0, warnings: 0, selected: null });
      await vi.waitFor(() => expect(bench.all('[role=option]')).toHaveLength(2));
      expect(bench.one('[role=option]').textContent).toBe('(no file)clean, 1 suppressed');
      bench.one('[role=listbox]').focus();
      await userEvent.keyboard('{End}{Enter}');
      await vi.waitFor(() => expect(bench.shown).toMatchObject({ selected: 'odd' }));
      const detail = bench.one('section').textContent;
      expect(detail).toContain('R1 · NoOddThings');
      expect(detail).toContain('In the source code · accepted · on purpose');
      expect(detail).toContain('Even is better.');
      expect(detail).toContain('2 code flows in the report, not shown.');
      await expectNoFaults(bench.place);
      await userEvent.click(bench.one('section button[class*=seek]'));
      expect(bench.clock.now()).toBe(fromSeconds(3));
      await userEvent.click(bench.one('[aria-label="Close details"]'));
      await vi.waitFor(() => expect(bench.shown).toMatchObject({ selected: null }));
      await bench.close();
      document.documentElement.dataset['theme'] = 'dark';
    },
  );

  it('does not take a report that tells nothing for a clean one', async () => {
    const bench = await Bench.open(
      buildBundle({
        layers: [{ id: 'lint', kind: 'diagnostics', content: lines(lint(3, 'a.sarif'), lint(5, 'b.sarif')) }],
        files: {
          'a.sarif': '{"version":"2.1.0","runs":null}',
          'b.sarif':
            '{"version":"2.1.0","runs":[{"results":[],"invocations":[{"executionSuccessful":false}]}]}',
        },
      }),
    );
    expect(await bench.at(3)).toMatchObject({ errors: null, warnings: null });
    expect(bench.place.textContent).toContain('The report does not tell what was found.');
    expect(bench.place.textContent).not.toContain('Nothing was found.');
    expect(await bench.at(5)).toMatchObject({ errors: 0, warnings: 0 });
    await vi.waitFor(() => expect(bench.place.textContent).toContain('it did not finish'));
    await bench.close();
  });

  it('says that nothing was run', async () => {
    const bench = await Bench.open(
      buildBundle({ layers: [{ id: 'tests', kind: 'test_runs', content: '\n' }] }),
    );
    expect(bench.place.textContent).toBe('No test was run.');
    await bench.close();
  });

  it.each([
    ['dark', 1000],
    ['light', 480],
  ])('has no accessibility faults, %s, %j px wide', async (theme, width) => {
    document.documentElement.dataset['theme'] = theme;
    const bench = await Bench.open(session(), width);
    for (const seconds of [0, 5, 6, 9]) {
      await bench.at(seconds);
      await expectNoFaults(bench.place);
    }
    // A chosen row has another ground.
    bench.one('[role=option]:nth-of-type(2)').click();
    await vi.waitFor(() => expect(bench.shown).toMatchObject({ selected: 'adds' }));
    await expectNoFaults(bench.place);
    await bench.close();
    document.documentElement.dataset['theme'] = 'dark';
  });
});
