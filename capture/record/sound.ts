import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep, until } from './clock.ts';
import { run, startService, type Account, type Service } from './process.ts';

export const SAMPLE_RATE = 44_100;
const BEEP_MS = 200;
const BEEP_HZ = 1000;
const VOICE = ['-v', 'en-us', '-s', '170', '-p', '40', '-g', '2'];

/** One sentence as it was heard: times as the player predicts them from the latency of its stream. */
export interface Utterance {
  readonly text: string;
  readonly startUs: number;
  readonly endUs: number;
  /** What was played, raw s16le mono. */
  readonly file: string;
}

/** The sound of the session: a PulseAudio server of its own, a voice that plays into it, a recorder behind it. */
export class Sound {
  readonly utterances: Utterance[] = [];
  readonly beeps: number[] = [];
  readonly #account: Account;
  readonly #folder: string;
  readonly #services: Service[] = [];
  readonly #player: Service;
  readonly #played = new Map<string, { startUs?: number; endUs?: number }>();
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;

  private constructor(account: Account, folder: string, server: Service, play: string) {
    this.#account = account;
    this.#folder = folder;
    this.#services.push(server);
    this.#player = startService(play, [], {
      account,
      log: join(folder, 'play.log'),
      onLine: (line) => {
        const [, what, time, path] = /^(start|end) (\d+) (.+)$/.exec(line) ?? [];
        if (!path) return;
        const entry = this.#played.get(path) ?? {};
        this.#played.set(path, { ...entry, [what === 'start' ? 'startUs' : 'endUs']: Number(time) });
      },
    });
    this.#services.unshift(this.#player);
    writeFileSync(join(folder, 'beep.raw'), beep());
  }

  /** Starts the server and the player. */
  static async start(account: Account, play: string, folder: string): Promise<Sound> {
    const socket = join(account.env['XDG_RUNTIME_DIR'] ?? '/tmp', 'pulse-native');
    const withSocket = { ...account, env: { ...account.env, PULSE_SERVER: `unix:${socket}` } };
    const sink = `module-null-sink sink_name=voice rate=${SAMPLE_RATE} channels=1`;
    const protocol = `module-native-protocol-unix auth-anonymous=1 socket=${socket}`;
    const server = startService(
      'pulseaudio',
      ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '-L', sink, '-L', protocol],
      { account, log: join(folder, 'pulseaudio.log') },
    );
    await until('the sound server', () => (existsSync(socket) ? true : undefined));
    const sound = new Sound(withSocket, folder, server, play);
    await sleep(400);
    return sound;
  }

  /** Records what is heard, raw s16le mono. */
  record(file: string): void {
    const format = ['--format=s16le', `--rate=${SAMPLE_RATE}`, '--channels=1', '--raw', '--latency-msec=40'];
    const recorder = startService('parec', ['--device=voice.monitor', ...format], {
      account: this.#account,
      log: join(this.#folder, 'parec.log'),
      output: file,
    });
    this.#services.unshift(recorder);
  }

  /** Speaks a text, sentence by sentence, after what is being said already; resolves when it has been heard. */
  say(text: string): Promise<void> {
    const sentences = text.match(/[^.!?]+(?:[.!?]+(?=\s|$)|$)|\S+[^.!?]*[.!?]*/g) ?? [text];
    const spoken = this.#queue.then(async () => {
      for (const sentence of sentences) await this.#speak(sentence.trim());
    });
    this.#queue = spoken;
    return spoken;
  }

  /** The audible sync mark. */
  async beep(): Promise<void> {
    const { startUs } = await this.#play(join(this.#folder, 'beep.raw'));
    this.beeps.push(startUs);
  }

  async stop(): Promise<void> {
    for (const service of this.#services) await service.stop();
  }

  async #speak(sentence: string): Promise<void> {
    const name = join(this.#folder, `utterance-${++this.#count}`);
    await run('espeak-ng', [...VOICE, '-w', `${name}.wav`, spelledOut(sentence)], { account: this.#account });
    const filter = [
      '-af',
      'highpass=f=80,lowpass=f=7000,volume=0.9',
      '-f',
      's16le',
      '-ac',
      '1',
      '-ar',
      String(SAMPLE_RATE),
    ];
    await run('ffmpeg', ['-v', 'error', '-y', '-i', `${name}.wav`, ...filter, `${name}.raw`]);
    const { startUs, endUs } = await this.#play(`${name}.raw`);
    this.utterances.push({ text: sentence, startUs, endUs, file: `${name}.raw` });
    await sleep(120);
  }

  async #play(path: string): Promise<{ startUs: number; endUs: number }> {
    this.#played.delete(path);
    this.#player.send(`play ${path}`);
    return until(
      'the end of a sound',
      () => {
        const { startUs, endUs } = this.#played.get(path) ?? {};
        return startUs === undefined || endUs === undefined ? undefined : { startUs, endUs };
      },
      60_000,
    );
  }
}

/** How code is read aloud. */
function spelledOut(sentence: string): string {
  return sentence
    .replaceAll('&&', 'and')
    .replaceAll('||', 'or')
    .replaceAll('*', 'star')
    .replaceAll('.js', ' dot J S')
    .replaceAll('`', '');
}

function beep(): Buffer {
  const samples = (SAMPLE_RATE * BEEP_MS) / 1000;
  const wave = Buffer.alloc(samples * 2);
  for (let n = 0; n < samples; n++) {
    wave.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * BEEP_HZ * n) / SAMPLE_RATE)), n * 2);
  }
  return wave;
}
