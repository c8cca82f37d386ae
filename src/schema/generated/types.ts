// Generated from public/schema by `npm run generate`; do not edit.
/**
 * A remark on a moment or range: a note, a review comment on a line, a decision, a sync mark. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export interface Annotation {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Where the range ends; null or absent: a moment.
   */
  readonly t_end?: number | null;
  /**
   * Which kind.
   */
  readonly type: 'note' | 'decision' | 'review_comment' | 'phase' | 'sync_mark';
  /**
   * The remark.
   */
  readonly text?: string;
  /**
   * id of the actor who made it.
   */
  readonly actor?: string;
  /**
   * Path in the workspace.
   */
  readonly file?: string;
  /**
   * Line, from 1.
   */
  readonly line?: number;
  /**
   * Last line of the range, from 1, included.
   */
  readonly line_end?: number;
  /**
   * Names the annotation within the bundle, so that others can answer it.
   */
  readonly id?: string;
  /**
   * id of the annotation that it answers, in this layer or another.
   */
  readonly reply_to?: string;
  /**
   * Name of the repository that file belongs to, where there are several.
   */
  readonly repo?: string;
  /**
   * Commit that the line was read in; absent: the state of the moment.
   */
  readonly commit?: string;
  /**
   * For a review comment: the side of the diff that the line is on.
   */
  readonly side?: 'old' | 'new';
  /**
   * For the first of a thread: where it stands at the end of the trace. For an answer: where it leaves the thread.
   */
  readonly state?: 'open' | 'resolved';
  /**
   * For a review comment on the whole change: what the reviewer came to.
   */
  readonly verdict?: 'approved' | 'changes_requested';
  /**
   * This interface was referenced by `Annotation`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * The traces of one batch, in the order in which they are to be looked at: `playhead batch index` makes it. One JSON object, UTF-8. Every href is a relative URL from the folder of this file, without a scheme, host, query or fragment, and leads to something in that folder or below. Names of traces are unique. Keys that begin with x- are extensions.
 */
