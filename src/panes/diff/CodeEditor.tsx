import { DiffEditor, type DiffOnMount } from '@monaco-editor/react';
import type { editor } from 'monaco-editor/editor/editor.api.js';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Reading } from '../../ui/Reading.tsx';
import type { Code } from './code.ts';
import { CodeStage } from './code-stage.ts';
import { defineTheme, usePageLook } from './code-theme.ts';
import styles from './code.module.css';
import type { FoundMarks, RowPlace } from './found-line.ts';
import './monaco.ts';
import type { RemarkedRows } from './review-threads.ts';
import { useTakingOver } from './use-taking-over.ts';

/** In CSS pixels: below, there is no room for a map of the file. */
const MINIMAP_FROM = 900;

/** In CSS pixels: below, long lines are broken, since little of them would be seen. */
const UNBROKEN_FROM = 640;

interface CodeEditorProps {
  readonly code: Code;
  /** In CSS pixels. */
  readonly width: number;
  readonly sideBySide: boolean;
  /** A new object asks anew. */
  readonly place: RowPlace;
  /** Words to be marked. */
  readonly marks: FoundMarks | undefined;
  /** Rows that reviewers speak about. */
  readonly remarks: readonly RemarkedRows[];
  /** The code is on screen, with its difference and in its place. Stable for as long as both are. */
  readonly onDrawn: () => void;
  /** A person has scrolled, or clicked. Stable. */
  readonly onTake: () => void;
}

const OPTIONS: editor.IDiffEditorConstructionOptions = {
  readOnly: true,
  domReadOnly: true,
  originalEditable: false,
  // Who cannot type here must be able to leave by Tab.
  tabFocusMode: true,
  automaticLayout: true,
  bracketPairColorization: { enabled: true },
  contextmenu: false,
  links: false,
  folding: false,
  fixedOverflowWidgets: true,
  fontSize: 12,
  guides: { indentation: false },
  ignoreTrimWhitespace: false,
  lineHeight: 18,
  lineNumbersMinChars: 3,
  occurrencesHighlight: 'off',
  renderLineHighlight: 'none',
  renderMarginRevertIcon: false,
  renderGutterMenu: false,
  scrollBeyondLastLine: false,
  selectionHighlight: false,
  stickyScroll: { enabled: false },
  // What looks like something else is marked, since it may be meant to deceive; other languages are not.
  unicodeHighlight: {
    ambiguousCharacters: true,
    invisibleCharacters: true,
    nonBasicASCII: false,
    includeComments: true,
    includeStrings: true,
  },
  unusualLineTerminators: 'off',
  useInlineViewWhenSpaceIsLimited: false,
};

/** Two texts in Monaco's diff editor. */
export function CodeEditor({
  code,
  width,
  sideBySide,
  place,
  marks,
  remarks,
  onDrawn,
  onTake,
}: CodeEditorProps) {
  const element = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<CodeStage>();
  const [diffEditor, setDiffEditor] = useState<editor.IStandaloneDiffEditor>();
  const look = usePageLook();
  // Defined here and not in an effect: the editor below asks for it in its own.
  const themeName = useMemo(() => defineTheme(look), [look]);
  const { path } = code;
  const options = useMemo(
    () => ({
      ...OPTIONS,
      renderSideBySide: sideBySide,
      diffWordWrap: width < UNBROKEN_FROM ? ('on' as const) : ('off' as const),
      renderOverviewRuler: width >= MINIMAP_FROM,
      minimap: { enabled: width >= MINIMAP_FROM },
      originalAriaLabel: `${path}, before`,
      modifiedAriaLabel: `${path}, at the playhead`,
    }),
    [sideBySide, width, path],
  );
  const onMount: DiffOnMount = useCallback((created) => {
    // The wrapper's own empty models would stay behind.
    const empty = created.getModel();
    created.setModel(null);
    empty?.original.dispose();
    empty?.modified.dispose();
    setDiffEditor(created);
    setStage(new CodeStage(created));
  }, []);

  useEffect(() => () => stage?.dispose(), [stage]);
  useEffect(
    () => stage?.show(code, place, { found: marks, remarks }, onDrawn),
    [stage, code, place, marks, remarks, onDrawn],
  );
  useTakingOver(element, diffEditor, onTake);

  return (
    <div ref={element} className={styles['stage']}>
      {/* The models are ours: see CodeStage. */}
      <DiffEditor
        theme={themeName}
        options={options}
        keepCurrentOriginalModel
        keepCurrentModifiedModel
        loading={<Reading what="Loading the editor …" />}
        onMount={onMount}
      />
    </div>
  );
}
