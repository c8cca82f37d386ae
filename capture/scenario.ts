import type { Browser } from './record/browser.ts';
import type { PLACES } from './record/desktop.ts';
import type { Editor } from './record/editor.ts';
import type { Hand } from './record/hand.ts';
import type { Script } from './record/script.ts';
import type { SignalFiles } from './record/signals.ts';

/** A shell in a terminal. */
export interface Shell {
  /** Types a command, and waits until it has ended. */
  readonly run: (command: string) => Promise<unknown>;
  /** Types a command, and leaves it running. */
  readonly start: (command: string) => Promise<Running>;
}

export interface Running {
  /** Resolves once it has ended, however it ended. */
  readonly ended: Promise<unknown>;
}

/** What a scenario works with: real programs, or what stands for them in a rehearsal. */
export interface Desk {
  readonly hand: Pick<Hand, 'moveTo' | 'click' | 'scroll' | 'type' | 'press' | 'pause'>;
  readonly terminal: Pick<Shell, 'run'>;
  /** One of the scenario's further terminals; throws where it has none of that id. */
  readonly shell: (id: string) => Shell;
  readonly editor: Pick<
    Editor,
    'open' | 'goTo' | 'select' | 'point' | 'replaceLines' | 'insertAfter' | 'save'
  >;
  readonly browser: Pick<Browser, 'visit' | 'follow' | 'fill' | 'submit' | 'scroll' | 'pointAt'>;
  readonly script: Pick<Script, 'say' | 'decide' | 'phase' | 'blocked'>;
  readonly say: (text: string) => Promise<void>;
}

export interface Criterion {
  readonly id: string;
  readonly text: string;
  readonly check: 'test' | 'metric' | 'review' | 'self_report';
  /** undefined: nothing can be run; of the check `review`, what was said in the review service is the evidence. */
  readonly command?: string;
  /** The last command whose text contains this is the evidence. */
  readonly shownBy?: string;
  /** The repository in which it was run, where there are several. */
  readonly repository?: string;
  /** Exit codes by which that command says that it could not find out. */
  readonly undecided?: readonly number[];
}

/** What a repository is made of. */
export interface Project {
  /** Folder under capture/projects; its name is the repository's name. */
  readonly project: string;
  readonly baseMessage: string;
}

/** A branch that another made, to be reviewed in the review service. Patches are those of `git format-patch`, under capture/branches. */
export interface ReviewTask {
  /** Checked out when the session begins; it goes off from main, which is the base of all diffs. */
  readonly branch: string;
  /** Its commits. */
  readonly commits: readonly string[];
  /** What its author does when changes are requested: further commits, and a reply in each thread (from 1). */
  readonly answer: {
    readonly commits: readonly string[];
    readonly replies: readonly { readonly thread: number; readonly text: string }[];
  };
}

/** A terminal beside the first one. */
export interface FurtherTerminal {
  readonly id: string;
  readonly title: string;
  readonly place: keyof typeof PLACES;
}

/** A program that acts by itself, and writes down what it does. */
export interface ScenarioAgent {
  readonly id: string;
  readonly title: string;
  /** Its ATIF document, from the home folder. */
  readonly trajectory: string;
}

/** One session: the project, the task, and what the engineer does. */
export interface Scenario extends Project {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  /** Stands in the bar at the bottom of the screen. */
  readonly label: string;
  /** Repositories that lie beside that one. The paths of files then begin with the name of theirs. */
  readonly beside?: readonly Project[];
  /** The task as it was given: one of homeFiles. */
  readonly statement: string;
  /** Files of the project folder that belong beside the repository, not into it. */
  readonly homeFiles: readonly string[];
  /** Files that stand open in the editor at the start. */
  readonly tabs: readonly string[];
  /** Packages of this repository's node_modules that the project's scripts use, and their commands. */
  readonly toolchain: readonly string[];
  readonly binaries: Readonly<Record<string, string>>;
  /** Programs that run beside the session, in the project's folder. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  /** Where in the project's folder they append what they say of themselves. */
  readonly signals?: SignalFiles;
  readonly criteria: readonly Criterion[];
  readonly review?: ReviewTask;
  /** How the command begins that completes the work; `git commit` where it is not told. */
  readonly completedBy?: string;
  /** What else the bundle has to say of how it was made. */
  readonly notes?: readonly string[];
  /** Their places may be that of the browser, where there is none. */
  readonly terminals?: readonly FurtherTerminal[];
  /** They keep all that is theirs below `agents` in the home folder. */
  readonly agents?: readonly ScenarioAgent[];
  /** There is none on the screen. */
  readonly browser?: false;
  /** Otherwise it is completed by its last commit. */
  readonly ends?: 'abandoned';
  readonly play: (desk: Desk) => Promise<void>;
}
