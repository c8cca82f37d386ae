import type { editor } from 'monaco-editor/editor/editor.api.js';
import { monaco } from './monaco.ts';

export interface Code {
  readonly path: string;
  readonly original: string;
  readonly modified: string;
  /** The line to bring into sight, from 1. */
  readonly line: number;
}

/** Counts the models, so that no two have the same address. */
let models = 0;

/**
 * Puts the two texts into the editor and tells once their difference is drawn. New models each time: a difference that
 * is still being computed belongs to the old ones. Returns how to give it up.
 */
export function showCode(
  diffEditor: editor.IStandaloneDiffEditor,
  { path, original, modified, line }: Code,
  onDrawn: () => void,
): () => void {
  models += 1;
  const pair = {
    original: modelOf(original, path, 'original'),
    modified: modelOf(modified, path, 'modified'),
  };
  let frame: number | undefined;
  let waiting = true;
  const onUpdate = (): void => {
    // It also tells when the models were set and nothing is computed yet.
    if (!waiting || diffEditor.getLineChanges() === null) return;
    waiting = false;
    reveal(diffEditor, line);
    // Monaco draws in the next frame.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onDrawn);
    });
  };
  const listening = diffEditor.onDidUpdateDiff(onUpdate);
  diffEditor.setModel(pair);
  onUpdate();
  return () => {
    waiting = false;
    listening.dispose();
    if (frame !== undefined) cancelAnimationFrame(frame);
    // Later, since the editor still has them: either others take their place now, or it goes.
    setTimeout(() => {
      pair.original.dispose();
      pair.modified.dispose();
    });
  };
}

/** Brings a line of the modified text to the middle. */
export function reveal(diffEditor: editor.IStandaloneDiffEditor, line: number): void {
  const modified = diffEditor.getModifiedEditor();
  const last = modified.getModel()?.getLineCount() ?? 1;
  modified.revealLineInCenter(Math.min(Math.max(line, 1), last), monaco.editor.ScrollType.Immediate);
}

/** The path's ending tells Monaco the language. */
function modelOf(text: string, path: string, side: string): editor.ITextModel {
  const uri = monaco.Uri.from({ scheme: 'trace', authority: `${side}-${models}`, path: `/${path}` });
  return monaco.editor.createModel(text, undefined, uri);
}
