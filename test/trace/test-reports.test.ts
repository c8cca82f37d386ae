/** Whole reports: what reports.test.ts does not look at. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TraceError } from '../../src/base/errors.ts';
import { parseCtrf } from '../../src/trace/ctrf.ts';
import { parseJunit } from '../../src/trace/junit.ts';
import { plainText } from '../../src/trace/plain-text.ts';
import { parseSarif } from '../../src/trace/sarif.ts';
import { sarifCounts } from '../../src/trace/reports.ts';
import { countTests } from '../../src/trace/test-report.ts';

const DATA = '../shared/data';
const ESC = String.fromCharCode(27);
const broken = expect.objectContaining({ code: 'format-broken' }) as Error;

describe('plainText', () => {
  it.each([
    [`${ESC}[31mred${ESC}[0m`, 'red'],
    [`${ESC}]8;;https://a.example${ESC}\\link${ESC}]8;;${ESC}\\`, 'link'],
    [`${ESC}]never ends`, 'never ends'],
    ['a\r\nb\rc\td\u0000\u0008', 'a\nb\nc\td'],
    ['[Error] stays', '[Error] stays'],
  ])('%j', (text, plain) => expect(plainText(text)).toBe(plain));
});

describe('parseJunit', () => {
  const first = (xml: string) => parseJunit(xml, 'a.xml').results[0];

  it('decodes the five entities and character references, in text and attributes, but not in CDATA', () => {
    const test = first(
      '<testsuite><testcase name="a &lt;b&gt; &amp;amp; &#39;c&#x27;"><failure message="&quot;">x &lt; y <![CDATA[<z> &lt;]]></failure></testcase></testsuite>',
    );
    expect(test?.name).toBe(`a <b> &amp; 'c'`);
    expect(test?.reasons).toEqual([{ kind: 'failure', message: '"', details: 'x < y <z> &lt;' }]);
  });

  it('never expands the entities of a document type', () => {
    const xml = '<!DOCTYPE a [<!ENTITY x "boom">]><testsuite><testcase name="&x;"/></testsuite>';
    expect(first(xml)?.name).toBe('&x;');
  });

  it('takes colours and illegal control characters', () => {
    const xml = `<testsuite><testcase name="a"><failure>${ESC}[31mred${ESC}[0m \u0001</failure></testcase></testsuite>`;
    expect(first(xml)?.reasons[0]?.details).toBe('red \uFFFD');
  });

  it('tells suites, files, times and output, and leaves unknown what is not given', () => {
    const xml =
      '<testsuites name="all"><testsuite name="a"><system-out>noise</system-out><testsuite name="b"><testcase name="t" classname="c" file="f.js" time="1,000.5"/><testcase><failure/></testcase></testsuite></testsuite></testsuites>';
    expect(parseJunit(xml, 'a.xml').results).toMatchObject([
      { suites: ['a', 'b'], file: 'f.js', className: 'c', durationMicros: 1_000_500_000, output: '' },
      { file: undefined, durationMicros: undefined, state: 'failed', output: 'noise' },
    ]);
  });

  it('keeps every result of a case, and knows what passed only when run again', () => {
    const xml =
      '<testsuite><testcase name="a"><skipped/><failure message="f"/><error message="e"/></testcase><testcase name="b"><flakyFailure message="once"><stackTrace>at</stackTrace></flakyFailure></testcase></testsuite>';
    const [a, b] = parseJunit(xml, 'a.xml').results;
    expect([a?.state, a?.reasons.map(({ kind }) => kind)]).toEqual([
      'failed',
      ['skipped', 'failure', 'error'],
    ]);
    expect(b).toMatchObject({ state: 'passed', flaky: true, reasons: [{ message: 'once', details: 'at' }] });
  });

  it('keeps counts without cases apart', () => {
    const report = parseJunit('<testsuite tests="3" failures="1"/>', 'a.xml');
    expect(report).toEqual({ results: [], unlisted: { passed: 2, failed: 1, skipped: 0 } });
  });

  it('lists the tests as they stand, and knows their lines', () => {
    const xml =
      '<testsuite name="pytest"><testcase name="a" line="0"/><testsuite name="x"><testcase name="b" line="7"/></testsuite><testcase name="c" line="?"/></testsuite>';
    const { results } = parseJunit(xml, 'a.xml');
    expect(results.map(({ name, line }) => [name, line])).toEqual([
      ['a', 1],
      ['b', 8],
      ['c', undefined],
    ]);
    expect(first('<testsuite><testcase line="12"/></testsuite>')?.line).toBe(12);
  });

  it('takes a suite that failed as a whole for a failure', () => {
    const xml =
      '<testsuites><testsuite name="db" tests="0"><error message="no server"/></testsuite></testsuites>';
    expect(parseJunit(xml, 'a.xml').results).toMatchObject([
      { name: '(db as a whole)', state: 'failed', reasons: [{ kind: 'error', message: 'no server' }] },
    ]);
  });

  it('keeps what else such a suite says that it ran', () => {
    const { unlisted } = parseJunit('<testsuite tests="5" failures="1"><failure/></testsuite>', 'a.xml');
    expect(unlisted).toEqual({ passed: 4, failed: 0, skipped: 0 });
  });

  it('takes colours that a runner escaped twice', () => {
    expect(
      first('<testsuite><testcase><failure message="&amp;#27;[31mred"/></testcase></testsuite>')?.reasons[0]
        ?.message,
    ).toBe('red');
  });

  it.each([
    ['{"stats":{}}', 'it is JSON, not XML'],
    ['<TestRun/>', 'it is a Visual Studio test result (TRX), which is another format'],
    ['<testsuite><testcase>', 'it ends in the middle: <testcase> is not closed'],
    ['nothing', "line 1 is not XML: char 'n' is not expected"],
    [
      '<a>\n<b></a>',
      "line 2 is not XML: expected closing tag 'b' (opened in line 2, col 1) instead of closing tag 'a'",
    ],
    ['<html></html>', 'it begins with <html>, not with <testsuites> or <testsuite>'],
  ])('says what %s is', (xml, reason) => {
    const details = expect.objectContaining({ reason }) as object;
    expect(() => parseJunit(xml, 'a.xml')).toThrow(expect.objectContaining({ details }) as Error);
  });

  it.each([
    '<testsuite><__proto__ a="1"/></testsuite>',
    `${'<testsuite>'.repeat(300)}${'</testsuite>'.repeat(300)}`,
    ' ',
  ])('refuses %.40j', (xml) => expect(() => parseJunit(xml, 'a.xml')).toThrow(broken));
});

describe('parseCtrf', () => {
  const of = (summary: object, test: object) =>
    parseCtrf(JSON.stringify({ results: { summary, tests: [test] } }), 'a.json').results[0];

  it('tells seconds from milliseconds by the size of the moments', () => {
    const test = { name: 'a', status: 'passed', duration: 2.5 };
    expect(of({ start: 1_769_665_755.5 }, test)?.durationMicros).toBe(2_500_000);
    expect(of({ start: 1_769_665_755_539 }, test)?.durationMicros).toBe(2_500);
    expect(of({}, test)?.durationMicros).toBe(2_500);
  });

  it.each([
    ['{"stats":{},"tests":[]}', 'it is a report in the own format of Mocha'],
    ['{"testResults":[]}', 'it is a report in the own format of Jest'],
    ['<testsuites/>', 'it is XML, not JSON'],
    ['{}', 'it has no results.tests'],
  ])('says what %s is', (json, reason) => {
    const details = expect.objectContaining({ reason }) as object;
    expect(() => parseCtrf(json, 'a.json')).toThrow(expect.objectContaining({ details }) as Error);
  });

  it('tells the place of a test', () => {
    expect(of({}, { filePath: 'a.ts', line: 12 })).toMatchObject({ file: 'a.ts', line: 12 });
  });

  it('reads what failed, what it printed, and retries', () => {
    const test = {
      name: 'a',
      status: 'failed',
      message: `${ESC}[31mno`,
      trace: 'at',
      suite: ['x', 'y'],
      stdout: ['1', '2'],
      flaky: true,
      retryAttempts: [{ message: 'before' }],
    };
    expect(of({}, test)).toMatchObject({
      suites: ['x', 'y'],
      output: '1\n2',
      flaky: true,
      reasons: [
        { kind: 'failure', message: 'no', details: 'at' },
        { kind: 'retry', message: 'before' },
      ],
    });
    expect(of({}, { status: 'other' })?.state).toBe('unknown');
  });
});

describe('parseSarif', () => {
  it('is not slowed down by a hostile message', () => {
    // Quadratic, this took over a minute; linear, it takes no time that could be told.
    const text = '['.repeat(300_000);
    const sarif = JSON.stringify({ version: '2.1.0', runs: [{ results: [{ message: { text } }] }] });
    expect(parseSarif(sarif, 'a').diagnostics[0]?.message).toHaveLength(text.length);
  }, 10_000);

  it('keeps the words of links', () => {
    const message = { text: 'see [the [rule]](https://x) and [here](1), not \\[this\\](2)' };
    const sarif = JSON.stringify({ version: '2.1.0', runs: [{ results: [{ message }] }] });
    expect(parseSarif(sarif, 'a').diagnostics[0]?.message).toBe(
      'see [the [rule]](https://x) and here, not [this](2)',
    );
  });

  const of = (result: object, run: object = {}) =>
    parseSarif(JSON.stringify({ version: '2.1.0', runs: [{ ...run, results: [result] }] }), 'a.sarif')
      .diagnostics[0];
  const at = (artifactLocation: object) => ({ locations: [{ physicalLocation: { artifactLocation } }] });

  it('follows bases, up to the machine, and not in a circle', () => {
    const bases = {
      SRC: { uri: 'lib/', uriBaseId: 'ROOT' },
      ROOT: { uri: 'file:///home/me/repo/' },
      A: { uri: 'a', uriBaseId: 'B' },
      B: { uri: 'b', uriBaseId: 'A' },
    };
    const run = { originalUriBaseIds: bases };
    expect(of(at({ uri: 'x%20y.c', uriBaseId: 'SRC' }), run)?.file).toBe('lib/x y.c');
    expect(of(at({ uri: 'x.c', uriBaseId: 'A' }), run)?.file).toBe('b/a/x.c');
    expect(of(at({ uri: 'file:///C:/x/%zz.c' }), run)?.file).toBe('C:/x/%zz.c');
    expect(of(at({ index: 0 }), { artifacts: [{ location: { uri: 'listed.c' } }] })?.file).toBe('listed.c');
    expect(of({})?.file).toBeUndefined();
  });

  it('takes level, message and rule from where they stand', () => {
    const rules = [
      {
        id: 'R1',
        defaultConfiguration: { level: 'error' },
        messageStrings: { m: { text: '{0} is [odd](1)' } },
      },
    ];
    const run = { tool: { driver: { name: 'lint', rules } } };
    expect(of({ ruleId: 'R1', message: { id: 'm', arguments: ['x'] } }, run)).toMatchObject({
      tool: 'lint',
      level: 'error',
      message: 'x is odd',
    });
    expect(of({ kind: 'informational' })?.level).toBe('none');
    expect(of({ kind: 'pass' })).toBeUndefined();
    expect(of({ baselineState: 'absent' })).toBeUndefined();
  });

  it.each([
    ['null', false],
    ['[]', false],
    ['[{}]', false],
    ['[{"results":[]}]', true],
  ])('knows of runs %s whether they tell what was found: %j', (runs, known) => {
    const json = `{"version":"2.1.0","runs":${runs}}`;
    expect(parseSarif(json, 'a')).toEqual({ diagnostics: [], known, unfinished: false });
    expect(sarifCounts(json, 'a')).toEqual(known ? { errors: 0, warnings: 0 } : undefined);
  });

  it('hears that a tool did not finish', () => {
    const run = { results: [], invocations: [{ executionSuccessful: false }] };
    expect(parseSarif(JSON.stringify({ version: '2.1.0', runs: [run] }), 'a').unfinished).toBe(true);
  });

  it('keeps suppressed results apart, with who said so and how it stands', () => {
    const inSource = { kind: 'inSource', justification: `${ESC}[31mold code` };
    const rejected = { kind: 'external', status: 'rejected' };
    expect(of({ suppressions: [inSource, rejected] })).toMatchObject({
      suppressed: true,
      suppressions: [
        { where: 'inSource', status: 'accepted', why: 'old code' },
        { where: 'external', status: 'rejected', why: undefined },
      ],
    });
    expect(of({ suppressions: [rejected, { status: 'underReview' }] })?.suppressed).toBe(false);
    expect(of({ suppressions: [{ status: 'new in 2.2' }] })?.suppressed).toBe(false);
    expect(of({ suppressions: [] })?.suppressed).toBe(false);
  });

  it('reads regions by lines, characters and bytes, and places that are in no file', () => {
    const region = (given: object) => of({ locations: [{ physicalLocation: { region: given } }] });
    expect(region({ startLine: 3, startColumn: 5, endLine: 4, snippet: { text: 'x()\r\n' } })).toMatchObject({
      line: 3,
      column: 5,
      endLine: 4,
      snippet: 'x()',
    });
    expect(region({ startLine: 3, endLine: 3 })?.endLine).toBeUndefined();
    expect(region({ charOffset: 120, charLength: 4 })).toMatchObject({
      line: undefined,
      offset: 'character 120',
    });
    expect(region({ byteOffset: 0, charOffset: -1 })?.offset).toBe('byte 0');
    expect(of({ locations: [{ logicalLocations: [{ fullyQualifiedName: 'a::b' }] }] })?.scope).toBe('a::b');
  });

  it('counts what it does not show', () => {
    const result = {
      codeFlows: [{}, {}],
      relatedLocations: [{}],
      locations: [{}, {}, {}],
      fixes: [{}],
    };
    expect(of(result)?.more).toEqual({ codeFlows: 2, relatedPlaces: 1, otherPlaces: 2, fixes: 1 });
  });

  it('finds the rules of plug-ins, of parts, and by id', () => {
    const help = { help: { text: 'Do not.' }, helpUri: 'https://a.example/r', name: 'NoDoing' };
    const tool = {
      driver: { name: 'lint', rules: [{ id: 'D1', shortDescription: { text: 'short' } }] },
      extensions: [{ rules: [{ id: 'E1', ...help }] }],
    };
    expect(of({ rule: { index: 0, toolComponent: { index: 0 } } }, { tool })).toMatchObject({
      rule: 'E1',
      about: { name: 'NoDoing', help: 'Do not.', helpUri: 'https://a.example/r' },
    });
    expect(of({ ruleId: 'E1' }, { tool })?.about.help).toBe('Do not.');
    expect(of({ ruleId: 'D1/2' }, { tool })).toMatchObject({
      rule: 'D1/2',
      about: { help: 'short' },
      message: 'short',
    });
    expect(of({ ruleId: 'X' }, { tool })?.about.help).toBeUndefined();
    const strings = { driver: { globalMessageStrings: { m: { text: 'for {0}' } } } };
    expect(of({ message: { id: 'm', arguments: ['all'] } }, { tool: strings })?.message).toBe('for all');
  });
});

describe('files by other people', () => {
  const parsers = { 'junit-xml': parseJunit, ctrf: parseCtrf, sarif: parseSarif } as const;
  for (const [folder, parse] of Object.entries(parsers)) {
    const files = existsSync(`${DATA}/${folder}`) ? readdirSync(`${DATA}/${folder}`) : [];
    if (files.length === 0)
      it(`${folder} is absent`, ({ skip }) => {
        skip(`${DATA}/${folder} is absent`);
      });
    it.each(files)(`${folder}/%s is read, or refused`, (name) => {
      try {
        parse(readFileSync(`${DATA}/${folder}/${name}`, 'utf8'), name);
      } catch (error) {
        expect(error).toBeInstanceOf(TraceError);
        expect(name).toMatch(/empty|\.trx$|mocha-tests\.json$/);
      }
    });
  }

  it.skipIf(!existsSync(DATA))('has the results that a reader sees', () => {
    const counts = (name: string) =>
      countTests(parseJunit(readFileSync(`${DATA}/junit-xml/${name}`, 'utf8'), name));
    expect(counts('testsuite-root.xml')).toEqual({ passed: 5, failed: 0, skipped: 0 });
    expect(counts('junit.multiresult.xml')).toEqual({ passed: 1, failed: 2, skipped: 1 });
    expect(counts('no-attributes.xml')).toEqual({ passed: 1, failed: 2, skipped: 1 });
    const suppressed = parseSarif(readFileSync(`${DATA}/sarif/Suppressions.sarif`, 'utf8'), 'a');
    expect(
      suppressed.diagnostics.map(({ suppressed: hidden, message }) => [
        hidden,
        /visible|not yet been/.test(message),
      ]),
    ).toEqual(suppressed.diagnostics.map(({ suppressed: hidden }) => [hidden, !hidden]));
    expect(suppressed.diagnostics.filter((one) => one.suppressed)).toHaveLength(5);
    const flows = parseSarif(readFileSync(`${DATA}/sarif/CodeFlows.sarif`, 'utf8'), 'a').diagnostics[0];
    expect(flows).toMatchObject({ line: 25, snippet: 'add_core(ptr, offset, val)', more: { codeFlows: 2 } });
    expect(counts('bazel-suite-logs.xml')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
