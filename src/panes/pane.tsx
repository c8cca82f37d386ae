import { createElement, lazy, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';
import { nextTurn } from '../base/pause.ts';
import type { Problem } from '../base/errors.ts';
import type { TimeRange } from '../base/time.ts';
import type { Clock } from '../timeline/clock.ts';
import type { Readable } from '../timeline/FrameReadout.tsx';
import type { Layer } from '../trace/layers.ts';
import type { Trace } from '../trace/trace.ts';

/** What a pane says it shows: plain values for the toolbar, tests and scripts. */
export type PaneReport = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface PaneProps<Data> {
  readonly data: Data;
  readonly clock: Clock;
  /**
   * Tell what is on screen, after it is, and what kept the pane from showing all of it. Stable over renders; equal
   * reports cost nothing.
   */
  readonly report: (shown: PaneReport, problem?: Problem) => void;
  /** The range that a person marked, where the shell knows of one: to be offered, never to be changed. */
  readonly range?: Readable<TimeRange | undefined>;
}

/** A pane whose data type is closed over: the shell needs not know it. */
export interface PaneDefinition {
  /** Stable: it stands in addresses and saved layouts. */
  readonly id: string;
  readonly title: string;
  /** The layer kinds that it shows; where all are absent, the pane says why. */
  readonly kinds: readonly Layer['kind'][];
  /** It is looked at while the playhead is dragged: told of each moment at once, where others wait for their turn. */
  readonly first: boolean;
  /**
   * The pane for a trace; undefined where the trace has nothing for it. The same object for the same trace after a
   * correction that does not concern the pane.
   */
  bind(trace: Trace): BoundPane | undefined;
}

export interface BoundPane {
  /** The view with its data given. Its code loads when it is first drawn; for other data of the same trace it stays. */
  draw(props: Omit<PaneProps<unknown>, 'data'>): ReactElement;
}

interface PaneSpec<Data, Part extends keyof Trace> {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly Layer['kind'][];
  readonly first?: boolean;
  /** The parts of a trace that `select` looks at. */
  readonly needs: readonly Part[];
  /** The slice of the trace that the pane needs; undefined where the trace has none. */
  select(trace: Pick<Trace, Part>): Data | undefined;
  /** The view's module; import() it, so that its code loads only when shown. */
  load(): Promise<ComponentType<PaneProps<Data>>>;
}

/** A pane = one folder + one line in `registry.ts`. */
export function definePane<Data, Part extends keyof Trace>(spec: PaneSpec<Data, Part>): PaneDefinition {
  // One lazy component a definition: a new one would lose the view's state whenever the trace is bound again. Only code
  // that could not be loaded is asked for anew, when the pane is drawn the next time.
  const make = (): LazyExoticComponent<ComponentType<PaneProps<Data>>> =>
    lazy(async () => {
      // In a task of its own: all panes are drawn in one, and each asks for a handful of files.
      await nextTurn();
      try {
        return { default: await spec.load() };
      } catch (error) {
        current = make();
        throw error;
      }
    });
  let current = make();
  // By the manifest, which a trace keeps when its layers' times are corrected.
  const latest = new WeakMap<
    Trace['manifest'],
    { readonly trace: Trace; readonly bound: BoundPane | undefined }
  >();
  return {
    id: spec.id,
    title: spec.title,
    kinds: spec.kinds,
    first: spec.first ?? false,
    bind(trace) {
      const before = latest.get(trace.manifest);
      if (before && spec.needs.every((part) => before.trace[part] === trace[part])) return before.bound;
      const data = spec.select(trace);
      const bound: BoundPane | undefined =
        data === undefined ? undefined : { draw: (props) => createElement(current, { data, ...props }) };
      latest.set(trace.manifest, { trace, bound });
      return bound;
    },
  };
}
