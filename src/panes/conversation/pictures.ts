/** Pictures that steps speak of: only those which lie in the bundle are shown. */
import { createContext } from 'react';
import { namedPictures } from '../../trace/agent-steps.ts';
import type { AgentLayer, ConversationData } from './conversation-data.ts';

export interface Picture {
  readonly bundle: Pick<ConversationData['bundle'], 'open'>;
  /** In the bundle. */
  readonly path: string;
  readonly mediaType: string;
}

/** Pictures of pixels alone: others, SVG above all, are documents. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/**
 * Finds them by the path as the document of `layer` names it: as the layer says, else from the bundle's root, or from the
 * folder of the document.
 */
export function pictureFinder(
  bundle: ConversationData['bundle'],
  layer: AgentLayer['layer'],
): (path: string) => Picture | undefined {
  const folder = layer.paths?.[0]?.replace(/[^/]*$/, '') ?? '';
  const named = namedPictures(layer);
  return (path) => {
    const known = [named.get(path) ?? path, path, folder + path].find((name) => bundle.files.has(name));
    const mediaType = TYPES[/\.([a-z]+)$/i.exec(known ?? '')?.[1]?.toLowerCase() ?? ''];
    return known === undefined || mediaType === undefined ? undefined : { bundle, path: known, mediaType };
  };
}

export const PicturesContext = createContext<(path: string) => Picture | undefined>(() => undefined);
