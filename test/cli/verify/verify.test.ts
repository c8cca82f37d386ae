/** `playhead verify` on bundles that are made for it: flaky, vacuous, endless and hostile ones. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { QcReportFile, VerificationRecord } from '../../../src/schema/generated/types.ts';
import { playhead, scratch, type Ran } from '../helpers.ts';
import { makeBundle, write, type MadeBundle } from './made-bundle.ts';

let folder: string;
let made = 0;
beforeAll(async () => {
  folder = await scratch();
});
const saved = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env))
    if (!(name in saved)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, saved);
});

/** A bundle in which `fix` appears from start to end. */
function bundle(spec: Partial<MadeBundle>): string {
  made += 1;
  const path = join(folder, `bundle-${made}`);
  makeBundle(path, {
    base: { 'a.txt': 'a' },
    head: { fix: 'b' },
    commands: { fixed: 'test -f fix' },
    ...spec,
  });
  return path;
}

const verify = (path: string, ...args: readonly string[]): Promise<Ran> =>
  playhead('verify', path, '--run', '--verifier', 'night-shift', ...args);

async function recordOf(
  path: string,
  ...args: readonly string[]
): Promise<VerificationRecord & { code: number }> {
  const { code, out, err } = await verify(path, '--json', ...args);
  if (out === '') throw new Error(err);
  return { code, ...(JSON.parse(out) as VerificationRecord) };
}

const logsOf = (path: string, { criteria }: VerificationRecord): readonly string[] =>
  criteria.flatMap(({ runs }) =>
    runs.map(({ log }) => readFileSync(join(`${path}.verifications`, `${log.sha256}.log`), 'utf8')),
  );

async function reasonsOf(path: string): Promise<readonly string[]> {
  const { rules } = JSON.parse((await playhead('qc', path, '--json')).out) as QcReportFile;
  const outcome = rules.find(({ id }) => id === 'outcome-verified');
  return (outcome?.findings ?? []).filter(({ severity }) => severity !== 'S3').map(({ reason }) => reason);
}

