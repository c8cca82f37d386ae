/**
 * Gives Monaco's diff editor the differences that are known already, in the stead of the worker that would compare both
 * texts anew: they are on screen together with the text, and are the very ones that the list of changes tells.
 */
import type { editor, IDisposable } from 'monaco-editor/editor/editor.api.js';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices.js';
import type { LineChange } from '../../trace/line-diff.ts';
import { lineMappings } from './line-mappings.ts';

/** By the models of a diff, the modified one first. */
const known = new WeakMap<editor.ITextModel, WeakMap<editor.ITextModel, readonly LineChange[]>>();

/** To be said before the diff of the models is shown. */
export function knowDifference(
  { original, modified }: editor.IDiffEditorModel,
  changes: readonly LineChange[],
): void {
  const byOriginal = known.get(modified) ?? new WeakMap<editor.ITextModel, readonly LineChange[]>();
  known.set(modified, byOriginal.set(original, changes));
}

const provider = {
  onDidChange: (): IDisposable => ({ dispose: () => undefined }),
  dispose: () => undefined,
  computeDiff(original: editor.ITextModel, modified: editor.ITextModel) {
    const changes = known.get(modified)?.get(original) ?? [];
    return Promise.resolve({
      changes: lineMappings(changes, { original: endOf(original), modified: endOf(modified) }),
      identical: changes.length === 0,
      quitEarly: false,
      moves: [],
    });
  },
};

/** How many lines a text has that ends with a line feed. */
function endOf(model: editor.ITextModel): number | undefined {
  const rows = model.getLineCount();
  return model.getLineLength(rows) === 0 ? rows - 1 : undefined;
}

// The one service of Monaco that is another here.
StandaloneServices.initialize({ diffProviderFactoryService: { createDiffProvider: () => provider } });
