import { createElement, lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Problem } from '../base/errors.ts';
import type { Clock } from '../timeline/clock.ts';
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
}

/** A pane whose data type is closed over: the shell needs not know it. */
export interface PaneDefinition {
  /** Stable: it stands in addresses and saved layouts. */
  readonly id: string;
  readonly title: string;
  /** The layer kinds that it shows; where all are absent, the pane says why. */
  readonly kinds: readonly Layer['kind'][];
  /** The pane for a trace; undefined where the trace has nothing for it. */
  bind(trace: Trace): BoundPane | undefined;
}

export interface BoundPane {
  /** The view with its data given. Lazy: the code loads when it is first shown. */
  readonly View: ComponentType<Omit<PaneProps<unknown>, 'data'>>;
}

interface PaneSpec<Data> {
  readonly id: string;
  readonly title: string;
  readonly kinds: readonly Layer['kind'][];
  /** The slice of the trace that the pane needs; undefined where the trace has none. */
  select(trace: Trace): Data | undefined;
  /** The view's module; import() it, so that its code loads only when shown. */
  load(): Promise<ComponentType<PaneProps<Data>>>;
}

/** A pane = one folder + one line in `registry.ts`. */
export function definePane<Data>(spec: PaneSpec<Data>): PaneDefinition {
  // One lazy component a definition: a new one would lose the view's state whenever the trace is bound again. Only code
  // that could not be loaded is asked for anew, when the pane is drawn the next time.
  const make = (): LazyExoticComponent<ComponentType<PaneProps<Data>>> =>
    lazy(async () => {
      try {
        return { default: await spec.load() };
      } catch (error) {
        current = make();
        throw error;
      }
    });
  let current = make();
  return {
    id: spec.id,
    title: spec.title,
    kinds: spec.kinds,
    bind(trace) {
      const data = spec.select(trace);
      if (data === undefined) return undefined;
      return { View: (props) => createElement(current, { data, ...props }) };
    },
  };
}
