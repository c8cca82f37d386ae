import { createContext, type ComponentType } from 'react';
import type { LayoutStore } from './layout-store.ts';
import type { ReviewDrawerProps } from './ReviewDrawer.tsx';
import type { TraceSession } from './session-store.ts';
import type { Shortcut, ShortcutVerbs } from './shortcuts.ts';
import type { Lane } from '../timeline/tracks.ts';

/** What is other in the workbench where it plays one trace for a client, who changes nothing of it. */
export interface ClientMode {
  /** ids of the panes that are shown; undefined: all. */
  readonly panes: readonly string[] | undefined;
  /** Of all commands those that there are, with words of their own. */
  readonly shortcuts: (all: readonly Shortcut[]) => readonly Shortcut[];
  readonly verbs: (all: ShortcutVerbs) => ShortcutVerbs;
  /** What stands between the top bar and the panes. */
  readonly Bar: ComponentType<ClientBarProps>;
  /** What the sender's reviewers say, to be read; undefined: nothing was sent. */
  readonly Reviews: ComponentType<ClientReviewsProps> | undefined;
}

export interface ClientBarProps {
  readonly session: TraceSession;
  readonly layouts: LayoutStore;
}

export interface ClientReviewsProps extends Pick<ReviewDrawerProps, 'session' | 'regions' | 'onClose'> {
  /** Whether the drawer is to be seen; comments stay on the timeline. */
  readonly open: boolean;
  /** Told of the lane of comments. Stable over renders. */
  readonly onLane: (lane: Lane | undefined) => void;
}

/** undefined: the page is for people who work on traces. */
export const ClientContext = createContext<ClientMode | undefined>(undefined);
