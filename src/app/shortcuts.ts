/** The commands that have a key, and the keys to begin with. One table; a test asserts that none clash. Pure but for the verbs it is given. */
import type { VerdictWord } from '../review/state.ts';
import type { ArrangementName } from './arrangements.ts';

export type ShortcutGroup = 'Play' | 'Step' | 'Range' | 'View' | 'Trace' | 'Review';

/** In the order in which they are listed. */
export const GROUPS: readonly ShortcutGroup[] = ['Play', 'Step', 'Range', 'View', 'Trace', 'Review'];

/** What the keys do: the workbench gives the verbs. */
export interface ShortcutVerbs {
  readonly togglePlay: () => void;
  readonly shuttle: (direction: 1 | -1) => void;
  readonly stepFrames: (count: number) => void;
  /** To the previous (-1) or next (1) key frame. */
  readonly stepKeyFrame: (direction: 1 | -1) => void;
  /** Resolves when every pane shows the present moment. */
  readonly shown: () => Promise<void>;
  readonly seekBy: (seconds: number) => void;
  readonly stepEvent: (direction: 1 | -1) => void;
  readonly stepStep: (direction: 1 | -1) => void;
  readonly seekToShare: (share: number) => void;
  readonly changeRate: (direction: 1 | -1) => void;
  readonly setIn: () => void;
  readonly setOut: () => void;
  readonly toggleLoop: () => void;
  readonly clearRange: () => void;
  readonly zoom: (direction: 1 | -1) => void;
  readonly fit: () => void;
  readonly goTo: () => void;
  readonly layout: (name: ArrangementName) => void;
  readonly resetLayout: () => void;
  /** Of the pane that was used last. */
  readonly toggleMaximized: () => void;
  /** To the next (1) or previous (-1) pane, or the timeline after the last. */
  readonly focusPane: (direction: 1 | -1) => void;
  readonly copyLink: () => void;
  /** Asks what a link is to carry. */
  readonly share: () => void;
  /** Asks what a client is to get of the trace. */
  readonly exportTrace: () => void;
  /** Asks in which format data of the trace are wanted. */
  readonly exportData: () => void;
  /** The same for training data of the marked range. */
  readonly cutTraining: () => void;
  /** Asks what is to be taken out of a copy. */
  readonly redact: () => void;
  readonly open: () => void;
  /** Opens the next (1) or previous (-1) trace of the batch. */
  readonly stepTrace: (direction: 1 | -1) => void;
  readonly problems: () => void;
  /** Shows how well the times of the layers are known, and how to correct them; or puts that away. */
  readonly sync: () => void;
  /** Shows what the rules of quality control say of the trace; or puts that away. */
  readonly quality: () => void;
  /** Looks for words in all that was recorded. */
  readonly search: () => void;
  /** To the next (1) or previous (-1) hit of the search. */
  readonly stepHit: (direction: 1 | -1) => void;
  /** Shows what reviewers say, or puts that away. */
  readonly review: () => void;
  /** Begins a comment at the playhead. */
  readonly comment: () => void;
  readonly giveVerdict: (verdict: VerdictWord) => void;
  /** Takes back what was done last in the review. */
  readonly undoReview: () => void;
  readonly redoReview: () => void;
  /** Shows the sign-off of the batch. */
  readonly signOff: () => void;
  readonly palette: () => void;
  readonly settings: () => void;
  readonly help: () => void;
}

export interface Shortcut {
  /** Stable, for remapping. */
  readonly id: string;
  readonly group: ShortcutGroup;
  readonly title: string;
  /** In the form of `chordOf`, as they are unless a person changes them. The first is the one that tooltips show. */
  readonly keys: readonly string[];
  readonly run: (verbs: ShortcutVerbs) => void;
  /** Held down, it runs as fast as what it leads to can be shown, and skips nothing. */
  readonly steps?: true;
}

/** The same while a trace of a batch is open, and at its table. */
export const SIGN_OFF_KEY = 'Shift+O';

function shortcut(
  id: string,
  group: ShortcutGroup,
  title: string,
  keys: readonly string[],
  run: Shortcut['run'],
): Shortcut {
  return { id, group, title, keys, run };
}

