/** `playhead new`: makes a bundle from files that one already has. */
import { join } from 'node:path';
import { formatDuration, parseTime } from '../base/time.ts';
import type { Manifest } from '../schema/generated/types.ts';
import { badArguments, CommandError, OK, parse, type Command, type Output } from './command.ts';
import { isFree, withNewFolder } from './files.ts';
import { assemble, type NewBundle, type NewOptions } from './new-bundle.ts';
import { INPUT_OPTIONS, parseInput, type InputOption } from './new-inputs.ts';
import { problemLines } from './report.ts';
import { checkUnit } from './time-unit.ts';
import { validateBundle, type Validation } from './validate-bundle.ts';

const HELP = `Usage: playhead new -o DIR [files] [options]

Makes a bundle from files that you already have. Each file may be followed by @SECONDS: the moment of the trace at which
the file's own time is 0. It may be negative or fractional; without it, 0. Each option may be given several times.

  --video FILE[@S]        mp4, mov, webm or mkv
  --terminal FILE[@S]     asciicast (.cast; version 1 also as .json)
  --commands FILE[@S]     commands as JSON Lines; the terminals get the names that it uses, in the order given
  --input FILE[@S]        pointer and key events as JSON Lines
  --audio FILE[@S]        opus, m4a, mp3 or wav; with its outline, where ffmpeg is installed
  --transcript FILE[@S]   WebVTT or SRT
  --diff FILE[@S]         a unified diff
  --junit FILE[@S]        a JUnit XML or CTRF report; S is when the run began
  --sarif FILE[@S]        a SARIF report
  --browser FILE[@S]      browser events as JSON Lines
  --rrweb FILE[@S]        an rrweb recording of a page (JSON or JSON Lines)
  --har FILE[@S]          a HAR
  --logs FILE[@S]         log records of OpenTelemetry (OTLP as JSON Lines)
  --metrics FILE[@S]      metrics of OpenTelemetry
  --spans FILE[@S]        spans of OpenTelemetry

  --repo DIR --base REV [--head REV]   the diff of a git repository between two commits (default: to HEAD)
  --title TEXT            one line: what was done
  --family NAME           bug_fix, feature, tdd, refactor_migration, code_review, observability_debug, orchestration,
                          or x-NAME (default: x-unknown)
  --mode MODE             live, replayed, reconstructed or synthetic (default: reconstructed)
  --unit s|ms|us|ns       unit of the times in JSON Lines (default: guessed, and said)
  --duration TIME         length of the trace, where it is longer than its files (90, 1:30 or 1m30s)
  -o, --output DIR        the bundle's folder, new or empty

The bundle is validated before it appears; if anything is wrong, nothing is written.`;

const FAMILY =
  /^(?:bug_fix|feature|tdd|refactor_migration|code_review|observability_debug|orchestration|x-[a-z0-9_]+)$/;
const MODES: readonly Manifest['session']['mode'][] = ['live', 'replayed', 'reconstructed', 'synthetic'];
const many = { type: 'string', multiple: true, default: [] as string[] } as const;