describe('playhead verify', () => {
  it('runs nothing unless it is told to, and prints what it would run', async () => {
    const mark = join(folder, 'ran');
    const path = bundle({ commands: { fixed: `touch ${mark}`, looks: undefined } });
    const { code, out } = await playhead('verify', path);
    expect(code).toBe(0);
    expect(out).toContain(`fixed  touch ${mark}`);
    expect(out).toContain('looks  not run: it has no command, people judge it');
    const { out: json } = await playhead('verify', path, '--json');
    expect(JSON.parse(json)).toMatchObject({
      criteria: [{ id: 'fixed' }, { id: 'looks' }],
      repos: [{ name: 'app' }],
    });
    expect([existsSync(mark), existsSync(`${path}.verifications.jsonl`)]).toEqual([false, false]);
  });

  it('prints no sign of a bundle that could move the cursor over a command', async () => {
    const path = bundle({ commands: { 'a\u001b[8m': 'test -f fix' } });
    const { out } = await playhead('verify', path);
    expect(out).toContain('a\\u001b[8m  test -f fix');
    const ran = await verify(path, '--runs', '1');
    expect(ran.err).toContain('a\\u001b[8m: on the start tree');
    expect(out + ran.out + ran.err).not.toContain('\u001b');
  });

  it('confirms a fix, and says of a criterion for people that it was not run', async () => {
    const path = bundle({ commands: { fixed: 'test -f fix', looks: undefined } });
    const { code, result, criteria } = await recordOf(path);
    expect([code, result]).toEqual([0, 'verified']);
    expect(criteria.map((one) => [one.id, one.result, one.runs.length])).toEqual([
      ['fixed', 'verified', 3],
      ['looks', 'not_run', 0],
    ]);
    expect(await reasonsOf(path)).toEqual([]);
  });

  it('runs the start tree with the tests of the end, each time in a fresh checkout', async () => {
    const path = bundle({
      base: { 'code.txt': 'old', 'test/a.txt': 'old', 'test/gone.txt': 'old' },
      head: { 'code.txt': 'new', 'test/a.txt': 'new', 'test/gone.txt': undefined, 'test/b.txt': 'new' },
      commands: { fixed: 'test ! -e dirt && touch dirt && cat code.txt test/* && grep -q new code.txt' },
    });
    const record = await recordOf(path);
    expect(record.result).toBe('verified');
    expect(record.repos[0]?.tests_from_head).toEqual(['test/a.txt', 'test/b.txt', 'test/gone.txt']);
    expect(logsOf(path, record)).toEqual(['newnewnew', 'newnewnew', 'newnewnew']);
    const baseline = record.criteria[0]?.baseline?.log.sha256 ?? '';
    expect(readFileSync(join(`${path}.verifications`, `${baseline}.log`), 'utf8')).toBe('oldnewnew');
  });

  it('finds what passes now and then', async () => {
    // The one thing that outlives a checkout is what a command leaves elsewhere.
    const count = join(folder, 'count');
    const next = `n=$(cat ${count} 2>/dev/null || echo 0); echo $((n+1)) > ${count}`;
    const path = bundle({ commands: { fixed: `${next}; test $n = 1 || test $n = 3` } });
    const { code, result, criteria } = await recordOf(path);
    expect([code, result, criteria[0]?.runs.map(({ exit }) => exit)]).toEqual([1, 'flaky', [0, 1, 0]]);
    expect(await reasonsOf(path)).toContain('O-FLAKY');
  });

  it('finds what passes before the work', async () => {
    const path = bundle({ commands: { fixed: 'true' } });
    const { code, result, criteria } = await recordOf(path);
    expect([code, result, criteria[0]?.result]).toEqual([1, 'vacuous', 'kept']);
    expect(await reasonsOf(path)).toEqual(['O-VACUOUS']);
  });

  it('finds tests that no longer pass behind an exit code of 0', async () => {
    const report = (a: string): string =>
      `<testsuite name="s"><testcase name="a">${a}</testcase><testcase name="b"/></testsuite>`;
    const path = bundle({
      base: { 'report.txt': report('') },
      head: { 'report.txt': report('<failure/>'), fix: 'b' },
      commands: { fixed: 'cp report.txt out.xml; test -f fix' },
    });
    const { code, result, criteria } = await recordOf(path);
    expect([code, result, criteria[0]?.result]).toEqual([1, 'failed', 'verified']);
    expect(criteria[0]?.tests).toMatchObject({ passed: 1, failed: 1, regressions: ['s › a'] });
    expect(await reasonsOf(path)).toEqual(['O-REGRESSION']);
  });

  it('ends what does not end, with all that it started', async () => {
    const beats = join(folder, 'beats');
    const path = bundle({
      commands: { fixed: `(while :; do echo x >> ${beats}; sleep 0.05; done) & echo waiting; wait` },
    });
    const record = await recordOf(path, '--timeout', '3', '--runs', '1', '--isolation', 'process');
    expect([record.code, record.result]).toEqual([1, 'failed']);
    expect(record.criteria[0]?.runs).toMatchObject([{ exit: null, signal: 'SIGKILL', timed_out: true }]);
    expect(logsOf(path, record)).toEqual(['waiting\n']);
    const after = readFileSync(beats, 'utf8');
    expect(after).not.toBe('');
    // Twenty beats of one that is still there.
    await setTimeout(1000);
    expect(readFileSync(beats, 'utf8')).toBe(after);
  });

  it('says so where a command cannot be started', async () => {
    const path = bundle({ commands: { fixed: 'no-such-program-anywhere' } });
    const { code, result } = await recordOf(path, '--runs', '1');
    expect([code, result]).toEqual([3, 'error']);
    expect(await reasonsOf(path)).toContain('O-ENV');
  });

  it('refuses a verifier who took part in the capture, and a missing one', async () => {
    const mark = join(folder, 'ran-too');
    const path = bundle({ commands: { fixed: `touch ${mark}` } });
    for (const name of ['dev', ' DEV ', 'test']) {
      const { code, err } = await playhead('verify', path, '--run', '--verifier', name);
      expect([code, err]).toEqual([3, expect.stringContaining('cannot be the one who verifies it')]);
    }
    expect((await playhead('verify', path, '--run')).code).toBe(2);
    expect([existsSync(mark), existsSync(`${path}.verifications.jsonl`)]).toEqual([false, false]);
  });

  it('adds lines that follow each other, and none to what was changed', async () => {
    const path = bundle({});
    await recordOf(path, '--runs', '1');
    const records = `${path}.verifications.jsonl`;
    const once = readFileSync(records, 'utf8');
    await recordOf(path, '--runs', '1');
    expect(readFileSync(records, 'utf8').startsWith(once)).toBe(true);
    expect(await reasonsOf(path)).toEqual(['O-FLAKY']);
    writeFileSync(records, readFileSync(records, 'utf8').replace('night-shift', 'nobody'));
    const { code, err } = await verify(path);
    expect([code, err]).toEqual([3, expect.stringContaining('from line 2 on')]);
    expect(await reasonsOf(path)).toEqual(['O-INDEPENDENCE']);
  });

  it('does not count a re-run whose logs are gone', async () => {
    const path = bundle({});
    await recordOf(path);
    expect(await reasonsOf(path)).toEqual([]);
    rmSync(`${path}.verifications`, { recursive: true });
    expect(await reasonsOf(path)).toEqual(['O-INDEPENDENCE']);
  });

  it('keeps a log anew that was changed', async () => {
    const path = bundle({ commands: { fixed: 'echo same; test -f fix' } });
    const log = join(
      `${path}.verifications`,
      `${(await recordOf(path)).criteria[0]?.runs[0]?.log.sha256 ?? ''}.log`,
    );
    writeFileSync(log, 'another');
    await recordOf(path);
    expect(readFileSync(log, 'utf8')).toBe('same\n');
  });

  it.each([
    ['no criterion with a command', { commands: { looks: undefined } }, 'No criterion'],
    ['a repository whose name leads elsewhere', { repo: { name: '../app' } }, "can be no folder's"],
    ['a commit that is an option', { repo: { head_commit: '--upload-pack=touch' } }, 'lacks the commit'],
    ['a commit that is not there', { repo: { head_commit: '0'.repeat(40) } }, 'has no commit'],
    ['no git bundle', { repo: { bundle_path: undefined } }, 'has no git bundle'],
  ])('refuses %s', async (_what, spec, words) => {
    const path = bundle(spec);
    const { code, err } = await verify(path);
    expect(code).toBe(3);
    expect(err).toContain(words);
    expect(existsSync(`${path}.verifications.jsonl`)).toBe(false);
  });

  it('refuses two criteria with one id', async () => {
    const path = bundle({ commands: { fixed: 'true', other: 'test -f fix' } });
    const file = join(path, 'trace_schema_v2.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replaceAll('"id": "other"', '"id": "fixed"')
        .replaceAll('"id":"other"', '"id":"fixed"'),
    );
    const { code, err } = await verify(path);
    expect([code, err]).toEqual([3, expect.stringContaining('have one id')]);
  });

  it('refuses a git bundle that is not the one that was recorded', async () => {
    const path = bundle({});
    write(join(path, 'task/repo.bundle'), 'another');
    const { code, err } = await verify(path);
    expect(code).toBe(3);
    expect(err).toContain('task/repo.bundle');
  });
});

