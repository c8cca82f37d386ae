import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME, prepareAccount } from './account.ts';
import { Attention } from './attention.ts';
import { Browser } from './browser.ts';
import { monotonicUs, readWall } from '../../src/cli/capture/clock.ts';
import { sleep } from './clock.ts';
import { SCREEN, startDesktop } from './desktop.ts';
import { Editor } from './editor.ts';
import { Hand } from './hand.ts';
import { startInputRecorder } from './input.ts';
import { buildNative } from './native.ts';
import { NO_BROWSER } from './no-browser.ts';
import { run, startService, stopEverything, type Account } from './process.ts';
import { Reports } from './reports.ts';
import { layOutProjects, pathsBeginIn, projectsOf, Workspaces, type Repositories } from './repositories.ts';
import { startScreenRecorder } from './screen.ts';
import { Script } from './script.ts';
import { keepSignals } from './signals.ts';
import { Sound } from './sound.ts';
import { Strip } from './strip.ts';
import { Terminal } from './terminal.ts';
import { Terminals } from './terminals.ts';
import { AGENTS_HOME, keepTrajectories } from './trajectories.ts';
import { layOutBranch, reviewRepos, type RunIn } from '../review/branch.ts';
import { ReviewService } from '../review/review-service.ts';
import { keepRecording, type Recording } from '../recording.ts';
import type { Scenario } from '../scenario.ts';

const DISPLAY = ':77';
const FLASH_MS = 200;
const SEED = 20_240_301;
const REVIEW_PORT = 8090;

/** Sets the desk up, records while the scenario plays, and puts everything away. */
export async function record(scenario: Scenario, folder: string): Promise<Recording> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const runtime = join(folder, 'runtime');
  const account = await prepareAccount(DISPLAY, runtime);
  const raw = join(folder, 'raw');
  mkdirSync(raw, { recursive: true });
  const native = await buildNative(join(folder, 'native'));
  const repositories = await prepareProjects(scenario, account);
  const [{ root }] = repositories;
  await run('chown', [`${account.uid}:${account.gid}`, raw]);
  const review = await startReview(scenario, root, account);

  try {
    await startDesktop(DISPLAY, account, folder);
    const services = Object.entries(scenario.services).map(([name, [program = '', ...args]]) =>
      startService(program, args, { account, cwd: root, log: join(folder, `${name}.log`) }),
    );
    const sound = await Sound.start(account, native.play, raw);
    const device = startService(native.hand, [], { account, log: join(folder, 'hand.log') });
    const attention = new Attention(new Hand(device, { x: SCREEN.w / 2, y: SCREEN.h / 2 }, SEED));
    const browser = scenario.browser === false ? undefined : await Browser.open(attention, account, folder);
    const files = { root: pathsBeginIn(repositories), tabs: scenario.tabs };
    const editor = await Editor.open(attention, account, files, folder);
    const workspaces = await Workspaces.watch(repositories, account, raw, review?.base);
    const reports = new Reports(
      repositories.map((repository) => repository.root),
      raw,
    );
    await sleep(1000);

    const rawFiles = {
      video: join(raw, 'screen.nut'),
      input: join(raw, 'input.txt'),
      sound: join(raw, 'voice.s16le'),
    };
    const screen = await startScreenRecorder(account, rawFiles.video, join(folder, 'screen.log'));
    const wall = [readWall()];
    const at = new Date().toISOString();
    const startUs = monotonicUs();
    const strip = new Strip(native.strip, account, startUs, scenario.label, join(folder, 'strip.log'));
    const input = startInputRecorder(
      native['record-input'],
      account,
      rawFiles.input,
      join(folder, 'input.log'),
    );
    sound.record(rawFiles.sound);
    browser?.log.begin();
    const terminal = await Terminal.open(attention, account, root, raw);
    terminal.onEnd((command) => {
      reports.collect(command);
    });
    const terminals = await Terminals.open(scenario, attention, account, root, raw);
    await sleep(700);
    await Promise.all([strip.flash(FLASH_MS), sound.beep()]);
    await sleep(700);
    const script = new Script(sound);
    await scenario.play({
      ...{ hand: attention.hand, terminal, editor, browser: browser ?? NO_BROWSER, script },
      shell: (id) => terminals.shell(id),
      say: (text) => script.say(text),
    });
    await sleep(800);
    await Promise.all([strip.flash(FLASH_MS), sound.beep()]);
    await sleep(600);
    // Every recorder still runs: what comes after belongs to their ends, each at its own time.
    const endUs = monotonicUs();
    wall.push(readWall());
    await screen.stop();
    await input.stop();
    await terminal.close();
    await terminals.close();
    await workspaces.stop();
    await sound.stop();
    await browser?.close();
    for (const service of services) await service.stop();
    const signals = scenario.signals && keepSignals(scenario.signals, root, raw);
    const recording: Recording = {
      ...{ account, ...workspaces.recorded, startUs, endUs, at, wall, flashes: strip.flashes },
      files: { ...rawFiles, cast: terminal.castFile, ...(signals && { signals }) },
      ...{
        beeps: sound.beeps,
        utterances: sound.utterances,
        commands: terminal.commands(),
        titles: editor.titles,
      },
      ...{ browserRecords: browser?.log.records ?? [], browserMessages: browser?.log.messages ?? [] },
      ...{ reports: reports.kept, notes: script.notes, phases: script.phases, blockers: script.blockers },
      ...(review && { reviews: review.service.log.remarks }),
      ...{ terminals: terminals.recordings(), trajectories: keepTrajectories(scenario, raw) },
    };
    keepRecording(folder, recording);
    return recording;
  } finally {
    await review?.service.stop();
    await stopEverything();
  }
}

/** Copies the projects into the neutral home, each as a git repository with one commit. */
async function prepareProjects(scenario: Scenario, account: Account): Promise<Repositories> {
  const projects = projectsOf(scenario);
  for (const stale of [
    ...projects.map(({ project }) => join(HOME, project)),
    join(HOME, '.config/browser-session'),
    join(HOME, '.local/share/kate'),
    join(HOME, '.config'),
    AGENTS_HOME,
  ]) {
    rmSync(stale, { recursive: true, force: true });
  }
  const repositories = layOutProjects(scenario, HOME);
  writeFileSync(
    join(HOME, '.gitconfig'),
    '[user]\n\tname = Dev\n\temail = dev@example.org\n[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n',
  );
  await run('chown', ['-R', `${account.uid}:${account.gid}`, HOME]);
  for (const { project, baseMessage } of projects) {
    const cwd = join(HOME, project);
    await run('git', ['init', '--quiet'], { account, cwd });
    await run('git', ['add', '.'], { account, cwd });
    await run('git', ['commit', '--quiet', '-m', baseMessage], { account, cwd });
  }
  return repositories;
}

/** Makes the branch that is to be reviewed, and the service for it; undefined where nothing is. */
async function startReview(
  scenario: Scenario,
  root: string,
  account: Account,
): Promise<{ readonly base: string; readonly service: ReviewService } | undefined> {
  const { review: task, title } = scenario;
  if (!task) return undefined;
  const runIn: RunIn = (cwd, program, ...args) => run(program, args, { account, cwd });
  const repos = reviewRepos(scenario, root, HOME);
  const base = await layOutBranch(task, repos, runIn);
  const service = await ReviewService.start({ task, title, base, repos, runIn, port: REVIEW_PORT });
  return { base, service };
}