export const newCommand: Command = {
  name: 'new',
  summary: 'make a bundle from files you already have',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      ...({
        video: many,
        terminal: many,
        commands: many,
        input: many,
        audio: many,
        transcript: many,
      } as const),
      ...({ diff: many, junit: many, sarif: many, browser: many, rrweb: many, har: many } as const),
      ...({ logs: many, metrics: many, spans: many } as const),
      repo: { type: 'string' },
      base: { type: 'string' },
      head: { type: 'string' },
      title: { type: 'string', default: 'Untitled' },
      family: { type: 'string', default: 'x-unknown' },
      mode: { type: 'string', default: 'reconstructed' },
      unit: { type: 'string' },
      duration: { type: 'string' },
      output: { type: 'string', short: 'o' },
    });
    if (positionals[0] !== undefined)
      throw badArguments(
        `${JSON.stringify(positionals[0])} stands without an option: say what it is, as in --video ${positionals[0]}`,
      );
    if (values.output === undefined)
      throw badArguments('-o DIR is missing: name the folder of the new bundle');
    const mode = MODES.find((other) => other === values.mode);
    if (!mode) throw badArguments(`--mode takes ${MODES.join(', ')}, not ${JSON.stringify(values.mode)}`);
    const { family } = values;
    if (!isFamily(family))
      throw badArguments(
        `--family takes one of the families of --help, or x-NAME, not ${JSON.stringify(family)}`,
      );
    if (values.title.trim() === '') throw badArguments('--title takes some text');
    const options: NewOptions = {
      inputs: await inputsOf(values),
      repo: repoOf(values),
      title: values.title,
      family,
      mode,
      unit: values.unit === undefined ? undefined : checkUnit(values.unit),
      duration: values.duration === undefined ? undefined : durationOf(values.duration),
    };
    if (options.inputs.length === 0 && !options.repo)
      throw badArguments('No file is given: a bundle needs at least one');
    summarize(values.output, await newBundle(options, values.output), output);
    return OK;
  },
};

export interface Made extends NewBundle {
  readonly validation: Validation;
}

/** Makes the bundle in `folder`, which must be new or empty. Nothing is left behind where it fails. */
export async function newBundle(options: NewOptions, folder: string): Promise<Made> {
  if (!(await isFree(folder)))
    throw new CommandError(`${folder} is not empty: choose another folder with -o.`);
  return withNewFolder(folder, async (fresh) => {
    const made = await assemble(options, fresh);
    const validation = await validateBundle(fresh);
    if (!validation.valid)
      throw new CommandError(
        `The bundle would not be valid, and is not written: mend the files it is made of.\n${problemLines(validation.problems).join('\n')}`,
      );
    return { ...made, validation };
  });
}

function isFamily(text: string): text is Manifest['task']['family'] {
  return FAMILY.test(text);
}

type Values = Readonly<Record<InputOption, readonly string[]>>;

async function inputsOf(values: Values): Promise<NewOptions['inputs']> {
  const inputs: NewOptions['inputs'][number][] = [];
  for (const option of INPUT_OPTIONS)
    for (const text of values[option]) inputs.push(await parseInput(option, text));
  return inputs;
}

function repoOf({
  repo,
  base,
  head,
}: {
  repo?: string | undefined;
  base?: string | undefined;
  head?: string | undefined;
}): NewOptions['repo'] {
  if (repo === undefined) {
    if (base !== undefined || head !== undefined) throw badArguments('--base and --head need --repo DIR');
    return undefined;
  }
  if (base === undefined) throw badArguments('--repo needs --base REV: the commit before the work');
  return { path: repo, base, head: head ?? 'HEAD' };
}

function durationOf(text: string): number {
  const duration = parseTime(text);
  if (duration === undefined)
    throw badArguments(`--duration takes a time such as 90, 1:30 or 1m30s, not ${JSON.stringify(text)}`);
  return duration;
}

function summarize(folder: string, { manifest, remarks, validation }: Made, output: Output): void {
  for (const remark of remarks) output.warn(remark);
  for (const line of problemLines(validation.problems)) output.warn(line);
  output.print(
    `${join(folder, '.')}: ${formatDuration(manifest.clock.duration)}, ${manifest.files.length} ${manifest.files.length === 1 ? 'file' : 'files'}`,
  );
  for (const { id, kind, status, records, video } of manifest.layers) {
    const count =
      video?.frames === undefined
        ? records === undefined
          ? ''
          : `, ${records} records`
        : `, ${video.frames} frames`;
    output.print(
      `  ${id} (${kind.replaceAll('_', ' ')}${count})${status === 'present' ? '' : `: ${status}`}`,
    );
  }
  output.print(`Next: playhead open ${folder}`);
}
