import { monotonicUs } from '../../src/cli/capture/clock.ts';
import type { Sound } from './sound.ts';

export interface Note {
  readonly atUs: number;
  readonly type: 'decision' | 'note';
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
}

export interface PhaseMark {
  readonly atUs: number;
  readonly name: string;
}

export interface BlockerMark {
  readonly atUs: number;
  readonly kind: 'knowledge' | 'spec' | 'tool' | 'environment';
  readonly text: string;
  resolvedUs: number | null;
}

/** What the engineer says and decides, with its times: the part of a session that no program can observe. */
export class Script {
  readonly notes: Note[] = [];
  readonly phases: PhaseMark[] = [];
  readonly blockers: BlockerMark[] = [];
  readonly #sound: Sound;

  constructor(sound: Sound) {
    this.#sound = sound;
  }

  say(text: string): Promise<void> {
    return this.#sound.say(text);
  }

  /** Says a decision aloud and notes it. */
  decide(text: string, at: { file?: string; line?: number } = {}): Promise<void> {
    this.notes.push({ atUs: monotonicUs(), type: 'decision', text, ...at });
    return this.say(text);
  }

  phase(name: string): void {
    this.phases.push({ atUs: monotonicUs(), name });
  }

  /** Something stands in the way; the function that it gives back is called when it no longer does. */
  blocked(kind: BlockerMark['kind'], text: string): () => void {
    const mark: BlockerMark = { atUs: monotonicUs(), kind, text, resolvedUs: null };
    this.blockers.push(mark);
    return () => {
      mark.resolvedUs = monotonicUs();
    };
  }
}
