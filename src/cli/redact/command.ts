/** `playhead redact`: a copy of a bundle without what a plan names, and the proof that it is nowhere in it. */
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import { TraceError } from '../../base/errors.ts';
import { loadFacts } from '../../qc/facts.ts';
import { judge } from '../../qc/judge.ts';
import type { Profile } from '../../qc/profile.ts';
import { PRIVACY_RULES } from '../../qc/secrets/privacy-rules.ts';
import { onlyRules } from '../../qc/secrets/values.ts';
import type { Manifest, PrivacyScan } from '../../schema/generated/types.ts';
import { Finder } from '../../share/redact/finder.ts';
import { parsePlan, Rules } from '../../share/redact/plan.ts';
import { openTrace } from '../../trace/open-trace.ts';
import { CommandError, FAILED, OK, onlyArgument, parse, type Command, type Output } from '../command.ts';
import { exists, isFree, withNewFolder } from '../files.ts';
import { fsBundle, openLocal, type LocalBundle } from '../fs-bundle.ts';
import { loadProfile } from '../load-profile.ts';
import { packBundle } from '../pack.ts';
import { problemLines } from '../report.ts';
import { validateBundle } from '../validate-bundle.ts';
import { version } from '../version.ts';
import { collectTexts } from './collect.ts';
import { copyManifest, withScan } from './copy-manifest.ts';
import { decide } from './decide.ts';
import { proveCopy } from './prove.ts';
import { writeCopy } from './write-copy.ts';

const HELP = `Usage: playhead redact BUNDLE --plan PLAN -o COPY [options]

Writes a copy of a bundle (a folder, or a .trace.zip file) without what PLAN names: layers, times, regions of the video,
texts, keystrokes, sound, files, addresses, cookies, and all that \`playhead scan\` finds. What is named is removed from
every layer, however it is written there; video and sound are encoded again with ffmpeg, and every frame keeps its time.
Then the copy is searched for it, byte by byte, and is not kept where anything is left. The original stays as it is.

  --plan PLAN         what goes: see docs/REDACTION.md and schema/redaction_plan.v1.json
  -o, --output COPY   a new folder, or a file that ends with .zip
  --profile FILE      the profile by which the copy is scanned (default: the standard profile)

Exit code: 0 the copy is there and proved, 1 it is not; or it is, and the scan still finds something in it, 2 wrong
command line.`;

export const redactCommand: Command = {
  name: 'redact',
  summary: 'copy a bundle without what a plan names',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      plan: { type: 'string' },
      output: { type: 'string', short: 'o' },
      profile: { type: 'string' },
    });
    const path = onlyArgument(positionals, 'The bundle');
    const { plan, output: target } = values;
    if (plan === undefined || target === undefined)
      throw new TraceError('bad-arguments', {
        reason: 'redact needs a plan (--plan) and where the copy goes (-o)',
      });
    const profile = await loadProfile(values.profile);
    const local = await openLocal(path);
    try {
      await checkTarget(local, target);
      // What a reader leaves out, nobody would redact.
      await checkValid(
        path,
        output,
        `${path} is not valid, and what cannot be read cannot be redacted: mend it first.`,
      );
      const findings = await redactInto(local, { plan, target, profile, output });
      output.print(target);
      return findings > 0 ? FAILED : OK;
    } finally {
      await local.close();
    }
  },
};

async function checkTarget(local: LocalBundle, target: string): Promise<void> {
  const place = resolve(target);
  if (isZip(target) ? await exists(place) : !(await isFree(place)))
    throw new CommandError(`${target} exists already: the copy needs a new name.`);
  if (local.kind === 'directory' && `${place}${sep}`.startsWith(`${local.path}${sep}`))
    throw new CommandError(`${target} lies in the bundle itself: put the copy elsewhere.`);
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}

interface Wanted {
  readonly plan: string;
  readonly target: string;
  readonly profile: Profile;
  readonly output: Output;
}

/** How many findings the scan of the copy has. */
async function redactInto(local: LocalBundle, { plan, target, profile, output }: Wanted): Promise<number> {
  const trace = await openTrace(local.source);
  const rules = new Rules(parsePlan(await readFile(plan, 'utf8'), plan), trace.manifest, plan);
  const facts = await loadFacts(trace, { compare: false });
  const finder = new Finder(await collectTexts(facts, rules, profile));
  const decided = await decide(trace, rules, finder);
  const fill = async (folder: string): Promise<number> => {
    const written = await writeCopy(trace, decided, rules, finder, folder);
    const at = new Date().toISOString();
    const { manifest } = trace;
    const made = copyManifest({ manifest, decided, written, rules, finder, version: version(), at });
    await writeManifest(folder, made);
    const scan = await scanCopy(folder, profile, at);
    await writeManifest(folder, withScan(made, scan));
    await checkValid(
      folder,
      output,
      'The copy would not be valid, and was not kept: take these layers or files out as a whole.',
    );
    const places = await proveCopy(folder, finder.removed, written.media);
    if (places.length > 0) throw new TraceError('redaction-unproven', { places });
    return scan.findings;
  };
  const findings = isZip(target) ? await inZip(target, fill) : await withNewFolder(target, fill);
  for (const remark of decided.remarks) output.warn(remark);
  for (const { id } of rules.plan.redactions)
    if (!decided.touches.some((touch) => touch.id === id)) output.warn(`${id} found nothing to remove.`);
  if (findings > 0) output.warn(`The scan finds ${findings} more in the copy: playhead scan ${target}`);
  return findings;
}

async function inZip(target: string, fill: (folder: string) => Promise<number>): Promise<number> {
  const scratch = await mkdtemp(join(await realpath(tmpdir()), 'playhead-redact-'));
  try {
    const findings = await fill(scratch);
    await packBundle(scratch, resolve(target));
    return findings;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  return writeFile(join(folder, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function scanCopy(folder: string, profile: Profile, at: string): Promise<PrivacyScan> {
  const only = onlyRules(profile, PRIVACY_RULES);
  const report = await judge(await openTrace(fsBundle(folder)), {
    profile: only,
    reviewless: true,
    compare: false,
  });
  const findings = report.rules.reduce((sum, rule) => sum + rule.findings.length, 0);
  return { tool: 'playhead scan', tool_version: version(), rules_sha256: profile.digest, at, findings };
}

/** Prints what is wrong with a bundle, and rejects with `reason` where that is anything. */
async function checkValid(folder: string, output: Output, reason: string): Promise<void> {
  const { valid, problems } = await validateBundle(folder);
  if (valid) return;
  for (const line of problemLines(problems)) output.warn(line);
  throw new CommandError(reason);
}
