/** A trajectory becomes a layer of agent steps, byte for byte: the bundle holds agents in this very form. */
import { TraceError } from '../../base/errors.ts';
import { ANY_TOOLS } from '../agent/any-tools.ts';
import { putRuns, putTask, type AgentRun } from '../agent/put-runs.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { onlyFile, type ForeignFile, type ForeignUnit } from '../foreign.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';
import { tellOthers } from '../kept-files.ts';
import { besidePictures } from './index.ts';
import { countUnknown } from './known-fields.ts';
import { withPictures } from './pictures.ts';
import { atifVersion } from './version.ts';

const FORMAT = 'ATIF';
const SUPPORTED = 'ATIF 1.0 to 1.8';
const NEWEST_MINOR = 8;
/** Trajectories inside trajectories, so deep at most. */
const MAX_DEPTH = 8;

export async function convert(unit: ForeignUnit, draft: BundleDraft, signal?: AbortSignal): Promise<void> {
  const file = onlyFile(unit) ?? (await besidePictures(unit));
  if (!file) throw new TraceError('internal', { reason: 'an ATIF trajectory is one file' });
  const document = await readTrajectory(file, signal);
  const runs = await withPictures(trajectoryRuns(document, file, draft.losses), unit.files, '', draft.losses);
  putRuns(draft, runs);
  putTask(draft, document);
  draft.original(file);
  const named = runs.flatMap(({ pictures = [] }) => pictures.map((picture) => picture.file.path));
  tellOthers(unit, draft, new Set([file.path, ...named]), 'the trajectory');
}

/** Rejects with `format-broken` for what is no trajectory, with `import-unsupported` for another major version. */
export async function readTrajectory(file: ForeignFile, signal?: AbortSignal): Promise<object> {
  const broken = (reason: string): TraceError =>
    new TraceError('format-broken', { path: file.path, format: FORMAT, reason });
  const text = await file.text(signal);
  const document = parsedJson(text);
  if (!isObject(document)) throw broken('it is no JSON from its beginning to its end');
  const version = atifVersion(`"schema_version":"${textField(document, 'schema_version') ?? ''}"`);
  if (version === undefined) throw broken('it has no schema_version of the form ATIF-v1.7');
  if (version.split('.')[0] !== '1')
    throw new TraceError('import-unsupported', {
      path: file.path,
      format: FORMAT,
      found: `version ${version}`,
      supported: SUPPORTED,
    });
  if (!Array.isArray(field(document, 'steps'))) throw broken('it has no list of steps');
  return document;
}

/** The run of a document, and those of the agents that it started and holds. `kept`: the file to be kept as it is. */
export function trajectoryRuns(document: object, kept: ForeignFile, losses: LossLog): readonly AgentRun[] {
  const runs: AgentRun[] = [];
  const version = versionOf(document);
  if (Number(version.split('.')[1] ?? 0) > NEWEST_MINOR)
    losses.add(
      'inferred',
      `A newer minor version than those of ${SUPPORTED} is read as if it were the newest`,
      version,
    );
  const visit = (one: unknown, parent: number | undefined, depth: number): void => {
    countUnknown(one, losses);
    compareTotals(one, losses);
    const parentRef = runs.length;
    const agent = field(one, 'agent');
    const model = textField(agent, 'model_name');
    const name = textField(agent, 'name');
    runs.push({
      title: titleOf(one, name, parent),
      document: one,
      agent: {
        ...(name !== undefined && { name }),
        version: textField(agent, 'version') ?? 'unknown',
        ...(model !== undefined && { model_name: model }),
      },
      version: versionOf(one, version),
      tools: ANY_TOOLS,
      root: textField(field(agent, 'extra'), 'cwd') ?? firstCwd(agent),
      ...(parent === undefined ? { kept } : { parent }),
    });
    if (depth >= MAX_DEPTH) return;
    for (const inner of listField(one, 'subagent_trajectories')) visit(inner, parentRef, depth + 1);
  };
  visit(document, undefined, 0);
  return runs;
}

function titleOf(document: unknown, name: string | undefined, parent: number | undefined): string {
  if (parent === undefined) return name ?? 'Agent';
  const id = textField(document, 'trajectory_id') ?? textField(document, 'session_id');
  return [name ?? 'Sub-agent', id].filter((part) => part !== undefined).join(' ');
}

function firstCwd(agent: unknown): string | undefined {
  const [cwd] = listField(field(agent, 'extra'), 'cwds');
  return typeof cwd === 'string' ? cwd : undefined;
}

function versionOf(document: unknown, otherwise = '1.0'): string {
  return atifVersion(`"schema_version":"${textField(document, 'schema_version') ?? ''}"`) ?? otherwise;
}

/** Says where the totals that the document tells are not what its steps add up to. */
function compareTotals(document: unknown, losses: LossLog): void {
  const totals = field(document, 'final_metrics');
  const steps = listField(document, 'steps');
  const told = numberField(totals, 'total_steps');
  if (told !== undefined && told !== steps.length)
    losses.add(
      'changed',
      'The total of steps is another than their number: both are kept',
      `${told}, not ${steps.length}`,
    );
  for (const name of ['prompt_tokens', 'completion_tokens', 'cached_tokens'] as const) {
    const total = numberField(totals, `total_${name}`);
    const parts = steps
      .map((step) => numberField(field(step, 'metrics'), name))
      .filter((part) => part !== undefined);
    const sum = parts.reduce((all, part) => all + part, 0);
    if (total !== undefined && parts.length > 0 && sum !== total)
      losses.add(
        'changed',
        'A total of tokens is another than the steps add up to: both are kept',
        `${name}: ${total}, not ${sum}`,
      );
  }
}