/** A command that goes on while its key is held. */
function stepping(id: string, title: string, keys: readonly string[], run: Shortcut['run']): Shortcut {
  return { ...shortcut(id, 'Step', title, keys, run), steps: true };
}

export const SHORTCUTS: readonly Shortcut[] = [
  shortcut('play', 'Play', 'Play or pause', ['Space', 'K'], (v) => v.togglePlay()),
  shortcut('shuttle-forward', 'Play', 'Play forwards; again: faster', ['L'], (v) => v.shuttle(1)),
  shortcut('shuttle-back', 'Play', 'Play backwards; again: faster', ['J'], (v) => v.shuttle(-1)),
  shortcut('slower', 'Play', 'Slower', ['<'], (v) => v.changeRate(-1)),
  shortcut('faster', 'Play', 'Faster', ['>'], (v) => v.changeRate(1)),
  stepping('frame-back', 'One frame back', [','], (v) => v.stepFrames(-1)),
  stepping('frame-forward', 'One frame forward', ['.'], (v) => v.stepFrames(1)),
  stepping('frames-back', '10 frames back', ['Alt+,'], (v) => v.stepFrames(-10)),
  stepping('frames-forward', '10 frames forward', ['Alt+.'], (v) => v.stepFrames(10)),
  stepping('key-frame-back', 'Previous key frame', [';'], (v) => v.stepKeyFrame(-1)),
  stepping('key-frame-forward', 'Next key frame', ["'"], (v) => v.stepKeyFrame(1)),
  shortcut('back-5', 'Step', '5 seconds back', ['ArrowLeft'], (v) => v.seekBy(-5)),
  shortcut('forward-5', 'Step', '5 seconds forward', ['ArrowRight'], (v) => v.seekBy(5)),
  shortcut('back-30', 'Step', '30 seconds back', ['Shift+ArrowLeft'], (v) => v.seekBy(-30)),
  shortcut('forward-30', 'Step', '30 seconds forward', ['Shift+ArrowRight'], (v) => v.seekBy(30)),
  shortcut('event-back', 'Step', 'Previous event in any track', ['Mod+ArrowLeft'], (v) => v.stepEvent(-1)),
  shortcut('event-forward', 'Step', 'Next event in any track', ['Mod+ArrowRight'], (v) => v.stepEvent(1)),
  shortcut('step-back', 'Step', 'Previous command, edit, navigation or test run', ['['], (v) =>
    v.stepStep(-1),
  ),
  shortcut('step-forward', 'Step', 'Next command, edit, navigation or test run', [']'], (v) => v.stepStep(1)),
  ...Array.from({ length: 10 }, (_, tenth) =>
    shortcut(`share-${tenth}`, 'Step', `Go to ${tenth * 10} %`, [String(tenth)], (v) =>
      v.seekToShare(tenth / 10),
    ),
  ),
  shortcut('hit-back', 'Step', 'Previous hit of the search', ['Shift+F3', 'Mod+Shift+G'], (v) =>
    v.stepHit(-1),
  ),
  shortcut('hit-forward', 'Step', 'Next hit of the search', ['F3', 'Mod+G'], (v) => v.stepHit(1)),
  shortcut('go-to', 'Step', 'Go to a time or frame', ['G'], (v) => v.goTo()),
  shortcut('in', 'Range', 'Range begins here', ['I'], (v) => v.setIn()),
  shortcut('out', 'Range', 'Range ends here', ['O'], (v) => v.setOut()),
  shortcut('loop', 'Range', 'Play the range, or all, over and over', ['\\'], (v) => v.toggleLoop()),
  shortcut('clear-range', 'Range', 'Forget the range', ['Shift+X'], (v) => v.clearRange()),
  shortcut('cut-training', 'Range', 'Cut training data out of the range', ['X'], (v) => v.cutTraining()),
  shortcut('zoom-in', 'View', 'Zoom in', ['+', '='], (v) => v.zoom(1)),
  shortcut('zoom-out', 'View', 'Zoom out', ['-'], (v) => v.zoom(-1)),
  shortcut('fit', 'View', 'Fit the range, or all', ['F'], (v) => v.fit()),
  shortcut('layout-inspect', 'View', 'Layout: inspect', ['Alt+1'], (v) => v.layout('inspect')),
  shortcut('layout-review', 'View', 'Layout: review', ['Alt+2'], (v) => v.layout('review')),
  shortcut('layout-share', 'View', 'Layout: share', ['Alt+3'], (v) => v.layout('share')),
  shortcut('reset-layout', 'View', 'Put the layout back as it was to begin with', ['Alt+0'], (v) =>
    v.resetLayout(),
  ),
  shortcut('maximize', 'View', 'Maximize the pane in use, or restore it', ['Z'], (v) => v.toggleMaximized()),
  shortcut('next-pane', 'View', 'To the next pane', ['F6'], (v) => v.focusPane(1)),
  shortcut('previous-pane', 'View', 'To the previous pane', ['Shift+F6'], (v) => v.focusPane(-1)),
  shortcut('search', 'Trace', 'Search the trace', ['Mod+F'], (v) => v.search()),
  shortcut('palette', 'Trace', 'All commands', ['Mod+K'], (v) => v.palette()),
  shortcut('copy-link', 'Trace', 'Copy a link to this moment', ['Shift+U'], (v) => v.copyLink()),
  shortcut('share-link', 'Trace', 'Share a link: what it carries', ['U'], (v) => v.share()),
  shortcut('export', 'Trace', 'Export for a client', ['Shift+E'], (v) => v.exportTrace()),
  shortcut('export-data', 'Trace', 'Export data: training data, ATIF, asciicast, …', ['E'], (v) =>
    v.exportData(),
  ),
  shortcut('redact', 'Trace', 'Redact a copy: find secrets, plan what goes', ['Shift+D'], (v) => v.redact()),
  shortcut('open', 'Trace', 'Open a trace', ['Mod+O'], (v) => v.open()),
  shortcut('next-trace', 'Trace', 'Next trace of the batch', ['N'], (v) => v.stepTrace(1)),
  shortcut('previous-trace', 'Trace', 'Previous trace of the batch', ['P'], (v) => v.stepTrace(-1)),
  shortcut('problems', 'Trace', 'Problems of this trace', ['Shift+P'], (v) => v.problems()),
  shortcut('sync', 'Trace', 'Times of the layers, and correcting them', ['Shift+S'], (v) => v.sync()),
  shortcut('review', 'Review', 'Comments, scores and verdict', ['Shift+R'], (v) => v.review()),
  shortcut('comment', 'Review', 'Comment at the playhead', ['M'], (v) => v.comment()),
  shortcut('verdict-accept', 'Review', 'Verdict: accept', ['Alt+A'], (v) => v.giveVerdict('accept')),
  shortcut('verdict-accept-with-waivers', 'Review', 'Verdict: accept with waivers', ['Alt+W'], (v) =>
    v.giveVerdict('accept_with_waivers'),
  ),
  shortcut('verdict-recapture', 'Review', 'Verdict: re-capture', ['Alt+C'], (v) =>
    v.giveVerdict('recapture'),
  ),
  shortcut('verdict-reject', 'Review', 'Verdict: reject', ['Alt+R'], (v) => v.giveVerdict('reject')),
  shortcut('undo-review', 'Review', 'Take back what you did last', ['Mod+Z'], (v) => v.undoReview()),
  shortcut('redo-review', 'Review', 'Do again what you took back', ['Mod+Shift+Z', 'Mod+Y'], (v) =>
    v.redoReview(),
  ),
  shortcut('quality', 'Review', 'Quality: scores, findings, re-capture', ['Shift+Q'], (v) => v.quality()),
  shortcut('sign-off', 'Review', 'Sign-off of the batch', [SIGN_OFF_KEY], (v) => v.signOff()),
  shortcut('settings', 'Trace', 'Settings', ['Mod+,'], (v) => v.settings()),
  shortcut('help', 'Trace', 'Show the keys', ['?'], (v) => v.help()),
];
