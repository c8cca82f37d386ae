/** What the manifest names must exist: files, layers, actors, criteria, times within the trace. */
import type { Problem, Severity } from '../../base/errors.ts';
import { fromMicros, type TraceTime } from '../../base/time.ts';
import { parentLayer } from '../../trace/agent-steps.ts';
import type { Evidence, Layer, Manifest } from '../../schema/generated/types.ts';
import { once } from '../once.ts';

type Report = (pointer: string, reason: string, severity?: Severity, at?: TraceTime) => void;

/** Every reference of the manifest that leads nowhere, and every time that lies outside the trace. */
export function checkManifestReferences(manifest: Manifest): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (pointer, reason, severity = 'error', at) =>
    void problems.push({
      severity,
      code: 'manifest-invalid',
      details: { pointer, reason, dropped: false },
      ...(at !== undefined && { at }),
    });
  const known = new Known(manifest, report);
  checkFiles(manifest, known, report);
  manifest.layers.forEach((layer, index) => checkLayer(layer, `/layers/${index}`, known, report));
  checkOutcome(manifest, known, report);
  const { task, provenance, privacy, qc } = manifest;
  known.path('/task/statement_path', task.statement_path);
  task.repos?.forEach((repo, index) => {
    known.path(`/task/repos/${index}/bundle_path`, repo.bundle_path);
    known.path(`/task/repos/${index}/diff_path`, repo.diff_path);
  });
  [provenance.producer, ...provenance.capture].forEach((tool, index) => {
    const pointer = index === 0 ? '/provenance/producer' : `/provenance/capture/${index - 1}`;
    tool.layers?.forEach((id, at) => known.layer(`${pointer}/layers/${at}`, id));
  });
  provenance.imported_from?.forEach((record, index) =>
    known.path(`/provenance/imported_from/${index}/loss_report`, record.loss_report ?? undefined),
  );
  privacy.consent.forEach((consent, index) => known.actor(`/privacy/consent/${index}/actor`, consent.actor));
  privacy.redactions.forEach(({ target }, index) => {
    known.layer(`/privacy/redactions/${index}/target/layer`, target.layer);
    known.path(`/privacy/redactions/${index}/target/path`, target.path);
  });
  qc.records.forEach((record, index) =>
    record.checks.forEach((check, at) => known.evidence(`/qc/records/${index}/checks/${at}`, check.evidence)),
  );
  return problems;
}

/** The same, found once for all rules. */
export const manifestProblems = once(({ manifest }) => checkManifestReferences(manifest));

/** What may be referred to. */
class Known {
  readonly #paths: ReadonlySet<string>;
  readonly #layers: ReadonlySet<string>;
  readonly #actors: ReadonlySet<string>;
  readonly #duration: number;
  readonly #report: Report;

  constructor(manifest: Manifest, report: Report) {
    this.#paths = new Set(manifest.files.map((file) => file.path));
    this.#layers = new Set(manifest.layers.map((layer) => layer.id));
    this.#actors = new Set(manifest.session.actors.map((actor) => actor.id));
    this.#duration = manifest.clock.duration;
    this.#report = report;
  }

  /** `at`: the moment that is spoken of, where there is one. */
  path(pointer: string, path: string | undefined, at?: number): void {
    if (path !== undefined && !this.#paths.has(path))
      this.#report(pointer, `names ${path}, which files[] does not list`, 'error', this.#inside(at));
  }

  layer(pointer: string, id: string | undefined, at?: number): void {
    if (id !== undefined && !this.#layers.has(id))
      this.#report(pointer, `names layer ${id}, which does not exist`, 'error', this.#inside(at));
  }

  actor(pointer: string, id: string | undefined): void {
    if (id !== undefined && !this.#actors.has(id))
      this.#report(pointer, `names actor ${id}, who does not exist`);
  }

  time(pointer: string, time: number | null | undefined): void {
    if (typeof time === 'number' && time > this.#duration)
      this.#report(pointer, 'lies after the end of the trace', 'warning', this.#inside(time));
  }

  evidence(pointer: string, list: readonly Evidence[] | undefined): void {
    list?.forEach((evidence, index) => {
      this.layer(`${pointer}/evidence/${index}/layer`, evidence.layer, evidence.t);
      this.path(`${pointer}/evidence/${index}/path`, evidence.path, evidence.t);
      this.time(`${pointer}/evidence/${index}/t`, evidence.t);
      this.time(`${pointer}/evidence/${index}/t_end`, evidence.t_end);
    });
  }

  #inside(time: number | undefined): TraceTime | undefined {
    return time === undefined ? undefined : fromMicros(Math.min(time, this.#duration));
  }
}

function checkFiles(manifest: Manifest, known: Known, report: Report): void {
  const seen = new Set<string>();
  manifest.files.forEach(({ path, chunk_hashes: hashes }, index) => {
    known.path(`/files/${index}/chunk_hashes/path`, hashes?.path);
    if (seen.has(path)) report(`/files/${index}/path`, `lists ${path} a second time`);
    seen.add(path);
  });
}

function checkLayer(layer: Layer, pointer: string, known: Known, report: Report): void {
  layer.paths?.forEach((path, index) => known.path(`${pointer}/paths/${index}`, path));
  known.path(`${pointer}/peaks`, layer.peaks);
  known.path(`${pointer}/frame_table`, layer.frame_table);
  if (layer.peaks !== undefined && layer.kind !== 'speech_audio')
    report(
      `${pointer}/peaks`,
      `stands in a layer of kind ${layer.kind}, and only speech_audio has an outline`,
    );
  if (layer.frame_table !== undefined && layer.kind !== 'screen_video')
    report(
      `${pointer}/frame_table`,
      `stands in a layer of kind ${layer.kind}, and only screen_video has a frame table`,
    );
  layer.derived_from?.forEach((id, index) => known.layer(`${pointer}/derived_from/${index}`, id));
  known.layer(`${pointer}/x-parent-layer`, parentLayer(layer));
  known.actor(`${pointer}/actor`, layer.actor);
  known.time(`${pointer}/t_start`, layer.t_start);
  known.time(`${pointer}/t_end`, layer.t_end);
  if (layer.t_start !== undefined && layer.t_end !== undefined && layer.t_end < layer.t_start)
    report(`${pointer}/t_end`, 'lies before t_start');
  layer.clock.map?.forEach((point, index, map) => {
    const previous = map[index - 1];
    if (previous && (point.native <= previous.native || point.trace_us <= previous.trace_us))
      report(`${pointer}/clock/map/${index}`, 'does not rise on both clocks, and is passed over');
  });
}

function checkOutcome({ outcome, task }: Manifest, known: Known, report: Report): void {
  const criteria = new Set(task.criteria.map((criterion) => criterion.id));
  outcome.criteria.forEach((result, index) => {
    const pointer = `/outcome/criteria/${index}`;
    if (!criteria.has(result.id))
      report(`${pointer}/id`, `names criterion ${result.id}, which the task does not have`);
    known.evidence(pointer, result.evidence);
  });
  known.time('/outcome/time_to_completion_us', outcome.time_to_completion_us);
  outcome.phases?.forEach((phase, index) => known.time(`/outcome/phases/${index}/t_end`, phase.t_end));
  outcome.blockers.forEach((blocker, index) => {
    known.time(`/outcome/blockers/${index}/t`, blocker.t);
    known.time(`/outcome/blockers/${index}/resolved_t`, blocker.resolved_t);
  });
}