describe('a hostile bundle', () => {
  it('gives no program to git, wherever a path leads', async () => {
    const mark = join(folder, 'git-ran');
    process.env['PATH'] = `.:${process.env['PATH'] ?? ''}`;
    const path = bundle({
      base: { git: `#!/bin/sh\ntouch ${mark}\nexit 1\n`, 'test/a.txt': 'a' },
      head: { 'test/a.txt': 'b', fix: 'b' },
    });
    expect((await recordOf(path, '--runs', '1')).result).toBe('verified');
    expect(existsSync(mark)).toBe(false);
  });

  it('has tests that become folders, and folders that become tests', async () => {
    const path = bundle({
      base: { 'a.test.js': 'a', 'b.test.js/c.txt': 'a' },
      head: { 'a.test.js': undefined, 'a.test.js/c.txt': 'b', 'b.test.js': 'b', fix: 'b' },
    });
    expect((await recordOf(path, '--runs', '1')).result).toBe('verified');
  });

  it('counts no report that lay in its repository', async () => {
    const report = '<testsuite name="s"><testcase name="a"/></testsuite>';
    const path = bundle({
      base: { 'out.xml': report },
      commands: { fixed: 'touch -d 2040-01-01 .; test -f fix' },
    });
    const record = await recordOf(path, '--runs', '1');
    expect(record.criteria[0]?.result).toBe('verified');
    expect(record.criteria[0]?.tests).toBeUndefined();
  });

  it('leaves nothing behind, even deeper than a path may be long', async () => {
    const dig =
      "for (let i = 0; i < 700; i += 1) { fs.mkdirSync('d'.repeat(20)); process.chdir('d'.repeat(20)); }";
    const path = bundle({ commands: { fixed: `pwd; node -e "${dig}" && test -f fix` } });
    const record = await recordOf(path, '--runs', '1');
    const [log = ''] = logsOf(path, record);
    expect(record.result).toBe('verified');
    expect(existsSync(log.trim())).toBe(false);
  });

  it('runs no hook and no filter, whatever the settings of whoever runs it say', async () => {
    const home = join(folder, 'home');
    const mark = join(folder, 'hook-ran');
    const hook = join(home, 'template/hooks/post-checkout');
    write(hook, `#!/bin/sh\ntouch ${mark}\n`);
    chmodSync(hook, 0o755);
    write(
      join(home, '.gitconfig'),
      `[init]\n templateDir = ${home}/template\n[core]\n hooksPath = ${home}/template/hooks\n[filter "evil"]\n smudge = touch ${mark}; cat\n`,
    );
    process.env['HOME'] = home;
    process.env['GIT_TEMPLATE_DIR'] = `${home}/template`;
    const path = bundle({ base: { '.gitattributes': '* filter=evil\n', 'a.txt': 'a' } });
    expect((await recordOf(path, '--runs', '1')).result).toBe('verified');
    expect(existsSync(mark)).toBe(false);
  });

  it('writes nothing through its links', async () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside, { recursive: true });
    const path = bundle({
      base: { node_modules: { link: outside }, test: { link: outside }, 'a.txt': 'a' },
      head: { test: undefined, 'test/a.txt': 'new', fix: 'b' },
    });
    const { code, err } = await verify(path, '--runs', '1', '--add', `node_modules/x=${join(path, 'task')}`);
    expect(code).toBe(3);
    expect(err).toContain('nothing is written through it');
    expect((await recordOf(path, '--runs', '1')).result).toBe('verified');
    expect(existsSync(join(outside, 'x')) || existsSync(join(outside, 'a.txt'))).toBe(false);
    expect((await verify(path, '--add', `a.txt=${path}`)).err).toContain('is in the repository already');
    expect((await verify(path, '--add', `../a=${path}`)).code).toBe(2);
  });

  it('sees no secret of whoever runs it, and a home of its own', async () => {
    process.env['SECRET_TOKEN'] = 'hunter2hunter2';
    const path = bundle({ commands: { fixed: 'env; ls -A "$HOME" "$TMPDIR"; test -f fix' } });
    const record = await recordOf(path, '--runs', '1');
    const [log = ''] = logsOf(path, record);
    expect(log).toContain('PATH=');
    expect(log).not.toContain('hunter2');
    expect(log).not.toContain(`HOME=${process.env['HOME'] ?? ''}\n`);
    expect(log).not.toContain('node_modules');
    expect(record.result).toBe('verified');
  });

  it('keeps of what is printed the beginning and the end', async () => {
    const path = bundle({ commands: { fixed: 'echo first; yes | head -c 3000000; echo last; test -f fix' } });
    const record = await recordOf(path, '--runs', '1');
    const [log = ''] = logsOf(path, record);
    expect(record.criteria[0]?.runs[0]?.log.printed_bytes).toBe(3_000_011);
    expect(log.length).toBeLessThan(1_050_000);
    expect(log.startsWith('first\n')).toBe(true);
    expect(log.endsWith('y\nlast\n')).toBe(true);
    expect(log).toMatch(/\[playhead: \d+ bytes left out\]/);
  });

  it('leaves nothing behind, even what may not be written to', async () => {
    const path = bundle({ commands: { fixed: 'mkdir -p d/e; pwd; chmod 500 d/e d; test -f fix' } });
    const record = await recordOf(path, '--runs', '1');
    const [log = ''] = logsOf(path, record);
    expect(log).toContain('playhead-verify-');
    expect(existsSync(log.trim())).toBe(false);
  });
});

