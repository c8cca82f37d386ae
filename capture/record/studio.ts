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
import { layOutProject } from './project.ts';
import { Reports } from './reports.ts';
import { startScreenRecorder } from './screen.ts';
import { Script } from './script.ts';
import { Sound } from './sound.ts';
import { Strip } from './strip.ts';
import { Terminal } from './terminal.ts';
import { Terminals } from './terminals.ts';
import { AGENTS_HOME, keepTrajectories } from './trajectories.ts';
import { Workspace } from './workspace.ts';
import { keepRecording, type Recording } from '../recording.ts';
import type { Scenario } from '../scenario.ts';

const DISPLAY = ':77';
const FLASH_MS = 200;
const SEED = 20_240_301;

/** Sets the desk up, records while the scenario plays, and puts everything away. */
export async function record(scenario: Scenario, folder: string): Promise<Recording> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const runtime = join(folder, 'runtime');
  const account = await prepareAccount(DISPLAY, runtime);
  const raw = join(folder, 'raw');
  mkdirSync(raw, { recursive: true });
  const native = await buildNative(join(folder, 'native'));
  const root = await prepareProject(scenario, account);
  await run('chown', [`${account.uid}:${account.gid}`, raw]);

  try {
    await startDesktop(DISPLAY, account, folder);
    for (const [name, [program = '', ...args]] of Object.entries(scenario.services)) {
      startService(program, args, { account, cwd: root, log: join(folder, `${name}.log`) });
    }
    const sound = await Sound.start(account, native.play, raw);
    const device = startService(native.hand, [], { account, log: join(folder, 'hand.log') });
    const attention = new Attention(new Hand(device, { x: SCREEN.w / 2, y: SCREEN.h / 2 }, SEED));
    const browser = scenario.browser === false ? undefined : await Browser.open(attention, account, folder);
    const editor = await Editor.open(attention, account, { root, tabs: scenario.tabs }, folder);
    const workspace = await Workspace.watch(root, account, raw);
    const reports = new Reports(root, raw);
    await sleep(1000);

    const wall = [readWall()];
    const at = new Date().toISOString();
    const startUs = monotonicUs();
    const strip = new Strip(native.strip, account, startUs, scenario.label, join(folder, 'strip.log'));
    const files = {
      video: join(raw, 'screen.nut'),
      input: join(raw, 'input.txt'),
      sound: join(raw, 'voice.s16le'),
    };
    const input = startInputRecorder(native['record-input'], account, files.input, join(folder, 'input.log'));
    const screen = startScreenRecorder(account, files.video, join(folder, 'screen.log'));
    sound.record(files.sound);
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
    await screen.stop();
    await input.stop();
    await terminal.close();
    await terminals.close();
    await workspace.stop();
    await sound.stop();
    const endUs = monotonicUs();
    wall.push(readWall());
    await browser?.close();
    const recording: Recording = {
      ...{ account, root, base: workspace.base, startUs, endUs, at, wall, flashes: strip.flashes },
      files: { ...files, cast: terminal.castFile },
      ...{
        beeps: sound.beeps,
        utterances: sound.utterances,
        commands: terminal.commands(),
        titles: editor.titles,
      },
      ...{ browserRecords: browser?.log.records ?? [], browserMessages: browser?.log.messages ?? [] },
      ...{ saves: workspace.saves, commits: workspace.commits, reports: reports.kept },
      ...{ notes: script.notes, phases: script.phases, blockers: script.blockers },
      ...{ terminals: terminals.recordings(), trajectories: keepTrajectories(scenario, raw) },
    };
    keepRecording(folder, recording);
    return recording;
  } finally {
    await stopEverything();
  }
}

/** Copies the project into the neutral home, as a git repository with one commit. */
async function prepareProject(scenario: Scenario, account: Account): Promise<string> {
  const root = join(HOME, scenario.project);
  for (const stale of [
    root,
    join(HOME, '.config/browser-session'),
    join(HOME, '.local/share/kate'),
    join(HOME, '.config'),
    AGENTS_HOME,
  ]) {
    rmSync(stale, { recursive: true, force: true });
  }
  layOutProject(scenario, root, HOME);
  writeFileSync(
    join(HOME, '.gitconfig'),
    '[user]\n\tname = Dev\n\temail = dev@example.org\n[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n',
  );
  await run('chown', ['-R', `${account.uid}:${account.gid}`, HOME]);
  const git = (...args: string[]): Promise<string> => run('git', args, { account, cwd: root });
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '-m', scenario.baseMessage);
  return root;
}