export interface BatchFile {
  readonly schema: BatchSchema;
  /**
   * Names this batch; kept when its file is made anew.
   */
  readonly batch_id: string;
  /**
   * What people call it.
   */
  readonly name: string;
  /**
   * When the batch was first indexed, RFC 3339.
   */
  readonly created: string;
  /**
   * @maxItems 100000
   */
  readonly traces: readonly BatchTrace[];
  /**
   * This interface was referenced by `BatchFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface BatchSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-batch';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `BatchSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One trace of the batch. What its manifest says stands here too, so that a table needs not open it; all of it is absent where the bundle could not be read (`problem`).
 */
export interface BatchTrace {
  /**
   * Names it within the batch: its path, without .trace.zip.
   */
  readonly name: string;
  /**
   * The bundle: a folder, with / at its end, or a .trace.zip file.
   */
  readonly href: string;
  readonly problem?: BatchProblem;
  /**
   * Digest of the bundle, as `playhead validate` prints it: of the records of its files.
   */
  readonly bundle_id?: string;
  /**
   * SHA-256 of the bytes of its manifest, which bundle_id says nothing of.
   */
  readonly manifest_sha256?: string;
  /**
   * Size of the zip, or of all files that the manifest lists.
   */
  readonly bytes?: number;
  /**
   * Task family.
   */
  readonly family?: string;
  /**
   * Title of the task.
   */
  readonly title?: string;
  /**
   * session.mode of the manifest.
   */
  readonly mode?: string;
  /**
   * Wall-clock time at which the trace begins; absent where it is not known.
   */
  readonly recorded?: string;
  readonly capturer?: BatchCapturer;
  /**
   * Length of the trace in microseconds.
   */
  readonly duration_us?: number;
  /**
   * Where nothing but an order is known: how many steps it has. Its length is then no time.
   */
  readonly steps?: number;
  readonly outcome?: BatchOutcome;
  readonly qc?: BatchQc;
  /**
   * Its review file, where there is one beside the bundle.
   */
  readonly review?: string;
  /**
   * What the review file said when this file was made: one a reviewer, by name.
   *
   * @maxItems 1000
   */
  readonly verdicts?: readonly BatchVerdict[];
  /**
   * What the review file waived when this file was made: one a finding.
   *
   * @maxItems 10000
   */
  readonly waivers?: readonly BatchWaiver[];
  /**
   * Its records of re-runs, where there are some beside the bundle.
   */
  readonly verifications?: string;
  /**
   * Reviewers who are to judge it, by name.
   *
   * @maxItems 100
   */
  readonly assigned?: readonly string[];
  /**
   * A small picture of it (NAME.poster.webp, .jpg or .png), where there is one beside the bundle.
   */
  readonly poster?: string;
  /**
   * This interface was referenced by `BatchTrace`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Why the bundle could not be read.
 */
export interface BatchProblem {
  /**
   * Of the error.
   */
  readonly code: string;
  /**
   * In words.
   */
  readonly message: string;
}
/**
 * Who worked in it.
 */
export interface BatchCapturer {
  /**
   * Pseudonyms of people, or names of agents.
   */
  readonly name: string;
  /**
   * human: an engineer.
   */
  readonly kind: 'human' | 'agent' | 'human+agent' | 'script' | 'unknown';
}
/**
 * What the manifest claims.
 */
export interface BatchOutcome {
  readonly completion: string;
  readonly success: string;
}
/**
 * What the rules say, in short: the whole is in the results of `playhead batch qc`. It holds for the bundle of this row: it goes when the bundle changes.
 */
export interface BatchQc {
  /**
   * error: nothing could be judged.
   */
  readonly result: 'pass' | 'fail' | 'error';
  /**
   * Why nothing could be judged, in words.
   */
  readonly problem?: string;
  /**
   * When it was judged.
   */
  readonly at: string;
  readonly tool: BatchTool;
  readonly profile: BatchProfile;
  /**
   * Rules that wait for a person or a verifier did not count.
   */
  readonly reviewless: boolean;
  /**
   * VC_A of the rule verbalization; absent where it was not measured.
   */
  readonly coverage?: number;
  /**
   * What came of the rule outcome-verified; absent where it was not run.
   */
  readonly outcome_verified?: 'pass' | 'fail' | 'not_measured' | 'not_applicable';
  /**
   * Rules that keep the trace from passing.
   *
   * @maxItems 1000
   */
  readonly stops?: readonly string[];
  readonly findings?: BatchFindings;
  /**
   * The findings that a reviewer can waive, so that a table can tell what waivers leave open. Absent where there are more, or none.
   *
   * @maxItems 1000
   */
  readonly waivable?: readonly BatchFinding[];
  /**
   * Those of `stops` that stop the trace no more once each of their findings in `waivable` is waived. Absent where that is.
   *
   * @maxItems 1000
   */
  readonly liftable?: readonly string[];
}
export interface BatchTool {
  readonly name: string;
  readonly version: string;
}
/**
 * The profile; digest: SHA-256 of it as canonical JSON (RFC 8785).
 */
export interface BatchProfile {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}
/**
 * How many findings of each severity.
 */
export interface BatchFindings {
  readonly S1: number;
  readonly S2: number;
  readonly S3: number;
}
export interface BatchFinding {
  /**
   * As the report names it.
   */
  readonly id: string;
  readonly rule: string;
  readonly severity: 'S1' | 'S2' | 'S3';
}
export interface BatchVerdict {
  /**
   * Who.
   */
  readonly by: string;
  readonly verdict: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject';
  readonly at: string;
  /**
   * What that reviewer said before they could see what others said, where that is another verdict; null: nothing. Absent: `verdict` was given blind.
   */
  readonly blind?: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject' | null;
}
export interface BatchWaiver {
  /**
   * id of the finding.
   */
  readonly finding: string;
  /**
   * Who let it pass.
   */
  readonly by: string;
  readonly at: string;
}

/**
 * What came of judging one trace of a batch: one line of the JSON Lines that `playhead batch qc` appends to, UTF-8. Of several lines with the same bundle_id, manifest_sha256, profile, tool and reviewless the last one holds.
 */
export interface BatchResult {
  readonly schema: BatchResultSchema;
  /**
   * Of the trace in the batch.
   */
  readonly name: string;
  /**
   * Of the trace in the batch.
   */
  readonly href: string;
  /**
   * What was judged.
   */
  readonly bundle_id: string;
  readonly manifest_sha256: string;
  /**
   * SHA-256 of the records of re-runs that lay beside the bundle; absent where there were none.
   */
  readonly verifications_sha256?: string;
  readonly profile: BatchResultProfile;
  readonly tool: BatchResultTool;
  /**
   * Rules that wait for a person or a verifier did not count.
   */
  readonly reviewless: boolean;
  /**
   * When it was done.
   */
  readonly at: string;
  /**
   * How long its process ran.
   */
  readonly seconds: number;
  /**
   * error: its process gave no report.
   */
  readonly result: 'pass' | 'fail' | 'error';
  /**
   * For error: why, in words.
   */
  readonly problem?: string;
  /**
   * For pass and fail: the report, see qc_report.v1.json.
   */
  readonly report?: {};
}
export interface BatchResultSchema {
  /**
   * What this line is.
   */
  readonly name: 'playhead-batch-result';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * The profile; digest: SHA-256 of it as canonical JSON (RFC 8785).
 */
export interface BatchResultProfile {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}
/**
 * What judged.
 */
export interface BatchResultTool {
  readonly name: string;
  readonly version: string;
}

/**
 * Something that happened in a browser tab. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export type BrowserEvent =
  TabEvent | Navigated | PageSnapshot | PageInteraction | PageScroll | ConsoleMessage;

/**
 * A tab was opened, brought to the front, or closed.
 */
export interface TabEvent {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'tab_opened' | 'tab_activated' | 'tab_closed';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  /**
   * This interface was referenced by `TabEvent`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A document was committed in the tab's main frame, or its address changed.
 */
export interface Navigated {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'navigated';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  /**
   * The address then shown.
   */
  readonly url: string;
  /**
   * Title of the document.
   */
  readonly title?: string;
  /**
   * True where only the address changed (history.pushState, fragment).
   */
  readonly same_document?: boolean;
  /**
   * This interface was referenced by `Navigated`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The page as it was then.
 */
export interface PageSnapshot {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'snapshot';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  /**
   * Address of the page.
   */
  readonly url: string;
  /**
   * Title of the document.
   */
  readonly title?: string;
  /**
   * HTML file of the bundle; hostile until sanitized.
   */
  readonly path: string;
  /**
   * Viewport width in CSS pixels.
   */
  readonly width?: number;
  /**
   * Viewport height in CSS pixels.
   */
  readonly height?: number;
  /**
   * Horizontal scroll in CSS pixels.
   */
  readonly scroll_x?: number;
  /**
   * Vertical scroll in CSS pixels.
   */
  readonly scroll_y?: number;
  /**
   * This interface was referenced by `PageSnapshot`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The user clicked, typed, chose or submitted.
 */
export interface PageInteraction {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'click' | 'input' | 'change' | 'submit';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  readonly target: ElementTarget;
  /**
   * Value after the event; absent where masked.
   */
  readonly value?: string;
  /**
   * True where the value is secret and was not recorded.
   */
  readonly masked?: boolean;
  /**
   * CSS pixels from the viewport's left edge.
   */
  readonly x?: number;
  /**
   * CSS pixels from the viewport's top edge.
   */
  readonly y?: number;
  /**
   * This interface was referenced by `PageInteraction`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The element that was acted on.
 */
export interface ElementTarget {
  /**
   * CSS selector that found it then.
   */
  readonly selector?: string;
  /**
   * Tag name, lower case.
   */
  readonly tag?: string;
  /**
   * ARIA role.
   */
  readonly role?: string;
  /**
   * Accessible name.
   */
  readonly name?: string;
  /**
   * Type of an input element.
   */
  readonly input_type?: string;
  /**
   * This interface was referenced by `ElementTarget`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The page was scrolled.
 */
export interface PageScroll {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'scroll';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  /**
   * Horizontal scroll in CSS pixels.
   */
  readonly scroll_x: number;
  /**
   * Vertical scroll in CSS pixels.
   */
  readonly scroll_y: number;
  /**
   * This interface was referenced by `PageScroll`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A message on the page's console.
 */
export interface ConsoleMessage {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'console';
  /**
   * Names the tab within this layer.
   */
  readonly tab: string;
  /**
   * Its level.
   */
  readonly level: 'debug' | 'log' | 'info' | 'warning' | 'error';
  /**
   * Its text.
   */
  readonly text: string;
  /**
   * This interface was referenced by `ConsoleMessage`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * What `playhead capture` records, and where: capture.json. One JSON object, UTF-8. All fields but `schema` may be left out. Paths are relative to the folder of this file. Keys that begin with x- are extensions.
 */
export interface CaptureFile {
  readonly schema: CaptureSchema;
  /**
   * What is to be done, in one line; absent: "Untitled".
   */
  readonly title?: string;
  /**
   * The task family; absent: x-unknown.
   */
  readonly family?:
    | 'bug_fix'
    | 'feature'
    | 'tdd'
    | 'refactor_migration'
    | 'code_review'
    | 'observability_debug'
    | 'orchestration'
    | `x-${string}`;
  /**
   * The X11 display, as :0; absent: that of $DISPLAY.
   */
  readonly display?: string;
  readonly screen?: CaptureScreen;
  /**
   * The git work tree that is watched; absent: the folder of this file.
   */
  readonly work_tree?: string;
  /**
   * The shell that `playhead capture shell` starts; absent: /bin/bash. Only bash tells of its commands.
   */
  readonly shell?: string;
  /**
   * Where the voice comes from: pulse:SOURCE or alsa:DEVICE; absent: pulse:default.
   */
  readonly microphone?: string;
  readonly tools?: CaptureTools;
  readonly layers?: CaptureLayers;
  /**
   * Which files of the work tree are reports of tests (JUnit XML, CTRF) or lint (SARIF): paths in which * stands for any characters but /, and ** for any. A report is kept each time it is written. Absent: reports/*.
   *
   * @maxItems 50
   */
  readonly reports?: readonly string[];
  /**
   * For how many days the raw recordings are kept once the bundle is made. `playhead capture start` and `stop` delete what is due, and say so. Absent: until somebody deletes them.
   */
  readonly retention_days?: number;
  /**
   * This interface was referenced by `CaptureFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface CaptureSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-capture';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `CaptureSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Which part of it, and how often. The size has to be the display's at most; absent: all of it.
 */
export interface CaptureScreen {
  /**
   * Left edge, in pixels; absent: 0.
   */
  readonly x?: number;
  /**
   * Upper edge, in pixels; absent: 0.
   */
  readonly y?: number;
  /**
   * In pixels, an even number.
   */
  readonly width?: number;
  /**
   * In pixels, an even number.
   */
  readonly height?: number;
  /**
   * Frames a second; absent: 15.
   */
  readonly fps?: number;
  /**
   * This interface was referenced by `CaptureScreen`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The programs that are worked with, by what they are for (editor, browser): a command each. It is looked for before recording, and its version stands in the bundle. `browser` is the Chromium that `playhead capture browser` opens; absent: one that is installed.
 */
export interface CaptureTools {
  [k: string]: string;
}
/**
 * What is recorded; absent: true. What is off is listed in the bundle as not captured, with this as the reason.
 */
export interface CaptureLayers {
  /**
   * The picture of the screen.
   */
  readonly screen?: boolean;
  /**
   * Pointer and keys of the whole display, passwords that are typed included.
   */
  readonly input?: boolean;
  /**
   * What the shells of `playhead capture shell` show, and their commands.
   */
  readonly terminal?: boolean;
  /**
   * Saves and commits in the work tree.
   */
  readonly edits?: boolean;
  /**
   * Reports of tests and lint.
   */
  readonly reports?: boolean;
  /**
   * The browser of `playhead capture browser`, and what it loads.
   */
  readonly browser?: boolean;
  /**
   * The microphone.
   */
  readonly voice?: boolean;
  /**
   * This interface was referenced by `CaptureLayers`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * What somebody who sends a trace tells whoever gets it: a title page, the panes and layers that are shown, and a tour of moments. `playhead export` puts it beside the viewer, which then only plays that one trace. One JSON object, UTF-8. All texts are plain. Keys that begin with x- are extensions.
 */
export interface ClientFile {
  readonly schema: ClientSchema;
  /**
   * What the title page is headed by.
   */
  readonly title: string;
  /**
   * What the sender has to say first. A blank line begins a new paragraph.
   */
  readonly text?: string;
  /**
   * Who sends it.
   */
  readonly from?: string;
  /**
   * Name of the trace's file (.trace.zip) in the folder of this one. `playhead export` writes it; absent where the trace stands in the page itself.
   */
  readonly trace?: string;
  /**
   * Name of a file of reviews of that trace, in the folder of this one, which are shown. `playhead export` writes it.
   */
  readonly review?: string;
  /**
   * Where nothing but an order is known: how many steps the trace has. Its seconds are then no time. `playhead export` writes it.
   */
  readonly steps?: number;
  /**
   * The panes that are shown; absent: all that the trace has something for.
   *
   * @minItems 1
   * @maxItems 50
   */
  readonly panes?: readonly string[];
  /**
   * ids of the layers that `playhead export` puts into the copy of the trace; absent: all. The others are not in it.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly layers?: readonly string[];
  /**
   * In the order in which they are gone through.
   *
   * @maxItems 200
   */
  readonly tour?: readonly TourStop[];
  /**
   * This interface was referenced by `ClientFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface ClientSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-client';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `ClientSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A moment to look at.
 */
export interface TourStop {
  /**
   * Seconds from the start of the trace.
   */
  readonly time: number;
  /**
   * What is to be seen there, in a few words.
   */
  readonly title: string;
  /**
   * More about it.
   */
  readonly text?: string;
  /**
   * Panes to bring to the front.
   *
   * @maxItems 50
   */
  readonly panes?: readonly string[];
  /**
   * This interface was referenced by `TourStop`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * A command that a shell ran. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export interface CommandRecord {
  /**
   * Counts the commands of this layer, from 1.
   */
  readonly seq: number;
  /**
   * id of the terminal layer in which it ran.
   */
  readonly terminal: string;
  /**
   * When it started, in the layer's native time.
   */
  readonly t_start: number;
  /**
   * When it ended, in the layer's native time; null where it had not ended.
   */
  readonly t_end: number | null;
  /**
   * Working directory at the start; null where unknown.
   */
  readonly cwd: string | null;
  /**
   * The command line as the shell read it.
   */
  readonly command: string;
  /**
   * Exit code; null where it is not known. Never 0 by default.
   */
  readonly exit_code: number | null;
  /**
   * Where the exit code comes from: the shell itself, the output's text, other evidence, or nowhere.
   */
  readonly exit_source: 'shell' | 'parsed' | 'inferred' | 'unknown';
  /**
   * Index of the cast's first event of its output (0 is the first event).
   */
  readonly cast_from?: number;
  /**
   * Index after the cast's last event of its output.
   */
  readonly cast_to?: number;
  /**
   * This interface was referenced by `CommandRecord`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * Corrections of layers' times, made by hand beside a bundle, which is never written to. One JSON object, UTF-8. A corrected time is: native time → the layer's own clock map → through the points → plus the shift. Keys that begin with x- are extensions.
 */
export interface CorrectionsFile {
  readonly schema: CorrectionsSchema;
  /**
   * bundle_id of the bundle that is corrected.
   */
  readonly bundle_id: string;
  /**
   * When this file was written, RFC 3339.
   */
  readonly created: string;
  /**
   * One record a corrected layer; ids are unique.
   *
   * @maxItems 1000
   */
  readonly layers: readonly CorrectedLayer[];
  /**
   * This interface was referenced by `CorrectionsFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface CorrectionsSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-corrections';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `CorrectionsSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface CorrectedLayer {
  /**
   * id of the layer in the manifest.
   */
  readonly id: string;
  /**
   * Microseconds by which the layer is moved after its points; positive is later. Absent: 0.
   */
  readonly shift_us?: number;
  /**
   * Instants that are known on both clocks, rising on both. One is an offset at the rate of the layer's own map; with two or more the correction is linear between them, and the first and last segment go on outside. Absent: none.
   *
   * @maxItems 100
   */
  readonly points?: readonly CorrectionPoint[];
  /**
   * This interface was referenced by `CorrectedLayer`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface CorrectionPoint {
  /**
   * Native time, in the layer's native_unit.
   */
  readonly native: number;
  /**
   * Trace time in microseconds.
   */
  readonly trace_us: number;
  /**
   * How far the pair may be off, in microseconds. Absent: not known.
   */
  readonly uncertainty_us?: number;
  /**
   * How the pair was found, in words.
   */
  readonly method?: string;
  /**
   * This interface was referenced by `CorrectionPoint`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * One run of a linter, compiler or analyser. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export interface DiagnosticsRun {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Its report.
   */
  readonly path: string;
  /**
   * SARIF 2.1.0.
   */
  readonly format: 'sarif';
  /**
   * Name of the tool.
   */
  readonly tool?: string;
  /**
   * seq of the command that ran it.
   */
  readonly command_seq?: number;
  /**
   * id of the terminal layer in which it ran.
   */
  readonly terminal?: string;
  /**
   * This interface was referenced by `DiagnosticsRun`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * Traces with known defects that are mixed into a batch, so that it can be told which defects reviewers find. Kept by whoever signs, away from the batch. One JSON object, UTF-8.
 */
export interface GoldFile {
  readonly schema: GoldSchema;
  /**
   * @minItems 1
   * @maxItems 10000
   */
  readonly traces: readonly GoldTrace[];
}
export interface GoldSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-gold';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
export interface GoldTrace {
  /**
   * Digest of the bundle, as `playhead validate` prints it.
   */
  readonly bundle_id: string;
  /**
   * What is wrong with it, in words.
   */
  readonly defect: string;
}

/**
 * Something that happened to a file of the workspace. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export type EditEvent = FileFocus | FileChange | FileSave | FileRename | CursorMove | Commit;

/**
 * A file was opened, brought to the front, or closed in the editor. Closing it discards what was not saved: an editor that saves on closing writes `save` before `close`.
 */
export interface FileFocus {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'open' | 'focus' | 'close';
  /**
   * Path in the workspace, from its root, `/` between folders; with several repositories the first part is the repository's name.
   */
  readonly file: string;
  /**
   * This interface was referenced by `FileFocus`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Text was changed in the editor, not yet saved. It applies to the file as it was last written, with the changes since then; after `close`, to the file as it is on disk.
 */
export interface FileChange {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'change';
  /**
   * Path in the workspace, from its root, `/` between folders; with several repositories the first part is the repository's name.
   */
  readonly file: string;
  /**
   * What changed, in order.
   */
  readonly changes: readonly TextChange[];
  /**
   * This interface was referenced by `FileChange`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One replaced range (LSP); a later change of the list applies to the result of the earlier ones.
 */
export interface TextChange {
  readonly start: Position;
  readonly end: Position;
  /**
   * What stands there now.
   */
  readonly text: string;
  /**
   * This interface was referenced by `TextChange`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A place in a text (LSP). A byte order mark at the start of the file is no character of its first line.
 */
export interface Position {
  /**
   * Line, from 0.
   */
  readonly line: number;
  /**
   * UTF-16 code unit in the line, from 0.
   */
  readonly character: number;
  /**
   * This interface was referenced by `Position`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A file was written, created, or deleted, or came into being through another program.
 */
export interface FileSave {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'save' | 'create' | 'delete';
  /**
   * Path in the workspace, from its root, `/` between folders; with several repositories the first part is the repository's name.
   */
  readonly file: string;
  /**
   * Unified git diff of this file against the base commit, as it was then.
   */
  readonly diff?: string;
  /**
   * The whole file as it was then; absent for delete.
   */
  readonly content?: string;
  /**
   * SHA-256 of the file as it was then.
   */
  readonly sha256?: string;
  /**
   * Size in bytes.
   */
  readonly bytes?: number;
  /**
   * True where it is not text.
   */
  readonly binary?: boolean;
  /**
   * Who wrote it.
   */
  readonly by?: 'editor' | 'command' | 'unknown';
  /**
   * This interface was referenced by `FileSave`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A file was renamed.
 */
export interface FileRename {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'rename';
  /**
   * Path in the workspace, from its root, `/` between folders; with several repositories the first part is the repository's name.
   */
  readonly file: string;
  /**
   * Its new path.
   */
  readonly to: string;
  /**
   * This interface was referenced by `FileRename`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The cursor or selection moved.
 */
export interface CursorMove {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'cursor';
  /**
   * Path in the workspace, from its root, `/` between folders; with several repositories the first part is the repository's name.
   */
  readonly file: string;
  readonly start: Position;
  readonly end?: Position;
  /**
   * This interface was referenced by `CursorMove`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A commit was made. It holds the saves that stand before it in the file, also those of the same time.
 */
export interface Commit {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'commit';
  /**
   * Its id.
   */
  readonly commit: string;
  /**
   * Name of the repository, as in the manifest; where several are listed and none is named, the commit is of all.
   */
  readonly repo?: string;
  /**
   * Its message.
   */
  readonly message?: string;
  /**
   * This interface was referenced by `Commit`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * A pointer, key or scroll event as it reached the display. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export type InputEvent = PointerMove | PointerButton | Scroll | Key;

/**
 * The pointer moved.
 */
export interface PointerMove {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'move';
  /**
   * Pixels from the desktop's left edge, physical.
   */
  readonly x: number;
  /**
   * Pixels from the desktop's top edge, physical.
   */
  readonly y: number;
  /**
   * This interface was referenced by `PointerMove`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A button went down or up.
 */
export interface PointerButton {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'down' | 'up';
  /**
   * Pixels from the desktop's left edge, physical.
   */
  readonly x: number;
  /**
   * Pixels from the desktop's top edge, physical.
   */
  readonly y: number;
  /**
   * Which button.
   */
  readonly button: 'left' | 'middle' | 'right' | 'back' | 'forward';
  /**
   * Modifier keys held down.
   */
  readonly mods?: readonly ('Control' | 'Shift' | 'Alt' | 'Meta' | 'AltGraph')[];
  /**
   * This interface was referenced by `PointerButton`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The wheel turned or the touchpad scrolled.
 */
export interface Scroll {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'scroll';
  /**
   * Pixels from the desktop's left edge, physical.
   */
  readonly x: number;
  /**
   * Pixels from the desktop's top edge, physical.
   */
  readonly y: number;
  /**
   * Amount to the right, in unit.
   */
  readonly dx: number;
  /**
   * Amount downwards, in unit.
   */
  readonly dy: number;
  /**
   * Wheel notches or pixels.
   */
  readonly unit: 'notch' | 'px';
  /**
   * Modifier keys held down.
   */
  readonly mods?: readonly ('Control' | 'Shift' | 'Alt' | 'Meta' | 'AltGraph')[];
  /**
   * This interface was referenced by `Scroll`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A key went down or up.
 */
export interface Key {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * Which kind of event.
   */
  readonly type: 'key_down' | 'key_up';
  /**
   * W3C UI Events key value: the character typed, or a name such as Enter. Masked keys read "•".
   */
  readonly key: string;
  /**
   * W3C UI Events code of the physical key.
   */
  readonly code?: string;
  /**
   * True for auto-repeat.
   */
  readonly repeat?: boolean;
  /**
   * Modifier keys held down.
   */
  readonly mods?: readonly ('Control' | 'Shift' | 'Alt' | 'Meta' | 'AltGraph')[];
  /**
   * True where the key was hidden while recording.
   */
  readonly masked?: boolean;
  /**
   * This interface was referenced by `Key`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * Whose signatures count, and as what: the trust store. It is handed out by whoever decides that, with the program or by another way than the batch, and never lies in what is verified. One JSON object, UTF-8.
 */
export interface KeysFile {
  readonly schema: KeysSchema;
  /**
   * Each keyid once.
   *
   * @maxItems 10000
   */
  readonly keys: readonly TrustedKey[];
}
export interface KeysSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-keys';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * One key. A person has several where keys were replaced.
 */
export interface TrustedKey {
  /**
   * SHA-256 of the public key (SubjectPublicKeyInfo, DER).
   */
  readonly keyid: string;
  /**
   * Ed25519 public key as PEM (SubjectPublicKeyInfo).
   */
  readonly public_key: string;
  /**
   * Whose it is, as reviews and manifests name that person.
   */
  readonly name: string;
  /**
   * As what its signatures count. senior: signs batches off.
   *
   * @minItems 1
   * @maxItems 4
   */
  readonly roles: readonly ('senior' | 'reviewer' | 'verifier' | 'capturer')[];
  /**
   * From when on its signatures count.
   */
  readonly valid_from: string;
  /**
   * Until when; absent: no end.
   */
  readonly valid_until?: string;
  /**
   * Since when nothing that it signed counts, whatever the time it names: whoever has a stolen key can name any. Absent: it is in use.
   */
  readonly revoked?: string;
}

/**
 * What became of a foreign original when it was imported: how its times were mapped, and what could not be carried over. One JSON object, UTF-8. Keys that begin with x- are extensions.
 */
export interface LossReport {
  readonly schema: LossReportSchema;
  /**
   * Name of the original's format.
   */
  readonly format: string;
  /**
   * Its version; null where it has none.
   */
  readonly format_version: string | null;
  readonly time: LossReportTime;
  /**
   * Each sort of thing that is not in the bundle as it was in the original.
   */
  readonly entries: readonly LossEntry[];
  /**
   * This interface was referenced by `LossReport`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface LossReportSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-loss-report';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `LossReportSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * How the original's times became trace time.
 */
export interface LossReportTime {
  /**
   * How well they are known. order_only: the original tells none, and items stand one second apart in its order.
   */
  readonly quality: 'measured' | 'estimated' | 'assumed' | 'order_only';
  /**
   * In words: which field, which unit, what is the trace's time 0.
   */
  readonly method: string;
  /**
   * This interface was referenced by `LossReportTime`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface LossEntry {
  /**
   * dropped: it is not in the bundle. changed: it is, in another form. inferred: it stands in the bundle, and the original does not say it in so many words. unreadable: it is broken in the original.
   */
  readonly kind: 'dropped' | 'changed' | 'inferred' | 'unreadable';
  /**
   * In words.
   */
  readonly what: string;
  /**
   * How often.
   */
  readonly count: number;
  /**
   * Where the first of them is: a line, a field, a name.
   */
  readonly example?: string;
  /**
   * This interface was referenced by `LossEntry`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * How a client's own format becomes a bundle, and a bundle that format: expressions in JSONata 2 (https://jsonata.org), which nothing but read what they are given. One JSON object, UTF-8. docs/MAPPING.md tells what each expression is given, and what it is to give. Keys that begin with x- are extensions.
 */
export interface MappingFile {
  readonly schema: MappingSchema;
  /**
   * Names the format: in the manifest, and as a saved profile.
   */
  readonly name: string;
  /**
   * What people call the format.
   */
  readonly title: string;
  readonly import?: MappingImport;
  readonly export?: MappingExport;
  /**
   * This interface was referenced by `MappingFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface MappingSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-mapping';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `MappingSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * From the format to a bundle.
 */
export interface MappingImport {
  /**
   * json: a file is one value. json-lines: a value a line; expressions are given the list of them.
   */
  readonly form: 'json' | 'json-lines';
  /**
   * True where a file is of this format.
   */
  readonly when: string;
  /**
   * The format's version that the file names, as text.
   */
  readonly version?: string;
  readonly time: MappingTime;
  /**
   * The time at which the trace ends; absent: after the last record.
   */
  readonly duration?: string;
  /**
   * The manifest's task; what it leaves out stays unknown.
   */
  readonly task?: string;
  /**
   * The manifest's outcome; what it leaves out stays unknown.
   */
  readonly outcome?: string;
  /**
   * The manifest's actors, as a list.
   */
  readonly actors?: string;
  /**
   * The layers, in order. One whose expression gives nothing is recorded as not captured.
   *
   * @minItems 1
   * @maxItems 64
   */
  readonly layers: readonly MappingLayer[];
  /**
   * What of the file has no place in the bundle, as a list of texts: it stands in the loss report.
   */
  readonly unmapped?: string;
  /**
   * This interface was referenced by `MappingImport`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The clock of all times that the layers' expressions give.
 */
export interface MappingTime {
  /**
   * Unit of the times.
   */
  readonly unit: 's' | 'ms' | 'us' | 'ns';
  /**
   * The time at which the trace begins, as a number; absent: 0.
   */
  readonly zero?: string;
  /**
   * True where the times count from 1970 in UTC: the trace then begins at a known moment.
   */
  readonly wall?: boolean;
  /**
   * How well the times are known; order_only: they tell the order alone.
   */
  readonly quality: 'measured' | 'estimated' | 'assumed' | 'order_only';
  /**
   * This interface was referenced by `MappingTime`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface MappingLayer {
  /**
   * Kind of layer.
   */
  readonly kind:
    | 'commands'
    | 'annotations'
    | 'ide_edits'
    | 'browser_events'
    | 'input_events'
    | 'agent_steps'
    | 'terminal'
    | 'file_diffs';
  /**
   * Names the layer; absent: its kind does.
   */
  readonly id?: string;
  /**
   * What to call it.
   */
  readonly title?: string;
  /**
   * id of the actor it belongs to.
   */
  readonly actor?: string;
  /**
   * What it holds. commands, annotations, ide_edits, browser_events, input_events: a list of records by the schema of that name. agent_steps: an ATIF document. terminal: a list of { t, text, code }: code as in asciicast v2, o where it is left out. file_diffs: a unified diff as text.
   */
  readonly content: string;
  /**
   * This interface was referenced by `MappingLayer`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * From a bundle to the format.
 */
export interface MappingExport {
  /**
   * json: the value is the file. json-lines: it is a list, and each item a line.
   */
  readonly form: 'json' | 'json-lines';
  /**
   * Of the file's name.
   */
  readonly ending?: string;
  /**
   * Gives what is written.
   */
  readonly content: string;
  /**
   * This interface was referenced by `MappingExport`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * A profile of quality control: which rules stop a trace, and with which limits. One JSON object, UTF-8. The rules themselves and what their parameters mean are in docs/QC.md. Keys that begin with x- are extensions.
 */
export interface QcProfile {
  readonly schema: QcProfileSchema;
  /**
   * Names the profile.
   */
  readonly id: string;
  /**
   * SemVer of its values: what was judged with another version may be judged otherwise with this one.
   */
  readonly version: string;
  /**
   * One line for people.
   */
  readonly title: string;
  /**
   * By id of the rule. A rule that does not stand here is not run.
   */
  readonly rules: {
    [k: string]: QcRuleSettings;
  };
  /**
   * Task family to id of a rule to parameters, which stand over those of the rule.
   */
  readonly families: {
    [k: string]: {
      [k: string]: QcParameters;
    };
  };
  /**
   * This interface was referenced by `QcProfile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface QcProfileSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-qc-profile';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `QcProfileSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What the profile says of one rule.
 */
export interface QcRuleSettings {
  /**
   * True: where the rule fails, the trace does. False: it is shown alone.
   */
  readonly gate: boolean;
  /**
   * What is to follow where the trace does not record what the rule measures, or not all of it. allow: it is shown. fail: a gate stays shut.
   */
  readonly unmeasured: 'allow' | 'fail';
  readonly parameters: QcParameters;
  /**
   * This interface was referenced by `QcRuleSettings`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Parameters by name.
 */
export interface QcParameters {
  [k: string]: QcParameter;
}
/**
 * One value.
 */
export interface QcParameter {
  /**
   * A number, in the unit that the parameter's name ends with.
   */
  readonly value?: number;
  /**
   * A list, for a parameter that is one.
   */
  readonly words?: readonly string[];
  /**
   * False: a starting value that was not yet compared with judged traces.
   */
  readonly calibrated: boolean;
  /**
   * Where the value comes from.
   */
  readonly source?: string;
  /**
   * This interface was referenced by `QcParameter`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * What is to be captured again, of one trace or of many: `playhead qc --recapture json`. One JSON object, UTF-8. Ranges are half-open [start, end), in whole microseconds of trace time.
 */
export interface QcRecaptureFile {
  readonly schema: QcRecaptureSchema;
  readonly traces: readonly QcRecaptureTrace[];
}
export interface QcRecaptureSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-qc-recapture';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * One trace, also one of which nothing is to be captured again.
 */
export interface QcRecaptureTrace {
  /**
   * What people call it.
   */
  readonly label: string;
  /**
   * Names its content: the digest that `playhead validate` prints.
   */
  readonly bundle_id: string;
  readonly family: string;
  readonly duration_us: number;
  /**
   * Where nothing but an order is known: how many steps it has. Its length is then no time.
   */
  readonly steps?: number;
  /**
   * In time order; what concerns the whole trace comes first.
   */
  readonly entries: readonly QcRecaptureEntry[];
}
/**
 * One thing to be captured again.
 */
export interface QcRecaptureEntry {
  /**
   * Absent: the whole trace.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us?: readonly number[];
  /**
   * Of the closed list in docs/QC.md.
   */
  readonly reason: string;
  readonly severity: 'S1' | 'S2' | 'S3';
  readonly action: 'recapture-segment' | 'recapture-trace' | 're-run' | 'redact' | 'fix-metadata' | 'retrain';
  readonly owner: 'capturer' | 'producer' | 'verifier' | 'reviewer';
  /**
   * What is wrong.
   */
  readonly message: string;
  /**
   * In the words of who marked it.
   */
  readonly note?: string;
  /**
   * id of the finding that it is about.
   */
  readonly finding?: string;
  readonly marked?: QcRecaptureMark;
}
/**
 * Who marked it, and when (ISO 8601, UTC). Absent: the rules alone ask for it.
 */
export interface QcRecaptureMark {
  readonly by: string;
  readonly at: string;
}

/**
 * What the rules of a profile say of one bundle: `playhead qc --json`. One JSON object, UTF-8. Ranges are half-open [start, end), in whole microseconds of trace time.
 */
export interface QcReportFile {
  readonly schema: QcReportSchema;
  readonly tool: QcTool;
  readonly profile: QcProfileRef;
  readonly bundle: QcBundleRef;
  /**
   * Rules that wait for a person or a verifier did not count.
   */
  readonly reviewless: boolean;
  /**
   * fail: a rule stops it.
   */
  readonly result: 'pass' | 'fail';
  /**
   * In the order of docs/QC.md.
   */
  readonly rules: readonly QcRuleResult[];
}
export interface QcReportSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-qc-report';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * What judged.
 */
export interface QcTool {
  readonly name: string;
  readonly version: string;
}
/**
 * The profile; digest: SHA-256 of it as canonical JSON (RFC 8785).
 */
export interface QcProfileRef {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}
/**
 * The bundle; digest: as `playhead validate` prints it.
 */
export interface QcBundleRef {
  /**
   * Its name on disk.
   */
  readonly label: string;
  readonly bundle_id: string;
  readonly digest: string;
  readonly family: string;
  readonly duration_us: number;
  /**
   * Where nothing but an order is known: how many steps it has. Its length is then no time.
   */
  readonly steps?: number;
}
/**
 * What came of one rule.
 */
export interface QcRuleResult {
  readonly id: string;
  readonly group: 'completeness' | 'privacy' | 'verbalization' | 'outcome';
  /**
   * What holds where it passes.
   */
  readonly title: string;
  /**
   * not_measured: the trace does not record it. not_applicable: it says nothing of this trace.
   */
  readonly result: 'pass' | 'fail' | 'not_measured' | 'not_applicable';
  /**
   * Why it says nothing.
   */
  readonly why?: string;
  /**
   * Where it fails, the trace does.
   */
  readonly gate: boolean;
  /**
   * It keeps the trace from passing.
   */
  readonly stops: boolean;
  /**
   * true: it would, were not all of its findings waived. Absent: it is not.
   */
  readonly lifted?: boolean;
  /**
   * true: what could not be measured is enough to stop the trace, and no waiver lifts that. Absent: it is not.
   */
  readonly unmeasured_stops?: boolean;
  /**
   * It waits for a person or a verifier.
   */
  readonly needs_review: boolean;
  readonly measures: readonly QcMeasure[];
  /**
   * What cannot be told from the trace.
   */
  readonly unmeasured: readonly QcUnmeasured[];
  readonly findings: readonly QcFinding[];
  /**
   * Parameters that are starting values.
   */
  readonly uncalibrated: readonly string[];
}
/**
 * One number, and its limit where it has one.
 */
export interface QcMeasure {
  /**
   * As the rule's formula calls it.
   */
  readonly name: string;
  /**
   * Of what; absent: of the whole trace.
   */
  readonly item?: string;
  readonly value: number;
  readonly unit: 'ratio' | 'count' | 's' | 'ms' | 'score';
  readonly at_least?: number;
  readonly at_most?: number;
  /**
   * false fails the rule.
   */
  readonly ok: boolean;
}
export interface QcUnmeasured {
  readonly item: string;
  readonly reason: string;
}
/**
 * One thing that is wrong.
 */
export interface QcFinding {
  /**
   * The same whenever the same bundle is judged; a waiver names it.
   */
  readonly id: string;
  /**
   * Of the closed list in docs/QC.md.
   */
  readonly reason: string;
  readonly severity: 'S1' | 'S2' | 'S3';
  readonly action: 'recapture-segment' | 'recapture-trace' | 're-run' | 'redact' | 'fix-metadata' | 'retrain';
  readonly owner: 'capturer' | 'producer' | 'verifier' | 'reviewer';
  /**
   * Absent: it has no time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us?: readonly number[];
  readonly message: string;
  readonly waiver?: QcWaiver;
  /**
   * What it is about.
   */
  readonly items: readonly QcItem[];
}
/**
 * Who lets it pass, why, and since when (ISO 8601, UTC). Absent: nobody does.
 */
export interface QcWaiver {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export interface QcItem {
  readonly kind: string;
  readonly name: string;
}

/**
 * One thing that goes.
 */
export type PlannedRedaction =
  | RedactText
  | RedactFound
  | RedactLayer
  | RedactTime
  | RedactRegion
  | RedactAudio
  | RedactKeystrokes
  | RedactFile
  | RedactUrl
  | RedactCookies;

/**
 * What `playhead redact` takes out of a copy of a bundle. One JSON object, UTF-8. It holds what is to be secret: keep it as such. Times are half-open [start, end), in whole microseconds of trace time.
 */
export interface RedactionPlan {
  readonly schema: RedactionPlanSchema;
  /**
   * Who decides it; it is recorded in the copy.
   */
  readonly by: string;
  /**
   * Files of the bundle that cannot be searched (archives, pictures, git bundles), and stay all the same: somebody looked into them.
   */
  readonly keep_opaque?: readonly string[];
  /**
   * What goes. Each is recorded in the copy by its id, without what it hides.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly redactions: readonly PlannedRedaction[];
}
export interface RedactionPlanSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-redaction-plan';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * Texts, wherever they stand and however they are written there. Those of several lines are also looked for line by line.
 */
export interface RedactText {
  /**
   * Which kind.
   */
  readonly type: 'text';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * Exactly as they are seen, upper and lower case included.
   *
   * @minItems 1
   * @maxItems 1000
   */
  readonly texts: readonly string[];
}
/**
 * All secrets and personal data that `playhead scan` finds: the plan needs not hold them.
 */
export interface RedactFound {
  /**
   * Which kind.
   */
  readonly type: 'found';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * By which rules.
   *
   * @minItems 1
   */
  readonly rules: readonly ('secrets' | 'personal-data')[];
  /**
   * Findings that stay, by their ids in the report of `playhead scan --json` by the same profile. A value stays only where each finding of it does.
   *
   * @maxItems 100000
   */
  readonly except?: readonly string[];
}
/**
 * A layer with all of its files. The copy says that it is withheld.
 */
export interface RedactLayer {
  /**
   * Which kind.
   */
  readonly type: 'layer';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * id of a layer.
   */
  readonly layer: string;
}
/**
 * All that was recorded then: black pictures, silence, blocks in terminals, no records.
 */
export interface RedactTime {
  /**
   * Which kind.
   */
  readonly type: 'time';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * [start, end) in microseconds of trace time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly t: readonly number[];
  /**
   * Only in these; absent: in all.
   *
   * @minItems 1
   *
   * Items: id of a layer.
   */
  readonly layers?: readonly string[];
}
/**
 * A part of the picture, under a solid box.
 */
export interface RedactRegion {
  /**
   * Which kind.
   */
  readonly type: 'region';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * id of a layer.
   */
  readonly layer: string;
  /**
   * [x, y, width, height] in pixels of the video.
   *
   * @minItems 4
   * @maxItems 4
   */
  readonly rect: readonly number[];
  /**
   * [start, end) in microseconds of trace time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly t?: readonly number[];
}
/**
 * What is heard then, and the words of transcripts made of it.
 */
export interface RedactAudio {
  /**
   * Which kind.
   */
  readonly type: 'audio';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * [start, end) in microseconds of trace time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly t: readonly number[];
  /**
   * id of a layer.
   */
  readonly layer?: string;
}
/**
 * Which keys were pressed then. When stays.
 */
export interface RedactKeystrokes {
  /**
   * Which kind.
   */
  readonly type: 'keystrokes';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * [start, end) in microseconds of trace time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly t: readonly number[];
  /**
   * Whether what was typed then is removed wherever it stands, as a text is: on terminals, in fields of pages, in files.
   */
  readonly everywhere: boolean;
}
/**
 * A file: of the workspace, with its saves and its part of diffs, or of the bundle.
 */
export interface RedactFile {
  /**
   * Which kind.
   */
  readonly type: 'file';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * From the root of the workspace, or of the bundle.
   */
  readonly path: string;
}
/**
 * Addresses that begin so: their requests, their pages, and the addresses themselves wherever they stand.
 */
export interface RedactUrl {
  /**
   * Which kind.
   */
  readonly type: 'url';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * How the address begins.
   */
  readonly url: string;
}
/**
 * Cookies of requests and responses, and their values wherever they stand.
 */
export interface RedactCookies {
  /**
   * Which kind.
   */
  readonly type: 'cookies';
  /**
   * Names it in the copy.
   */
  readonly id: string;
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why; it is recorded in the copy, and says nothing of what is hidden.
   */
  readonly reason?: string;
  /**
   * Only these; absent: all.
   *
   * @minItems 1
   */
  readonly names?: readonly string[];
}

/**
 * Something that a reviewer did.
 */
export type ReviewEvent =
  | ReviewComment
  | ReviewReply
  | ReviewEdit
  | ReviewWithdraw
  | ReviewResolve
  | ReviewReopen
  | ReviewWaive
  | ReviewUnwaive
  | ReviewMarkRecapture
  | ReviewUnmarkRecapture
  | ReviewScore
  | ReviewVerdict
  | ReviewConfirmReason
  | ReviewUndo;
/**
 * What is spoken of.
 */
export type ReviewTarget = MomentTarget | RangeTarget | RegionTarget | LineTarget | CueTarget | CommandTarget;

/**
 * What reviewers say of a bundle, which is never written to: a set of events, of which none is ever changed. One JSON object, UTF-8, beside the bundle. Two files of one bundle are merged by putting their events together. What is in force follows from the events alone, in the order of (clock, id).
 */
export interface ReviewFile {
  readonly schema: ReviewSchema;
  /**
   * Digest of the bundle that is reviewed, as `playhead validate` prints it.
   */
  readonly bundle_id: string;
  /**
   * In the order of clock, then id.
   *
   * @maxItems 200000
   */
  readonly events: readonly ReviewEvent[];
}
/**
 * Which format.
 */
export interface ReviewSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-review';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * Begins a thread.
 */
export interface ReviewComment {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'comment';
  readonly target: ReviewTarget;
  /**
   * The words.
   */
  readonly text: string;
}
/**
 * A moment.
 */
export interface MomentTarget {
  /**
   * Which kind.
   */
  readonly kind: 'moment';
  /**
   * Trace time in microseconds.
   */
  readonly time_us: number;
}
/**
 * A range of time.
 */
export interface RangeTarget {
  /**
   * Which kind.
   */
  readonly kind: 'range';
  /**
   * [start, end) of trace time in microseconds.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us: readonly number[];
}
/**
 * A part of the picture at a moment, as shares of its width and height from the top left.
 */
export interface RegionTarget {
  /**
   * Which kind.
   */
  readonly kind: 'region';
  /**
   * Trace time in microseconds.
   */
  readonly time_us: number;
  /**
   * id of the layer in the manifest.
   */
  readonly layer: string;
  /**
   * Left edge.
   */
  readonly x: number;
  /**
   * Top edge.
   */
  readonly y: number;
  /**
   * Width.
   */
  readonly width: number;
  /**
   * Height.
   */
  readonly height: number;
}
/**
 * A line of a file or diff, as it was at a moment.
 */
export interface LineTarget {
  /**
   * Which kind.
   */
  readonly kind: 'line';
  /**
   * Trace time in microseconds.
   */
  readonly time_us: number;
  /**
   * Path in the workspace; with several repositories the first part is the name of the repository.
   */
  readonly path: string;
  /**
   * Line, from 1.
   */
  readonly line: number;
  /**
   * The side of the diff that the line is on.
   */
  readonly side: 'old' | 'new';
}
/**
 * Something that was said.
 */
export interface CueTarget {
  /**
   * Which kind.
   */
  readonly kind: 'cue';
  /**
   * id of the layer in the manifest.
   */
  readonly layer: string;
  /**
   * [start, end) of the cue, in trace time.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us: readonly number[];
}
/**
 * A command of a terminal.
 */
export interface CommandTarget {
  /**
   * Which kind.
   */
  readonly kind: 'command';
  /**
   * id of the layer in the manifest.
   */
  readonly layer: string;
  /**
   * seq of the command.
   */
  readonly seq: number;
  /**
   * When it began, in trace time.
   */
  readonly time_us: number;
}
/**
 * Answers in a thread.
 */
export interface ReviewReply {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'reply';
  /**
   * id of the event that began the thread.
   */
  readonly comment: string;
  /**
   * The words.
   */
  readonly text: string;
}
/**
 * Changes the words of a comment or reply; only its writer can.
 */
export interface ReviewEdit {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'edit';
  /**
   * id of the comment or reply.
   */
  readonly entry: string;
  /**
   * The words from now on.
   */
  readonly text: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Takes the words of a comment or reply back; only its writer can.
 */
export interface ReviewWithdraw {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'withdraw';
  /**
   * id of the comment or reply.
   */
  readonly entry: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Says that a thread is done with.
 */
export interface ReviewResolve {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'resolve';
  /**
   * id of the event that began the thread.
   */
  readonly comment: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Says that a thread is not done with.
 */
export interface ReviewReopen {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'reopen';
  /**
   * id of the event that began the thread.
   */
  readonly comment: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Lets a finding pass.
 */
export interface ReviewWaive {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'waive';
  /**
   * id of the finding, as in the report of the rules.
   */
  readonly finding: string;
  /**
   * Why it may.
   */
  readonly reason: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Lets a finding count again.
 */
export interface ReviewUnwaive {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'unwaive';
  /**
   * id of the finding.
   */
  readonly finding: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Asks for a range to be captured again.
 */
export interface ReviewMarkRecapture {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'mark_recapture';
  /**
   * [start, end) of trace time in microseconds.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us: readonly number[];
  /**
   * Why: a code of the closed list of reasons.
   */
  readonly code:
    | 'A-MISSING'
    | 'A-HASH'
    | 'A-EXTRA'
    | 'A-FORMAT'
    | 'T-GAP-VIDEO'
    | 'T-GAP-AUDIO'
    | 'T-GAP-EVENT'
    | 'T-REC-RESTART'
    | 'T-CLOCK'
    | 'T-PAUSE-UNEXPLAINED'
    | 'S-UNASSIGNED'
    | 'S-NO-BEFORE'
    | 'S-NO-AFTER'
    | 'S-CHAIN'
    | 'S-XLAYER'
    | 'V-CRITICAL'
    | 'V-SILENCE'
    | 'V-LOW'
    | 'V-NO-RATIONALE'
    | 'V-INAUDIBLE'
    | 'V-RETRO-ONLY'
    | 'O-FAIL'
    | 'O-FLAKY'
    | 'O-VACUOUS'
    | 'O-REGRESSION'
    | 'O-ENV'
    | 'O-INDEPENDENCE'
    | 'P-SECRET'
    | 'P-PII'
    | 'P-NOT-REDACTED'
    | 'P-THIRDPARTY'
    | 'X-ACTIVE-CONTENT'
    | 'X-ARCHIVE'
    | 'X-LIMIT'
    | 'Q-DISAGREE'
    | 'Q-HONEYPOT-MISS';
  /**
   * What is to be done, in words.
   */
  readonly note: string;
  /**
   * id of the finding that it comes of.
   */
  readonly finding?: string;
}
/**
 * Takes that back.
 */
export interface ReviewUnmarkRecapture {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'unmark_recapture';
  /**
   * id of the event that asked for it.
   */
  readonly mark: string;
}
/**
 * Scores a criterion of a rubric.
 */
export interface ReviewScore {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'score';
  /**
   * id of the rubric.
   */
  readonly rubric: string;
  /**
   * id of the criterion.
   */
  readonly criterion: string;
  /**
   * A value of its scale; null: none any more.
   */
  readonly score: number | null;
  /**
   * Why, in words.
   */
  readonly note: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * A reviewer's verdict on the whole.
 */
export interface ReviewVerdict {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'verdict';
  /**
   * null: none any more.
   */
  readonly verdict: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject' | null;
  /**
   * It was given in sight of another reviewer's verdict: it settles where others differ, and is no independent one. Absent: it was given blind.
   */
  readonly informed?: true;
  /**
   * Why, in words.
   */
  readonly note: string;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Says whether a decision was really given a reason.
 */
export interface ReviewConfirmReason {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'confirm_reason';
  /**
   * [start, end) of the moment of decision, as the rules find it.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly range_us: readonly number[];
  /**
   * Whether it was.
   */
  readonly confirmed: boolean;
  /**
   * ids of the events whose word on this it puts its own in place of: those that its writer saw to be in force. Two that do not know of each other are a conflict.
   *
   * @maxItems 1000
   */
  readonly replaces: readonly string[];
}
/**
 * Takes an event of the same reviewer back, as if it had never been; of another undo: puts it in force again.
 */
export interface ReviewUndo {
  /**
   * Names the event, for ever.
   */
  readonly id: string;
  /**
   * Lamport clock: greater by 1 than the greatest of all events its writer had seen, which are all in the file; so none is greater than their number. Events are taken in the order of clock, then id.
   */
  readonly clock: number;
  /**
   * When, by the clock of the machine, RFC 3339.
   */
  readonly at: string;
  /**
   * Name of the reviewer.
   */
  readonly by: string;
  /**
   * Which kind.
   */
  readonly kind: 'undo';
  /**
   * id of an earlier event.
   */
  readonly event: string;
}

/**
 * What reviewers score a trace by. One JSON object, UTF-8. Scores in a review name the rubric and the criterion by id: a rubric that comes to mean something else gets another id.
 */
export interface RubricFile {
  readonly schema: RubricSchema;
  /**
   * Names the rubric.
   */
  readonly id: string;
  /**
   * Of the rubric: another one where only words changed.
   */
  readonly version: string;
  /**
   * For people.
   */
  readonly title: string;
  /**
   * Task families that it is for; empty: any.
   *
   * @maxItems 100
   */
  readonly families: readonly string[];
  /**
   * In the order in which they are asked; ids are unique.
   *
   * @minItems 1
   * @maxItems 50
   */
  readonly criteria: readonly RubricCriterion[];
}
/**
 * Which format.
 */
export interface RubricSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-rubric';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * Something that is scored.
 */
export interface RubricCriterion {
  /**
   * Names the criterion within the rubric.
   */
  readonly id: string;
  /**
   * For people: a few words.
   */
  readonly title: string;
  /**
   * What to look at.
   */
  readonly description: string;
  /**
   * The scores that can be given, ascending.
   *
   * @minItems 2
   * @maxItems 11
   */
  readonly scale: readonly RubricScore[];
}
/**
 * A score.
 */
export interface RubricScore {
  /**
   * The value.
   */
  readonly score: number;
  /**
   * What it means.
   */
  readonly title: string;
}

/**
 * The sample traces that come with a deployment, in the order in which the landing page shows them: `npm run samples` makes it from their bundles. It lies at samples/index.json beside the page. One JSON object, UTF-8. Every href is a relative URL from the folder of this file, without a scheme, host, query or fragment, and leads to something in that folder or below. Keys that begin with x- are extensions.
 */
export interface SamplesFile {
  readonly schema: SamplesSchema;
  /**
   * The same traces as a batch, see batch.v1.json; absent: there is none.
   */
  readonly batch?: string;
  /**
   * @maxItems 100
   */
  readonly samples: readonly Sample[];
  /**
   * This interface was referenced by `SamplesFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface SamplesSchema {
  /**
   * What this file is.
   */
  readonly name: 'playhead-samples';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `SamplesSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One sample: what its manifest says, and what the rules of quality control measure in it.
 */
export interface Sample {
  /**
   * The bundle: a folder, with / at its end, or a .trace.zip file.
   */
  readonly href: string;
  /**
   * Digest of the bundle, as `playhead validate` prints it.
   */
  readonly bundle_id: string;
  /**
   * Title of the task.
   */
  readonly title: string;
  /**
   * Task family.
   */
  readonly family: string;
  /**
   * Length of the trace in microseconds.
   */
  readonly duration_us: number;
  /**
   * Where nothing but an order is known: how many steps it has. Its length is then no time.
   */
  readonly steps?: number;
  readonly outcome: SampleOutcome;
  /**
   * Somebody else ran it again, and what is claimed holds: the rule outcome-verified passes.
   */
  readonly verified?: boolean;
  /**
   * Verbalization coverage (VC_A): the share of decisions that are given a reason. Absent: it could not be measured.
   */
  readonly coverage?: number;
  /**
   * Names of its phases, in time order.
   *
   * @maxItems 20
   */
  readonly phases: readonly string[];
  readonly pictures?: SamplePictures;
  /**
   * This interface was referenced by `Sample`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What was claimed when it was captured.
 */
export interface SampleOutcome {
  /**
   * outcome.completion of the manifest.
   */
  readonly completion: 'completed' | 'abandoned' | 'timed_out' | 'errored' | 'stopped_by_operator' | 'unknown';
  /**
   * outcome.success of the manifest.
   */
  readonly success: 'met' | 'partly_met' | 'not_met' | 'unknown';
}
/**
 * Pictures of its screen, silent. Absent: there is no video of it.
 */
export interface SamplePictures {
  /**
   * One picture, shown while nothing moves.
   */
  readonly poster: string;
  /**
   * One picture that holds all moments side by side, in time order.
   */
  readonly loop: string;
  /**
   * How many moments of it, evenly over its length.
   */
  readonly moments: number;
  /**
   * Pixels of each moment.
   */
  readonly width: number;
  /**
   * Pixels of each moment.
   */
  readonly height: number;
}

/**
 * One still of the screen, which stands until the next one. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export interface ScreenFrame {
  /**
   * When, in the layer's native time (layer.clock maps it to trace time).
   */
  readonly t: number;
  /**
   * The picture: PNG, JPEG or WebP.
   */
  readonly path: string;
  /**
   * Of what was recorded, in its own pixels; the picture may be smaller. null: not recorded.
   */
  readonly width?: number | null;
  /**
   * See width.
   */
  readonly height?: number | null;
  /**
   * This interface was referenced by `ScreenFrame`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * Predicate of the in-toto Statement v1 by which a batch is signed off; its predicateType is this schema's $id. The statement stands as canonical JSON (RFC 8785) in a DSSE envelope, batch.signoff.json, beside batch.json. Its subjects are the bundles, by name, with their root as dirHash.
 */
export interface SignoffPredicate {
  readonly schema: SignoffSchema;
  /**
   * When it was signed, by the signer's clock.
   */
  readonly at: string;
  /**
   * open: signed although something stands open; `open` says what.
   */
  readonly decision: 'accepted' | 'open';
  /**
   * What the signer says of it; absent: nothing.
   */
  readonly note?: string;
  /**
   * Empty where the decision is accepted.
   *
   * @maxItems 100000
   */
  readonly open: readonly SignedOpen[];
  readonly senior: SignedSenior;
  readonly tool: SignoffTool;
  readonly batch: SignedBatch;
  readonly profile: SignedProfile;
  readonly sampling: SignedSampling;
  readonly agreement: SignedAgreement;
  readonly honeypots?: SignedHoneypots;
  /**
   * In the order of batch.json.
   *
   * @maxItems 100000
   */
  readonly traces: readonly SignedTrace[];
  /**
   * SHA-256 of the payload of the sign-off that this one replaces; absent: there was none.
   */
  readonly supersedes?: string;
}
export interface SignoffSchema {
  /**
   * What this is.
   */
  readonly name: 'playhead-signoff';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * Something that stands open.
 */
export interface SignedOpen {
  /**
   * Which kind, of a closed list: see docs/QC.md.
   */
  readonly code: string;
  /**
   * Name of the trace; absent: it is about the batch.
   */
  readonly trace?: string;
  /**
   * A finding, a reviewer, or what else it is about.
   */
  readonly about?: string;
  /**
   * In words.
   */
  readonly message: string;
}
/**
 * Who decided: the signature of this key makes it valid.
 */
export interface SignedSenior {
  readonly name: string;
  /**
   * SHA-256 of the public key (SubjectPublicKeyInfo, DER).
   */
  readonly keyid: string;
}
/**
 * What judged.
 */
export interface SignoffTool {
  readonly name: string;
  readonly version: string;
}
/**
 * The batch.
 */
export interface SignedBatch {
  /**
   * Of batch.json.
   */
  readonly batch_id: string;
  readonly name: string;
  /**
   * dirHash of the traces' names and roots.
   */
  readonly root: string;
}
/**
 * Rules and limits by which all traces were judged.
 */
export interface SignedProfile {
  readonly id: string;
  readonly version: string;
  /**
   * SHA-256 of `content` as canonical JSON.
   */
  readonly digest: string;
  /**
   * All of the profile: see qc_profile.v1.json.
   */
  readonly content: {};
}
/**
 * Which traces people had to judge, and why these: a zero-acceptance plan by the hypergeometric distribution.
 */
export interface SignedSampling {
  /**
   * all: each trace.
   */
  readonly mode: 'normal' | 'tightened' | 'all';
  /**
   * N: traces of the batch.
   */
  readonly lot: number;
  /**
   * n: traces that the plan draws.
   */
  readonly size: number;
  /**
   * LQ: share of bad traces against which the plan protects; 0 where each trace is judged.
   */
  readonly limiting_quality: number;
  /**
   * D: that share in traces.
   */
  readonly defects: number;
  /**
   * Chance at most with which a batch with D bad traces would pass; 0 where each trace is judged.
   */
  readonly consumer_risk: number;
  /**
   * Traces of each capturer that are judged at least, as far as there are so many.
   */
  readonly least_per_capturer: number;
  /**
   * Random number, promised by `commitment` before; absent where each trace is judged.
   */
  readonly nonce?: string;
  /**
   * SHA-256 of the nonce's bytes.
   */
  readonly commitment?: string;
  /**
   * SHA-256 of the bytes of the batch's root and of the nonce.
   */
  readonly seed?: string;
  /**
   * First traces of each new capturer that are judged, whatever is drawn.
   */
  readonly first_of_new: number;
  readonly earlier?: SignedEarlier;
  /**
   * In the order in which they were drawn: by SHA-256(seed, root, name).
   *
   * @maxItems 100000
   */
  readonly selected: readonly SampledTrace[];
  /**
   * Traces of the sample that two or more have to judge blind.
   *
   * @maxItems 100000
   */
  readonly double: readonly string[];
}
/**
 * What earlier batches say, as whoever signs tells: who is not new, and how reviewers agreed; absent: nothing.
 */
export interface SignedEarlier {
  /**
   * SHA-256 of the payloads of their sign-offs, in ascending order.
   *
   * @maxItems 100
   */
  readonly signoffs: readonly string[];
  /**
   * By name.
   *
   * @maxItems 10000
   */
  readonly capturers: readonly EarlierCapturer[];
  /**
   * Of each trace of their samples that two or more judged blind: what they said.
   *
   * @maxItems 100000
   */
  readonly verdicts: ('accept' | 'accept_with_waivers' | 'recapture' | 'reject')[][];
}
export interface EarlierCapturer {
  /**
   * In lower case, as names are compared.
   */
  readonly name: string;
  /**
   * Traces of theirs that were signed.
   */
  readonly traces: number;
}
export interface SampledTrace {
  readonly name: string;
  /**
   * random: one of the plan's n. new: one of the first traces of somebody who is new. capturer: added so that each capturer has some.
   */
  readonly why: 'random' | 'new' | 'capturer';
}
/**
 * How those agree who judged the same trace; a number is absent where there is none to tell.
 */
export interface SignedAgreement {
  /**
   * Traces of the sample with a verdict.
   */
  readonly judged: number;
  /**
   * Of these, by two or more people.
   */
  readonly judged_twice: number;
  /**
   * Pairs of verdicts on one trace.
   */
  readonly pairs: number;
  /**
   * Share of the pairs that are the same.
   */
  readonly raw?: number;
  /**
   * Cohen's, where the same two judged all of these.
   */
  readonly kappa?: number;
  /**
   * Adjusted for prevalence and bias, of four verdicts.
   */
  readonly pabak?: number;
  /**
   * Krippendorff's, nominal.
   */
  readonly alpha?: number;
  /**
   * Krippendorff's, ordinal from accept to reject.
   */
  readonly alpha_ordinal?: number;
  /**
   * Judged traces that are not accepted.
   */
  readonly bad: number;
  /**
   * 95 % interval of their share (Wilson).
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly bad_interval: readonly number[];
  readonly window?: SignedWindow;
}
/**
 * The same with the traces of earlier batches; absent: none were told.
 */
export interface SignedWindow {
  /**
   * Traces that two or more judged blind.
   */
  readonly judged_twice: number;
  /**
   * Krippendorff's, nominal.
   */
  readonly alpha?: number;
}
/**
 * What came of traces with known defects that were mixed in, and are no part of what was signed; absent: none were.
 */
export interface SignedHoneypots {
  /**
   * SHA-256 of the list of them, as canonical JSON.
   */
  readonly gold: string;
  /**
   * How many.
   */
  readonly mixed_in: number;
  /**
   * Of these, those that somebody judged.
   */
  readonly judged: number;
  /**
   * Of these, those that nobody accepted.
   */
  readonly found: number;
  /**
   * By name.
   *
   * @maxItems 1000
   */
  readonly reviewers: readonly SignedRecall[];
}
export interface SignedRecall {
  readonly name: string;
  /**
   * How many of them that reviewer judged.
   */
  readonly judged: number;
  /**
   * How many of these that reviewer did not accept.
   */
  readonly found: number;
}
/**
 * What holds of one trace when it was signed.
 */
export interface SignedTrace {
  /**
   * Of the trace in the batch.
   */
  readonly name: string;
  /**
   * Digest of the records of its files, as `playhead validate` prints it.
   */
  readonly bundle_id: string;
  /**
   * Digest of all bytes of the bundle: dirHash of in-toto, over every file that lies in it.
   */
  readonly root: string;
  /**
   * Of the zip itself, where it is one; a bundle that was unpacked since has none, and its root still holds.
   */
  readonly zip_sha256?: string;
  /**
   * Task family.
   */
  readonly family: string;
  /**
   * Title of the task.
   */
  readonly title: string;
  readonly capturer: SignedCapturer;
  /**
   * Length of the trace in microseconds.
   */
  readonly duration_us: number;
  /**
   * Where nothing but an order is known: how many steps it has. Its length is then no time.
   */
  readonly steps?: number;
  /**
   * Wall-clock time at which it begins, as its manifest says; absent: it does not.
   */
  readonly recorded?: string;
  readonly claim: SignedClaim;
  readonly qc: SignedQc;
  /**
   * It was drawn to be judged by people.
   */
  readonly sampled: boolean;
  /**
   * By name of the reviewer.
   *
   * @maxItems 1000
   */
  readonly verdicts: readonly SignedVerdict[];
  /**
   * By id of the finding.
   *
   * @maxItems 10000
   */
  readonly waivers: readonly SignedWaiver[];
  readonly verifications?: SignedVerifications;
}
/**
 * Who worked in it.
 */
export interface SignedCapturer {
  readonly name: string;
  readonly kind: string;
}
/**
 * The outcome that its manifest claims.
 */
export interface SignedClaim {
  readonly completion: string;
  readonly success: string;
}
/**
 * What the rules say of it.
 */
export interface SignedQc {
  /**
   * fail: a gate does not hold; its findings are then waived, or stand open.
   */
  readonly result: 'pass' | 'fail';
  /**
   * Every gate of completeness holds, or was let pass; absent: not told.
   */
  readonly complete?: boolean;
  /**
   * Share of decisions with speech near them; absent: not measured.
   */
  readonly vc_a?: number;
  /**
   * Share of decisions whose speech names what they are about.
   */
  readonly vc_b?: number;
  /**
   * Share of decisions that are given a reason.
   */
  readonly vc_c?: number;
  /**
   * What came of the rule outcome-verified; absent: it was not run.
   */
  readonly verified?: string;
  readonly findings: SignedFindings;
}
/**
 * How many of each severity.
 */
export interface SignedFindings {
  readonly S1: number;
  readonly S2: number;
  readonly S3: number;
}
/**
 * What one reviewer decided.
 */
export interface SignedVerdict {
  /**
   * Who.
   */
  readonly by: string;
  readonly verdict: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject';
  /**
   * When, by the reviewer's clock.
   */
  readonly at: string;
  /**
   * What that reviewer said before they could see what others said, where that is another verdict; null: nothing. Absent: `verdict` was given blind.
   */
  readonly blind?: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject' | null;
  /**
   * Why; absent: nothing was said.
   */
  readonly note?: string;
}
/**
 * A finding that was let pass.
 */
export interface SignedWaiver {
  /**
   * Its id.
   */
  readonly finding: string;
  /**
   * Why.
   */
  readonly reason: string;
  /**
   * Who.
   */
  readonly by: string;
  /**
   * When, by the reviewer's clock.
   */
  readonly at: string;
}
/**
 * Its records of re-runs: the first `bytes` of their file. More may be added later.
 */
export interface SignedVerifications {
  readonly bytes: number;
  /**
   * Of these bytes.
   */
  readonly sha256: string;
}

/**
 * One run of a test runner. One JSON object a line, UTF-8, LF, no BOM, at most 1 MiB a line; items stand in the order in which they happened. Keys that begin with x- are extensions.
 */
export interface TestRun {
  /**
   * When it started, in the layer's native time.
   */
  readonly t_start: number;
  /**
   * When it ended, in the layer's native time; null where it had not.
   */
  readonly t_end: number | null;
  /**
   * Its report.
   */
  readonly path: string;
  /**
   * JUnit XML or CTRF JSON.
   */
  readonly format: 'junit' | 'ctrf';
  /**
   * What to call the run.
   */
  readonly name?: string;
  /**
   * seq of the command that ran it.
   */
  readonly command_seq?: number;
  /**
   * id of the terminal layer in which it ran.
   */
  readonly terminal?: string;
  /**
   * This interface was referenced by `TestRun`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * How well a clock is known: measured (from marks seen in the recording itself), estimated (from other evidence), assumed (declared by someone, unchecked), order_only (no times: the order of items is all there is).
 */
export type SyncQuality = 'measured' | 'estimated' | 'assumed' | 'order_only';

/**
 * trace_schema_v2.json, the manifest of one trace bundle: the only index of its files. It holds no event data. All times named t, *_us, or typed `time` are whole microseconds of trace time, counted from the start of the trace; ranges are half-open [start, end). Keys that begin with x- are extensions and may stand in any object. Writers use no other unknown key; readers keep unknown keys, and count them. A higher minor version may also add words to a list of values: a reader of a lower one keeps a value that it does not know, leaves out a record whose type it does not know, and counts both.
 */
export interface Manifest {
  readonly schema: SchemaVersion;
  /**
   * Names this bundle; a changed bundle gets a new one.
   */
  readonly bundle_id: string;
  /**
   * bundle_id of the bundle that this one replaces; null if none.
   */
  readonly supersedes?: string | null;
  readonly clock: TraceClock;
  readonly session: Session;
  readonly task: Task;
  /**
   * What was captured, one record a stream. Several layers of one kind are allowed; ids are unique. A kind that was planned but not captured is listed with its status.
   */
  readonly layers: readonly Layer[];
  /**
   * Every file of the bundle but the manifest itself. The bundle digest is the SHA-256 of this array as canonical JSON (RFC 8785), sorted by path.
   */
  readonly files: readonly BundleFile[];
  readonly outcome: Outcome;
  readonly provenance: Provenance;
  readonly privacy: Privacy;
  readonly qc: QualityControl;
  /**
   * This interface was referenced by `Manifest`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Which contract the bundle follows.
 */
export interface SchemaVersion {
  /**
   * Always "trace".
   */
  readonly name: 'trace';
  /**
   * SemVer. A higher minor version only adds; a reader refuses a higher major version.
   */
  readonly version: string;
  /**
   * The oldest major.minor that shows this bundle without losing something that matters.
   */
  readonly min_reader?: string;
  /**
   * Who acted.
   */
  readonly profile?: 'human' | 'agent' | 'human+agent' | 'multi-agent' | 'script';
  /**
   * This interface was referenced by `SchemaVersion`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The one clock of the trace.
 */
export interface TraceClock {
  /**
   * Whole microseconds, always.
   */
  readonly unit: 'us';
  readonly origin: ClockOrigin;
  /**
   * Length of the trace in microseconds; every item lies in [0, duration].
   */
  readonly duration: number;
  readonly sync_quality?: SyncQuality;
  /**
   * This interface was referenced by `TraceClock`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What trace time 0 was on the wall clock.
 */
export interface ClockOrigin {
  /**
   * Wall-clock time of trace time 0, in UTC; null where it is not known. Never guessed from a time without a zone.
   */
  readonly wall_utc: string | null;
  /**
   * How far wall_utc may be off, in microseconds; null where unknown.
   */
  readonly wall_uncertainty_us: number | null;
  /**
   * IANA name of the zone where the session took place.
   */
  readonly local_zone?: string | null;
  /**
   * True where wall_utc was moved on purpose, for privacy.
   */
  readonly time_shifted?: boolean;
  /**
   * This interface was referenced by `ClockOrigin`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Who worked, where, and how it was recorded.
 */
export interface Session {
  /**
   * live: people or agents at work, recorded as it happened. replayed: a script drove real programs, recorded as it happened. reconstructed: put together afterwards from logs. synthetic: generated.
   */
  readonly mode: 'live' | 'replayed' | 'reconstructed' | 'synthetic';
  /**
   * Everyone who acted.
   *
   * @minItems 1
   */
  readonly actors: readonly Actor[];
  readonly environment?: Environment;
  /**
   * The displays over time, ordered by t: a record holds for its display_id from its t until that display's next record.
   */
  readonly displays?: readonly Display[];
  /**
   * This interface was referenced by `Session`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A person, agent or machine that acted in the session.
 */
export interface Actor {
  /**
   * Names the actor within the bundle.
   */
  readonly id: string;
  /**
   * What it is. script: a program that replays prepared actions.
   */
  readonly kind: 'human' | 'agent' | 'environment' | 'operator' | 'script';
  /**
   * What to call the actor; never a real name without consent.
   */
  readonly pseudonym?: string;
  readonly agent?: AgentInfo;
  /**
   * Reference of the actor's consent record; never the form itself.
   */
  readonly consent_ref?: string;
  /**
   * This interface was referenced by `Actor`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * For agents: which one.
 */
export interface AgentInfo {
  /**
   * Name of the agent program.
   */
  readonly name?: string;
  /**
   * Its version; null where unknown.
   */
  readonly version?: string | null;
  /**
   * The model behind it; null where unknown.
   */
  readonly model?: string | null;
  /**
   * This interface was referenced by `AgentInfo`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The machine and its tools.
 */
export interface Environment {
  /**
   * Operating system and version.
   */
  readonly os?: string;
  /**
   * Processor architecture.
   */
  readonly arch?: string;
  /**
   * Tool name to version.
   */
  readonly tools?: {
    [k: string]: string;
  };
  /**
   * Digest or name of the container image, where there was one.
   */
  readonly container_image?: string | null;
  /**
   * This interface was referenced by `Environment`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One display from time t on. Input coordinates are physical pixels of the desktop at that moment.
 */
export interface Display {
  /**
   * Since when, in trace time.
   */
  readonly t: number;
  /**
   * Which display; "0" where there is only one.
   */
  readonly display_id?: string;
  /**
   * Width in physical pixels, after rotation.
   */
  readonly w: number;
  /**
   * Height in physical pixels, after rotation.
   */
  readonly h: number;
  /**
   * Physical pixels for one logical pixel.
   */
  readonly scale?: number;
  /**
   * Clockwise rotation in degrees.
   */
  readonly rotation?: 0 | 90 | 180 | 270;
  /**
   * [x, y] of the display's top left corner on the desktop, in physical pixels.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly origin?: readonly number[];
  /**
   * This interface was referenced by `Display`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What was to be done.
 */
export interface Task {
  /**
   * The task family; others are named x-NAME.
   */
  readonly family:
    | 'bug_fix'
    | 'feature'
    | 'tdd'
    | 'refactor_migration'
    | 'code_review'
    | 'observability_debug'
    | 'orchestration'
    | `x-${string}`;
  /**
   * One line.
   */
  readonly title: string;
  /**
   * The task as it was given (Markdown or plain text).
   */
  readonly statement_path?: string;
  /**
   * The repositories worked on.
   */
  readonly repos?: readonly Repo[];
  /**
   * What success means.
   */
  readonly criteria: readonly Criterion[];
  /**
   * This interface was referenced by `Task`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A repository and where the work began.
 */
export interface Repo {
  /**
   * Short name, used in paths as the workspace's root folder.
   */
  readonly name: string;
  /**
   * Where it can be cloned; null where it is only in the bundle.
   */
  readonly url?: string | null;
  /**
   * Commit at the start; null where there was none.
   */
  readonly base_commit: string | null;
  /**
   * Commit at the end; null where nothing was committed.
   */
  readonly head_commit?: string | null;
  /**
   * A git bundle file that holds base and head.
   */
  readonly bundle_path?: string;
  /**
   * Unified git diff from base to the final state.
   */
  readonly diff_path?: string;
  /**
   * This interface was referenced by `Repo`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One thing that must hold.
 */
export interface Criterion {
  /**
   * Names it within the task.
   */
  readonly id: string;
  /**
   * In words.
   */
  readonly text: string;
  /**
   * How it is checked.
   */
  readonly check: 'test' | 'metric' | 'review' | 'self_report';
  /**
   * Shell command that checks it: exit code 0 is met.
   */
  readonly command?: string;
  /**
   * This interface was referenced by `Criterion`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One captured stream.
 */
export interface Layer {
  /**
   * Names a layer within the bundle.
   */
  readonly id: string;
  /**
   * What the layer holds. screen_video: mp4 or webm. screen_frames (stills), input_events, commands, browser_events, ide_edits, test_runs, diagnostics, annotations: JSON Lines by the schema of that name beside this file. terminal: asciicast v2 or v3. browser_dom: rrweb. network: HAR 1.2. page_archive: MHTML or WACZ. file_diffs: unified git diffs. speech_audio: opus, m4a, mp3 or wav. transcript: WebVTT. agent_steps: ATIF. otel_*: OTLP JSON Lines.
   */
  readonly kind:
    | 'screen_video'
    | 'screen_frames'
    | 'input_events'
    | 'terminal'
    | 'commands'
    | 'browser_events'
    | 'browser_dom'
    | 'network'
    | 'page_archive'
    | 'ide_edits'
    | 'file_diffs'
    | 'test_runs'
    | 'diagnostics'
    | 'speech_audio'
    | 'transcript'
    | 'agent_steps'
    | 'otel_spans'
    | 'otel_logs'
    | 'otel_metrics'
    | 'annotations'
    | `x-${string}`;
  /**
   * What to call it where there are several of one kind.
   */
  readonly title?: string;
  /**
   * present: there and holds something. empty: recorded, and nothing happened (a silent sound track, say). not_captured: was never recorded. lost: was recorded, but is damaged or gone. withheld: taken out on purpose.
   */
  readonly status: 'present' | 'empty' | 'not_captured' | 'lost' | 'withheld';
  /**
   * Why, where the status is not present.
   */
  readonly status_note?: string;
  readonly format?: LayerFormat;
  /**
   * Its one file. Files that its records name are in files[] and do not stand here. A recording that was split over several files is several layers, each with its own clock, joined by continues.
   *
   * @maxItems 1
   *
   * Items: A file of the bundle, from the bundle's root: ASCII, lower case, `/` between folders, no part begins with a dot.
   */
  readonly paths?: readonly string[];
  /**
   * For speech_audio: the outline of its sound, in the binary waveform data format of BBC audiowaveform, version 2 (one channel with the extremes over all channels of the sound, 8 or 16 bits), from the sound's own time 0. Whoever shows the sound needs not decode it then. Since 2.1.
   */
  readonly peaks?: string;
  /**
   * For screen_video: the times of its frames, in the binary format of docs/BUNDLE.md, made of exactly this video. Whoever shows the video needs not read all of it for them. Since 2.2.
   */
  readonly frame_table?: string;
  /**
   * The layer that this one goes on from, where a recording was split.
   */
  readonly continues?: string;
  /**
   * id of the actor it belongs to.
   */
  readonly actor?: string;
  /**
   * Layers that this one was made from.
   *
   * Items: Names a layer within the bundle.
   */
  readonly derived_from?: readonly string[];
  /**
   * When recording of this layer began.
   */
  readonly t_start?: number;
  /**
   * When it ended.
   */
  readonly t_end?: number;
  /**
   * How many records its files hold.
   */
  readonly records?: number;
  readonly clock: LayerClock;
  readonly video?: VideoInfo;
  readonly privacy?: LayerPrivacy;
  /**
   * This interface was referenced by `Layer`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The form of the layer's files.
 */
export interface LayerFormat {
  /**
   * Media type, or the name of the standard (asciicast, webvtt, har, junit, sarif, rrweb, atif, otlp), or trace-KIND for the layers that this schema defines.
   */
  readonly name: string;
  /**
   * Version of that standard; null where it has none.
   */
  readonly version: string | null;
  /**
   * This interface was referenced by `LayerFormat`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * How the layer's own times become trace time. Native times inside its files are never rewritten.
 */
export interface LayerClock {
  /**
   * What the native times count: a monotonic machine clock, the wall clock, media time of a container, the sum of intervals, or nothing (order only).
   */
  readonly domain: 'monotonic' | 'wall' | 'media' | 'delta' | 'order_only';
  /**
   * Unit of the native times, and of map[].native.
   */
  readonly native_unit: 's' | 'ms' | 'us' | 'ns' | 'frame' | 'none';
  readonly sync_quality: SyncQuality;
  /**
   * Ordered by native. One point is an offset at the native rate; with two or more the map is linear between points, and the first and last segment go on outside them. Absent: native 0 is trace time 0.
   *
   * @minItems 1
   */
  readonly map?: readonly ClockPoint[];
  /**
   * Largest measured error left after the map, in microseconds; null where it was not measured.
   */
  readonly residual_us?: number | null;
  readonly backsteps?: Backsteps;
  /**
   * This interface was referenced by `LayerClock`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The same instant on both clocks.
 */
export interface ClockPoint {
  /**
   * Native time, in native_unit.
   */
  readonly native: number;
  /**
   * Trace time in microseconds; may be negative where the layer began before the trace.
   */
  readonly trace_us: number;
  /**
   * How far the pair may be off, in microseconds.
   */
  readonly uncertainty_us?: number;
  /**
   * How the pair was found.
   */
  readonly method?: string;
  /**
   * This interface was referenced by `ClockPoint`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Where native times go backwards. The order of the file holds, and a reader shows max(previous, t).
 */
export interface Backsteps {
  /**
   * How often.
   */
  readonly count: number;
  /**
   * The largest step back, in microseconds.
   */
  readonly max_us: number;
  /**
   * This interface was referenced by `Backsteps`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * For screen_video: what part of the desktop the picture shows.
 */
export interface VideoInfo {
  /**
   * The display that was recorded; absent: the whole desktop.
   */
  readonly display_id?: string;
  /**
   * [x, y, width, height] on the desktop, in physical pixels, that fills the picture. Absent: the whole display of that moment.
   *
   * @minItems 4
   * @maxItems 4
   */
  readonly region?: readonly number[];
  /**
   * How many frames the video holds.
   */
  readonly frames?: number;
  /**
   * This interface was referenced by `VideoInfo`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What the recorder hid while it recorded.
 */
export interface LayerPrivacy {
  /**
   * True where typed text was replaced while recording.
   */
  readonly masked?: boolean;
  /**
   * What was hidden, and by which rule.
   */
  readonly note?: string;
  /**
   * This interface was referenced by `LayerPrivacy`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One file of the bundle.
 */
export interface BundleFile {
  /**
   * A file of the bundle, from the bundle's root: ASCII, lower case, `/` between folders, no part begins with a dot.
   */
  readonly path: string;
  /**
   * Size in bytes.
   */
  readonly bytes: number;
  /**
   * SHA-256 of its bytes.
   */
  readonly sha256: string;
  /**
   * Media type.
   */
  readonly media_type: string;
  /**
   * For JSON Lines: how many lines.
   */
  readonly records?: number;
  readonly chunk_hashes?: ChunkHashes;
  /**
   * This interface was referenced by `BundleFile`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Hashes of the parts of a file, so that whoever reads only some of it can check them. Since 2.3.
 */
export interface ChunkHashes {
  /**
   * The file with the SHA-256 of each chunk, in order: 32 bytes each, and nothing else.
   */
  readonly path: string;
  /**
   * Length of each chunk; the last may be shorter.
   */
  readonly bytes: number;
  /**
   * This interface was referenced by `ChunkHashes`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * How it ended. Completion (did the work come to its end) and success (were the criteria met) are separate; unknown stays unknown.
 */
export interface Outcome {
  /**
   * How the work ended.
   */
  readonly completion: 'completed' | 'abandoned' | 'timed_out' | 'errored' | 'stopped_by_operator' | 'unknown';
  /**
   * Whether the criteria were met, as claimed at capture.
   */
  readonly success: 'met' | 'partly_met' | 'not_met' | 'unknown';
  /**
   * From the start of the task to its completion, in microseconds; null where unknown or not completed.
   */
  readonly time_to_completion_us: number | null;
  /**
   * Time with activity, in microseconds; null where not measured.
   */
  readonly active_us?: number | null;
  /**
   * Named parts of the session.
   */
  readonly phases?: readonly Phase[];
  /**
   * Result for each criterion of the task.
   */
  readonly criteria: readonly CriterionResult[];
  /**
   * What stood in the way.
   */
  readonly blockers: readonly Blocker[];
  /**
   * Named rewards, for training.
   */
  readonly rewards?: {
    [k: string]: number;
  };
  /**
   * This interface was referenced by `Outcome`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A named part of the session.
 */
export interface Phase {
  /**
   * What happened in it.
   */
  readonly name: string;
  /**
   * Trace time: whole microseconds from the start of the trace.
   */
  readonly t_start: number;
  /**
   * Its end, not included.
   */
  readonly t_end: number;
  /**
   * This interface was referenced by `Phase`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Whether a criterion was met.
 */
export interface CriterionResult {
  /**
   * id of the criterion in the task.
   */
  readonly id: string;
  /**
   * The claim.
   */
  readonly result: 'met' | 'not_met' | 'unknown';
  /**
   * What shows it.
   */
  readonly evidence?: readonly Evidence[];
  /**
   * This interface was referenced by `CriterionResult`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Points at what shows something: a layer and time, or a file.
 */
export interface Evidence {
  /**
   * Names a layer within the bundle.
   */
  readonly layer?: string;
  /**
   * Trace time: whole microseconds from the start of the trace.
   */
  readonly t?: number;
  /**
   * Trace time: whole microseconds from the start of the trace.
   */
  readonly t_end?: number;
  /**
   * A file of the bundle, from the bundle's root: ASCII, lower case, `/` between folders, no part begins with a dot.
   */
  readonly path?: string;
  /**
   * What it shows.
   */
  readonly note?: string;
  /**
   * This interface was referenced by `Evidence`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Something that stood in the way.
 */
export interface Blocker {
  /**
   * When it was met.
   */
  readonly t: number;
  /**
   * What sort of thing.
   */
  readonly kind: 'environment' | 'knowledge' | 'tool' | 'spec' | 'dependency' | 'access' | 'other';
  /**
   * In words.
   */
  readonly text: string;
  /**
   * When it was overcome; null where it never was.
   */
  readonly resolved_t?: number | null;
  /**
   * This interface was referenced by `Blocker`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Where the bundle comes from.
 */
export interface Provenance {
  readonly producer: Tool;
  /**
   * The programs that recorded the layers.
   */
  readonly capture: readonly Tool[];
  /**
   * What was done to the files since, oldest first.
   */
  readonly chain: readonly ProvenanceStep[];
  /**
   * Foreign originals.
   */
  readonly imported_from?: readonly ImportRecord[];
  /**
   * What else a viewer must know to judge the recording: a synthetic voice, a scripted actor.
   */
  readonly notes?: readonly string[];
  /**
   * This interface was referenced by `Provenance`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A program and its version.
 */
export interface Tool {
  /**
   * Its name.
   */
  readonly name: string;
  /**
   * Its version; null where unknown.
   */
  readonly version: string | null;
  /**
   * Layers that it recorded.
   *
   * Items: Names a layer within the bundle.
   */
  readonly layers?: readonly string[];
  /**
   * How it was used.
   */
  readonly note?: string;
  /**
   * This interface was referenced by `Tool`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One thing that was done to the files.
 */
export interface ProvenanceStep {
  /**
   * What was done: capture, transcode, import, redact, migrate.
   */
  readonly step: string;
  /**
   * The program.
   */
  readonly tool: string;
  /**
   * Its version; null where unknown.
   */
  readonly tool_version: string | null;
  /**
   * When; null where it is not recorded.
   */
  readonly at: string | null;
  /**
   * Names of what went in.
   */
  readonly inputs: readonly string[];
  /**
   * Names of what came out.
   */
  readonly outputs: readonly string[];
  /**
   * With which settings.
   */
  readonly note?: string;
  /**
   * This interface was referenced by `ProvenanceStep`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A foreign original.
 */
export interface ImportRecord {
  /**
   * Name of the format.
   */
  readonly format: string;
  /**
   * Its version; null where it has none.
   */
  readonly format_version: string | null;
  /**
   * SHA-256 of the original's bytes.
   */
  readonly original_sha256: string;
  /**
   * What could not be carried over; null where nothing was lost.
   */
  readonly loss_report: string | null;
  /**
   * This interface was referenced by `ImportRecord`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Consent, redactions, and what was searched for.
 */
export interface Privacy {
  /**
   * References to consent records.
   */
  readonly consent: readonly ConsentRef[];
  /**
   * What was taken out.
   */
  readonly redactions: readonly Redaction[];
  /**
   * Searches for secrets and personal data.
   */
  readonly scan: readonly PrivacyScan[];
  /**
   * Kinds of personal data known to be inside: voice, face, name.
   */
  readonly contains?: readonly string[];
  /**
   * This interface was referenced by `Privacy`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One reference.
 */
export interface ConsentRef {
  /**
   * id of the actor.
   */
  readonly actor: string;
  /**
   * Reference of the record; never the form itself.
   */
  readonly ref: string;
  /**
   * What was agreed to.
   */
  readonly scope?: readonly string[];
  /**
   * This interface was referenced by `ConsentRef`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One thing that was taken out. The record never holds what it hides.
 */
export interface Redaction {
  /**
   * Names it; replaced text reads [REDACTED:id].
   */
  readonly id: string;
  readonly target: RedactionTarget;
  /**
   * mask: same length, blocks. token: a label. box: a solid box, re-encoded. mute: silence. drop: removed. shift: times moved.
   */
  readonly method: 'mask' | 'token' | 'box' | 'mute' | 'drop' | 'shift';
  /**
   * What sort of thing, dotted: secret.api_key, pii.email.
   */
  readonly category: string;
  /**
   * Why.
   */
  readonly reason?: string;
  /**
   * Who or what did it.
   */
  readonly by: string;
  /**
   * RFC 3339 date and time, with its offset.
   */
  readonly at: string;
  /**
   * This interface was referenced by `Redaction`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Where.
 */
export interface RedactionTarget {
  /**
   * Names a layer within the bundle.
   */
  readonly layer: string;
  /**
   * [start, end) in trace time.
   *
   * @minItems 2
   * @maxItems 2
   *
   * Items: Trace time: whole microseconds from the start of the trace.
   */
  readonly t?: readonly number[];
  /**
   * [x, y, width, height] in video pixels.
   *
   * @minItems 4
   * @maxItems 4
   */
  readonly rect?: readonly number[];
  /**
   * JSON pointer (RFC 6901).
   */
  readonly pointer?: string;
  /**
   * [start, end) of the file, in bytes.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly bytes?: readonly number[];
  /**
   * A file of the bundle, from the bundle's root: ASCII, lower case, `/` between folders, no part begins with a dot.
   */
  readonly path?: string;
  /**
   * This interface was referenced by `RedactionTarget`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One search.
 */
export interface PrivacyScan {
  /**
   * The program.
   */
  readonly tool: string;
  /**
   * Its version.
   */
  readonly tool_version: string | null;
  /**
   * Digest of its rules.
   */
  readonly rules_sha256?: string;
  /**
   * RFC 3339 date and time, with its offset.
   */
  readonly at: string;
  /**
   * How many findings stood open afterwards.
   */
  readonly findings: number;
  /**
   * This interface was referenced by `PrivacyScan`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Quality control: records are only ever added.
 */
export interface QualityControl {
  /**
   * Where the review stands.
   */
  readonly status: 'draft' | 'in_review' | 'passed' | 'passed_with_waivers' | 'rejected';
  /**
   * Oldest first.
   */
  readonly records: readonly QcRecord[];
  /**
   * Sign-off over the bundle digest; void when the digest changes.
   */
  readonly signoff?: DsseEnvelope | null;
  /**
   * This interface was referenced by `QualityControl`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One pass of a person or program over the trace.
 */
export interface QcRecord {
  /**
   * Who checked.
   */
  readonly checker: string;
  /**
   * In which role.
   */
  readonly role: 'automatic' | 'reviewer' | 'senior_calibrator' | 'verifier';
  /**
   * RFC 3339 date and time, with its offset.
   */
  readonly at: string;
  /**
   * Version of the rules or checklist.
   */
  readonly checklist_version: string;
  /**
   * What was checked.
   */
  readonly checks: readonly QcCheck[];
  /**
   * What it came to; none for a pass that gives no verdict.
   */
  readonly verdict: 'accept' | 'accept_with_waivers' | 'recapture' | 'reject' | 'none';
  /**
   * This interface was referenced by `QcRecord`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One check.
 */
export interface QcCheck {
  /**
   * id of the rule or checklist item.
   */
  readonly id: string;
  /**
   * The result.
   */
  readonly result: 'pass' | 'fail' | 'waived' | 'not_applicable' | 'unknown';
  /**
   * The measured value, where there is one.
   */
  readonly value?: number | null;
  /**
   * Why; required by custom for waived.
   */
  readonly note?: string;
  /**
   * What shows it.
   */
  readonly evidence?: readonly Evidence[];
  /**
   * This interface was referenced by `QcCheck`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * DSSE v1 envelope around an in-toto Statement v1.
 */
export interface DsseEnvelope {
  /**
   * Base64 of the statement.
   */
  readonly payload: string;
  /**
   * Type of the payload.
   */
  readonly payloadType: 'application/vnd.in-toto+json';
  /**
   * Ed25519 signatures over the pre-authentication encoding.
   *
   * @minItems 1
   */
  readonly signatures: readonly DsseSignature[];
  /**
   * This interface was referenced by `DsseEnvelope`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One signature.
 */
export interface DsseSignature {
  /**
   * Which key.
   */
  readonly keyid?: string;
  /**
   * Base64 of the signature.
   */
  readonly sig: string;
  /**
   * This interface was referenced by `DsseSignature`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}

/**
 * One step of a trace as training data: what could be seen, what was said, what was done, what came of it. One JSON object a line, UTF-8, LF, in the order of time. Times are whole microseconds of the trace, whatever range was cut out. docs/TRAINING.md tells how steps are made. Keys that begin with x- are extensions.
 */
export interface TrainingStep {
  readonly schema: TrainingStepSchema;
  readonly trace: TrainingTrace;
  /**
   * Counts the lines, from 1.
   */
  readonly step: number;
  /**
   * When the action began.
   */
  readonly t_start_us: number;
  /**
   * When it ended, not included; null: an instant, or not known.
   */
  readonly t_end_us: number | null;
  /**
   * How well the times of the action's layer are known. order_only: the times tell the order alone.
   */
  readonly sync_quality: 'measured' | 'estimated' | 'assumed' | 'order_only';
  readonly observation: TrainingObservation;
  /**
   * What was said or written on the way to the action; null where nothing was.
   */
  readonly reason: null | TrainingReason;
  readonly action: TrainingAction;
  /**
   * What came of it; null where the trace tells nothing.
   */
  readonly result: null | TrainingResult;
  /**
   * This interface was referenced by `TrainingStep`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface TrainingStepSchema {
  /**
   * What this line is.
   */
  readonly name: 'playhead-training-step';
  /**
   * Of this schema.
   */
  readonly version: 1;
  /**
   * This interface was referenced by `TrainingStepSchema`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The trace that it comes from; the same on every line.
 */
export interface TrainingTrace {
  /**
   * Of the bundle.
   */
  readonly bundle_id: string;
  /**
   * Of the task.
   */
  readonly family: string;
  /**
   * Of the task.
   */
  readonly title: string;
  /**
   * How it was recorded: live, replayed, reconstructed or synthetic.
   */
  readonly mode: string;
  /**
   * How the work ended, as the manifest claims.
   */
  readonly completion: string;
  /**
   * Whether the criteria were met, as the manifest claims; unknown stays unknown.
   */
  readonly success: string;
  /**
   * As the manifest has them.
   */
  readonly rewards?: {
    [k: string]: number;
  };
  /**
   * This interface was referenced by `TrainingTrace`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * The state just before the action.
 */
export interface TrainingObservation {
  /**
   * The moment: all that happened up to it, itself included, is in it.
   */
  readonly t_us: number;
  /**
   * What was on screen, one a video.
   */
  readonly frames: readonly TrainingStill[];
  /**
   * What was printed last, one a terminal.
   */
  readonly terminals: readonly TrainingTerminal[];
  /**
   * The page gone to last, one a browser.
   */
  readonly pages: readonly TrainingPage[];
  /**
   * The file that something happened to last, one an editor.
   */
  readonly files: readonly TrainingFile[];
  /**
   * What an agent was told, by people or the program around it, since its step before; empty in all steps of others.
   */
  readonly messages: readonly TrainingMessage[];
  /**
   * This interface was referenced by `TrainingObservation`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A frame of a video, by reference.
 */
export interface TrainingStill {
  /**
   * id of the layer.
   */
  readonly layer: string;
  /**
   * Of the frame, in the order in which they are shown, from 0.
   */
  readonly index: number;
  /**
   * When it appears.
   */
  readonly t_us: number;
}
export interface TrainingTerminal {
  /**
   * id of the layer.
   */
  readonly layer: string;
  /**
   * Plain text; the end of it, where it is long.
   */
  readonly output: string;
}
export interface TrainingPage {
  /**
   * id of the layer.
   */
  readonly layer: string;
  /**
   * Names the tab.
   */
  readonly tab: string;
  /**
   * Its address.
   */
  readonly url: string;
  /**
   * Of the document; null: not known.
   */
  readonly title: string | null;
}
export interface TrainingFile {
  /**
   * id of the layer.
   */
  readonly layer: string;
  /**
   * Path in the workspace.
   */
  readonly file: string;
}
/**
 * Something that an agent was told.
 */
export interface TrainingMessage {
  /**
   * id of the layer of agent steps.
   */
  readonly layer: string;
  /**
   * Who said it, as the agent's document has it: user or system, as a rule.
   */
  readonly source: string;
  /**
   * When.
   */
  readonly t_us: number;
  /**
   * What it says; its beginning and end, where it is long.
   */
  readonly text: string;
  /**
   * UTF-16 units of the whole text, where some is left out.
   */
  readonly characters?: number;
}
export interface TrainingReason {
  /**
   * Its words: what was said, then what the action's own record says.
   */
  readonly text: string;
  /**
   * UTF-16 units of all that was said, where some is left out of the text.
   */
  readonly characters?: number;
  /**
   * Where the words stand that were said or noted; none of what the action's record says.
   */
  readonly said: readonly TrainingUtterance[];
  /**
   * This interface was referenced by `TrainingReason`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface TrainingUtterance {
  /**
   * id of the layer.
   */
  readonly layer: string;
  /**
   * When it began.
   */
  readonly t_start_us: number;
  /**
   * When it ended, not included; null: not known.
   */
  readonly t_end_us: number | null;
  /**
   * Who said it; null: not known.
   */
  readonly speaker: string | null;
}
/**
 * What was done.
 */
export interface TrainingAction {
  /**
   * What sort of thing.
   */
  readonly kind:
    | 'command'
    | 'edit'
    | 'commit'
    | 'navigate'
    | 'page'
    | 'review'
    | 'pointer'
    | 'scroll'
    | 'keys'
    | 'tool_call'
    | 'message';
  /**
   * id of the layer that tells it.
   */
  readonly layer: string;
  /**
   * id of the actor; null: not known.
   */
  readonly actor: string | null;
  /**
   * For tool_call: its id in the agent's document.
   */
  readonly call?: string;
  /**
   * The action itself, by its kind: docs/TRAINING.md lists the fields.
   */
  readonly input: {};
  /**
   * This interface was referenced by `TrainingAction`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface TrainingResult {
  /**
   * null: not known, which is not 0.
   */
  readonly exit_code?: number | null;
  /**
   * Where the exit code comes from.
   */
  readonly exit_source?: 'shell' | 'parsed' | 'inferred' | 'unknown';
  /**
   * Plain text; its beginning and end, where it is long.
   */
  readonly output?: string;
  /**
   * UTF-16 units of the whole output, where some is left out.
   */
  readonly output_characters?: number;
  readonly tests?: TrainingTests;
  readonly lint?: TrainingLint;
  /**
   * What was on screen when the action had ended, or as the next one began.
   */
  readonly frames: readonly TrainingStill[];
  /**
   * What an agent was told after its last step: no later one has seen it.
   */
  readonly messages?: readonly TrainingMessage[];
  /**
   * This interface was referenced by `TrainingResult`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface TrainingTests {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
export interface TrainingLint {
  readonly errors: number;
  readonly warnings: number;
}

/**
 * One re-run of what a bundle claims: `playhead verify`. One line of NAME.verifications.jsonl beside the bundle NAME, UTF-8. Lines are only ever added: each holds the SHA-256 of the line before. Keys that begin with x- are extensions.
 */
export interface VerificationRecord {
  readonly schema: VerificationSchema;
  /**
   * Names this record.
   */
  readonly id: string;
  /**
   * SHA-256 of the line before, without its line break; null in the first line.
   */
  readonly previous: string | null;
  /**
   * When it began, RFC 3339.
   */
  readonly at: string;
  /**
   * When it ended, RFC 3339.
   */
  readonly ended: string;
  readonly tool: VerificationTool;
  /**
   * bundle_id of the bundle. A record of another one says nothing of it.
   */
  readonly bundle_id: string;
  /**
   * Digest of the bundle's files, as `playhead validate` prints it.
   */
  readonly bundle_digest: string;
  readonly capturer: VerificationCapturer;
  readonly verifier: VerificationVerifier;
  readonly claim: VerificationClaim;
  readonly settings: VerificationSettings;
  readonly environment: VerificationEnvironment;
  /**
   * What was checked out, of the git bundles in the bundle.
   *
   * @maxItems 100
   */
  readonly repos: readonly VerificationRepo[];
  /**
   * The task's criteria in its order.
   *
   * @maxItems 1000
   */
  readonly criteria: readonly VerificationCriterion[];
  /**
   * Of all criteria with a command. verified: each passes in all runs, and at least one fails on the start tree. vacuous: each passes, on the start tree too, or there is none. error: some could not be run.
   */
  readonly result: 'verified' | 'failed' | 'flaky' | 'vacuous' | 'error';
  /**
   * This interface was referenced by `VerificationRecord`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
export interface VerificationSchema {
  /**
   * What this record is.
   */
  readonly name: 'playhead-verification';
  /**
   * Of this schema.
   */
  readonly version: 1;
}
/**
 * The program that ran it.
 */
export interface VerificationTool {
  /**
   * Its name.
   */
  readonly name: string;
  /**
   * Its version.
   */
  readonly version: string;
}
/**
 * Who captured the bundle, as its manifest says.
 */
export interface VerificationCapturer {
  /**
   * The program that made the bundle.
   */
  readonly producer: string;
  /**
   * Names of the session's actors.
   *
   * @maxItems 1000
   */
  readonly actors: readonly string[];
  /**
   * Programs that captured.
   *
   * @maxItems 1000
   */
  readonly tools: readonly string[];
  /**
   * This interface was referenced by `VerificationCapturer`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Who ran it again. It is what they call themselves: nothing proves it without a signature.
 */
export interface VerificationVerifier {
  /**
   * Their name.
   */
  readonly name: string;
  /**
   * The key that they sign with, where they have one.
   */
  readonly key_id?: string;
  /**
   * This interface was referenced by `VerificationVerifier`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What the manifest claims of the whole.
 */
export interface VerificationClaim {
  /**
   * outcome.completion
   */
  readonly completion: string;
  /**
   * outcome.success
   */
  readonly success: string;
  /**
   * This interface was referenced by `VerificationClaim`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * How it was run.
 */
export interface VerificationSettings {
  /**
   * Runs of each criterion on the final tree.
   */
  readonly runs: number;
  /**
   * After so long a run was ended.
   */
  readonly timeout_ms: number;
  /**
   * Bytes of a run's output that are kept at most.
   */
  readonly log_bytes: number;
  /**
   * This interface was referenced by `VerificationSettings`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * Where it was run.
 */
export interface VerificationEnvironment {
  /**
   * System and processor.
   */
  readonly platform: string;
  /**
   * Versions of programs that were found, as they print them.
   */
  readonly tools: {
    [k: string]: string;
  };
  /**
   * The container's image; null without a container: the environment is then not pinned.
   */
  readonly image_digest: string | null;
  /**
   * none: the system kept the commands from it.
   */
  readonly network: 'none' | 'open';
  readonly isolation: VerificationIsolation;
  /**
   * What was laid into each tree, since no repository holds it.
   *
   * @maxItems 100
   */
  readonly added: readonly VerificationAdded[];
  /**
   * SHA-256 of this object without its digest, as canonical JSON (RFC 8785).
   */
  readonly digest: string;
  /**
   * This interface was referenced by `VerificationEnvironment`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What kept the commands from the rest of the machine.
 */
export interface VerificationIsolation {
  /**
   * process: a process group of its own with a clean environment, and nothing more.
   */
  readonly kind: 'container' | 'namespaces' | 'process';
  /**
   * Of Linux, where kind is namespaces.
   *
   * @maxItems 20
   */
  readonly namespaces: readonly string[];
  /**
   * false: localhost could not be switched on in the network namespace, so that tests which talk to servers of their own fail. Left out otherwise.
   */
  readonly loopback?: false;
  /**
   * This interface was referenced by `VerificationIsolation`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A file or folder.
 */
export interface VerificationAdded {
  /**
   * Its path in the tree.
   */
  readonly place: string;
  /**
   * SHA-256 of sorted lines `sha256  path`, of a link `link  path  target`.
   */
  readonly sha256: string;
  /**
   * How many files it has.
   */
  readonly files: number;
  /**
   * This interface was referenced by `VerificationAdded`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * A repository.
 */
export interface VerificationRepo {
  /**
   * As the manifest calls it.
   */
  readonly name: string;
  /**
   * SHA-256 of the git bundle.
   */
  readonly bundle_sha256: string;
  /**
   * Commit of the start tree.
   */
  readonly base_commit: string;
  /**
   * Commit of the final tree.
   */
  readonly head_commit: string;
  /**
   * git's hash of the start tree.
   */
  readonly base_tree: string;
  /**
   * git's hash of the final tree.
   */
  readonly head_tree: string;
  /**
   * Files of the start tree that were taken from the final one: its tests, so that they meet the code as it was.
   *
   * @maxItems 10000
   */
  readonly tests_from_head: readonly string[];
  /**
   * Whether the change from base to head is the final diff of the trace, by git patch-id; null where the trace has none.
   */
  readonly diff_matches: boolean | null;
  /**
   * This interface was referenced by `VerificationRepo`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One criterion of the task.
 */
export interface VerificationCriterion {
  /**
   * id of the criterion.
   */
  readonly id: string;
  /**
   * The command that was run; absent where the criterion has none.
   */
  readonly command?: string;
  /**
   * What the manifest claims.
   */
  readonly claimed: 'met' | 'not_met' | 'unknown';
  /**
   * verified: fails on the start tree, passes in all runs on the final one. kept: passes on both. error: it could not be run. not_run: it has no command.
   */
  readonly result: 'verified' | 'kept' | 'failed' | 'flaky' | 'error' | 'not_run';
  /**
   * Why it was not run, or could not be, or why its test reports were not compared.
   */
  readonly why?: string;
  readonly baseline?: VerificationRun;
  /**
   * On the final tree, each in a fresh checkout.
   *
   * @maxItems 100
   */
  readonly runs: readonly VerificationRun[];
  readonly tests?: VerificationTests;
  /**
   * This interface was referenced by `VerificationCriterion`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * One run of a command.
 */
export interface VerificationRun {
  /**
   * Its exit code; null where it was ended by a signal.
   */
  readonly exit: number | null;
  /**
   * The signal that ended it.
   */
  readonly signal?: string;
  /**
   * It was ended at the time limit.
   */
  readonly timed_out: boolean;
  /**
   * How long it took, in milliseconds.
   */
  readonly ms: number;
  readonly log: VerificationLog;
  /**
   * This interface was referenced by `VerificationRun`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What it printed: NAME.verifications/SHA256.log beside the bundle.
 */
export interface VerificationLog {
  /**
   * SHA-256 of the log.
   */
  readonly sha256: string;
  /**
   * Its length.
   */
  readonly bytes: number;
  /**
   * How much was printed; what is more than is kept was left out of the middle.
   */
  readonly printed_bytes: number;
  /**
   * This interface was referenced by `VerificationLog`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
/**
 * What JUnit reports that the runs wrote say; absent where they wrote none.
 */
export interface VerificationTests {
  /**
   * Tests that pass on the start tree.
   */
  readonly baseline_passed: number;
  /**
   * Tests that do not.
   */
  readonly baseline_failed: number;
  /**
   * Tests that pass in all runs on the final tree.
   */
  readonly passed: number;
  /**
   * Tests that do not.
   */
  readonly failed: number;
  /**
   * Tests that pass on the start tree, and not in all runs on the final one.
   *
   * @maxItems 1000
   */
  readonly regressions: readonly string[];
  /**
   * This interface was referenced by `VerificationTests`'s JSON-Schema definition
   * via the `patternProperty` "^x-".
   */
  [k: string]: unknown;
}