describe('isolation', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end('here'));
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
  });
  afterAll(() => server.close());

  it.each(['auto', 'process'])('of the kind %s is what the record says', async (kind) => {
    const { port } = server.address() as AddressInfo;
    const asks = `node -e "fetch('http://127.0.0.1:${port}').then(() => console.log('reached'), () => console.log('nothing'))"`;
    const path = bundle({ commands: { fixed: `${asks}; test -f fix` } });
    const record = await recordOf(path, '--runs', '1', '--isolation', kind);
    const { network, isolation } = record.environment;
    expect(logsOf(path, record)).toEqual([network === 'none' ? 'nothing\n' : 'reached\n']);
    expect(isolation.kind === 'process').toBe(network === 'open');
    if (kind === 'process') expect(isolation.kind).toBe('process');
  });

  it('goes without where there is no unshare, and says so', async () => {
    const path = bundle({ commands: { fixed: '[ -f fix ]' } });
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    symlinkSync(
      execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim(),
      join(tools, 'git'),
    );
    process.env['PATH'] = tools;
    const { result, environment } = await recordOf(path, '--runs', '1');
    expect([result, environment.isolation.kind, environment.network]).toEqual([
      'verified',
      'process',
      'open',
    ]);
    const { code, err } = await verify(path, '--isolation', 'namespaces');
    expect([code, err]).toEqual([3, expect.stringContaining('gives no namespaces')]);
  });

  it('asks an engine for a container without network, by the digest of its image', async () => {
    // A stand-in for docker: it notes what it is asked for, and runs the command on this machine.
    const tools = join(folder, 'engine');
    const asked = join(folder, 'asked');
    write(
      join(tools, 'docker'),
      [
        '#!/bin/sh',
        `echo "$@" >> ${asked}`,
        `[ "$1" = image ] && echo sha256:${'7'.repeat(64)} && exit 0`,
        '[ "$1" = rm ] && echo "Error: No such container" >&2 && exit 1',
        'while [ $# -gt 0 ]; do case "$1" in --volume) tree=${2%%:*};; --workdir) at=${2#/playhead/trees};; --env) export "$2";; /bin/sh) break;; esac; shift; done',
        'cd "$tree$at" && exec "$@"',
      ].join('\n'),
    );
    chmodSync(join(tools, 'docker'), 0o755);
    process.env['PATH'] = `${tools}:${process.env['PATH'] ?? ''}`;
    const path = bundle({});
    const { result, environment } = await recordOf(path, '--runs', '1', '--image', 'node:20');
    expect([result, environment.image_digest, environment.isolation.kind, environment.network]).toEqual([
      'verified',
      `sha256:${'7'.repeat(64)}`,
      'container',
      'none',
    ]);
    const runs = readFileSync(asked, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('run '));
    expect(runs).toHaveLength(3);
    for (const run of runs) {
      expect(run).toContain('--network none');
      expect(run).toContain('--pull never');
      expect(run).toContain(`sha256:${'7'.repeat(64)} /bin/sh -c`);
    }
  });

  it('finds no engine that has the image', async () => {
    const { code, err } = await verify(bundle({}), '--image', 'no-such-image:1');
    expect([code, err]).toEqual([3, expect.stringContaining('has the image no-such-image:1')]);
  });
});
