/** Puts texts into Monaco's diff editor, and where they stand in it. */
import type { editor } from 'monaco-editor/editor/editor.api.js';
import { changesOf, type Code } from './code.ts';
import { knowDifference } from './known-differences.ts';
import { ModelCache } from './model-cache.ts';
import styles from './code.module.css';
import type { FoundMarks, RowPlace } from './found-line.ts';
import { monaco } from './monaco.ts';
import type { RemarkedRows } from './review-threads.ts';

interface Shown {
  readonly code: Code;
  readonly models: editor.IDiffEditorModel;
  readonly view: editor.IDiffEditorViewModel;
}

/** What is marked in the texts. */
interface CodeMarks {
  readonly found: FoundMarks | undefined;
  readonly remarks: readonly RemarkedRows[];
}

const SIDES = ['original', 'modified'] as const;

/** The same texts at the same place look the same, whatever was shown before. */
export class CodeStage {
  readonly #editor: editor.IStandaloneDiffEditor;
  readonly #listening: readonly { dispose(): void }[];
  readonly #models = new ModelCache();
  #shown: Shown | undefined;
  #place: RowPlace = { row: 1 };
  readonly #marks: editor.IEditorDecorationsCollection;
  readonly #remarks: Readonly<Record<(typeof SIDES)[number], editor.IEditorDecorationsCollection>>;

  constructor(diffEditor: editor.IStandaloneDiffEditor) {
    this.#editor = diffEditor;
    const [original, modified] = [diffEditor.getOriginalEditor(), diffEditor.getModifiedEditor()];
    this.#marks = modified.createDecorationsCollection();
    this.#remarks = {
      original: original.createDecorationsCollection(),
      modified: modified.createDecorationsCollection(),
    };
    const onContentSize = ({ contentHeightChanged }: { readonly contentHeightChanged: boolean }): void => {
      if (contentHeightChanged) this.#position();
    };
    this.#listening = [
      // In a pane of another size, or with lines broken otherwise, the middle is elsewhere.
      modified.onDidLayoutChange(() => this.#position()),
      modified.onDidContentSizeChange(onContentSize),
      // Both sides scroll together: for as long as this one cannot go as far, the other is held back.
      original.onDidContentSizeChange(onContentSize),
      // Rooms between lines, as for those that were deleted, may be exchanged for others of the same height.
      modified.onDidChangeViewZones(() => this.#position()),
    ];
  }

  /**
   * Shows the texts with their difference, and tells once they are drawn. Until then what was shown before stays. Returns
   * how to give it up.
   */
  show(code: Code, place: RowPlace, marks: CodeMarks, onDrawn: () => void): () => void {
    let frame: number | undefined;
    const finish = (): void => {
      this.#place = place;
      this.#mark(marks);
      this.#position();
      // Monaco draws in the next frame, and was asked before; what it found out then may have moved the middle.
      frame = requestAnimationFrame(() => {
        const before = this.#editor.getModifiedEditor().getScrollTop();
        this.#position();
        if (this.#editor.getModifiedEditor().getScrollTop() === before) onDrawn();
        else frame = requestAnimationFrame(onDrawn);
      });
    };
    if (this.#shown && isAlike(this.#shown.code, code)) finish();
    else {
      const next = this.#prepare(code);
      let [isPut, isGivenUp] = [false, false];
      void next.view.waitForDiff().then(() => {
        if (isGivenUp) return;
        isPut = true;
        this.#put(next, place);
        finish();
      });
      return () => {
        isGivenUp = true;
        if (frame !== undefined) cancelAnimationFrame(frame);
        if (!isPut) this.#giveBack(next);
      };
    }
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
    const last = this.#shown;
    this.#shown = undefined;
    // Later, since the editor still has them until it goes.
    setTimeout(() => {
      last?.view.dispose();
      this.#models.clear();
    });
  }

  #prepare(code: Code): Shown {
    const models = {
      original: this.#models.take(code, 'original'),
      modified: this.#models.take(code, 'modified'),
    };
    knowDifference(models, changesOf(code));
    return { code, models, view: this.#editor.createViewModel(models) };
  }

  #giveBack(shown: Shown | undefined): void {
    shown?.view.dispose();
    for (const side of SIDES) if (shown) this.#models.release(shown.models[side]);
  }

  #put(next: Shown, place: RowPlace): void {
    const before = this.#shown;
    const modified = this.#editor.getModifiedEditor();
    const kept = { scrollTop: modified.getScrollTop(), scrollLeft: modified.getScrollLeft() };
    this.#shown = next;
    this.#editor.setModel(next.view);
    for (const side of SIDES) number(this.#side(side), next.code.numbers?.[side]);
    if (place === 'kept') modified.setScrollPosition(kept, monaco.editor.ScrollType.Immediate);
    this.#giveBack(before);
  }

  #side(side: (typeof SIDES)[number]): editor.ICodeEditor {
    return side === 'original' ? this.#editor.getOriginalEditor() : this.#editor.getModifiedEditor();
  }

  /** The editor drops those of a text that it no longer shows. */
  #mark({ found, remarks }: CodeMarks): void {
    const inlineClassName = styles['found'] ?? '';
    this.#marks.set(
      (found?.spans ?? []).map(([start, end]) => ({
        range: new monaco.Range(found?.row ?? 1, start + 1, found?.row ?? 1, end + 1),
        options: { inlineClassName },
      })),
    );
    const linesDecorationsClassName = styles['remarked'] ?? '';
    for (const side of SIDES)
      this.#remarks[side].set(
        remarks
          .filter((rows) => rows.side === side)
          .map(({ first, last }) => ({
            range: new monaco.Range(first, 1, last, 1),
            options: { isWholeLine: true, linesDecorationsClassName },
          })),
      );
  }

  /** Always in the middle: what is in sight already is no reason to stay, or it would depend on what was before. */
  #position(): void {
    const modified = this.#editor.getModifiedEditor();
    const model = modified.getModel();
    if (this.#place === 'kept' || !model) return;
    const row = Math.min(Math.max(this.#place.row, 1), model.getLineCount());
    const { height } = modified.getLayoutInfo();
    const middle = (height - modified.getOption(monaco.editor.EditorOption.lineHeight)) / 2;
    const scrollTop = Math.max(0, Math.round(modified.getTopForLineNumber(row) - middle));
    modified.setScrollPosition({ scrollTop, scrollLeft: 0 }, monaco.editor.ScrollType.Immediate);
  }
}

/** Changes are found once and kept: other ones are mostly those that the texts stood without at first. */
function isAlike(a: Code, b: Code): boolean {
  return (
    a.path === b.path &&
    a.original === b.original &&
    a.modified === b.modified &&
    a.numbers === b.numbers &&
    (a.changes === b.changes || a.changes.length + b.changes.length === 0)
  );
}

/** Numbers the rows by the lines that they are; undefined: one after the other. */
function number(side: editor.ICodeEditor, lines: readonly (number | undefined)[] | undefined): void {
  const last = lines?.findLast((line) => line !== undefined) ?? 0;
  side.updateOptions({
    lineNumbers: lines ? (row) => String(lines[row - 1] ?? '') : 'on',
    // One more, since in one column those of both sides stand beside each other.
    lineNumbersMinChars: Math.max(3, String(last).length + 1),
  });
}
