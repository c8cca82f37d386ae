import { DiffEditor, type DiffOnMount } from '@monaco-editor/react';
import type { editor } from 'monaco-editor/editor/editor.api.js';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { defineTheme, usePageTheme } from './code-theme.ts';
import './monaco.ts';
import { reveal, showCode, type Code } from './show-code.ts';

/** In CSS pixels: below, there is no room for a map of the file. */
const MINIMAP_FROM = 900;

/** In CSS pixels: below, long lines are broken, since little of them would be seen. */
const UNBROKEN_FROM = 640;

interface CodeEditorProps {
  readonly code: Code;
  /** In CSS pixels. */
  readonly width: number;
  readonly sideBySide: boolean;
  /** A line to bring into sight; a new object asks anew. */
  readonly revealed: { readonly line: number } | undefined;
  /** The code is on screen, with its difference. Stable for as long as `code` is. */
  readonly onDrawn: () => void;
}

const OPTIONS: editor.IDiffEditorConstructionOptions = {
  readOnly: true,
  domReadOnly: true,
  originalEditable: false,
  // Who cannot type here must be able to leave by Tab.
  tabFocusMode: true,
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  contextmenu: false,
  links: false,
  folding: false,
  fixedOverflowWidgets: true,
  fontSize: 12,
  guides: { indentation: false },
  lineHeight: 18,
  lineNumbersMinChars: 3,
  maxComputationTime: 5000,
  occurrencesHighlight: 'off',
  renderLineHighlight: 'none',
  renderMarginRevertIcon: false,
  renderGutterMenu: false,
  scrollBeyondLastLine: false,
  selectionHighlight: false,
  stickyScroll: { enabled: false },
  unusualLineTerminators: 'off',
  useInlineViewWhenSpaceIsLimited: false,
};

/** Two texts in Monaco's diff editor. */
export function CodeEditor({ code, width, sideBySide, revealed, onDrawn }: CodeEditorProps) {
  const [diffEditor, setDiffEditor] = useState<editor.IStandaloneDiffEditor>();
  const theme = usePageTheme();
  // Defined here and not in an effect: the editor below asks for it in its own.
  const themeName = useMemo(() => defineTheme(theme), [theme]);
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
  }, []);

  useEffect(
    () => (diffEditor ? showCode(diffEditor, code, onDrawn) : undefined),
    [diffEditor, code, onDrawn],
  );
  useEffect(() => {
    if (diffEditor && revealed) reveal(diffEditor, revealed.line);
  }, [diffEditor, revealed]);

  return (
    // The models are ours: see showCode().
    <DiffEditor
      theme={themeName}
      options={options}
      keepCurrentOriginalModel
      keepCurrentModifiedModel
      loading="Loading the editor…"
      onMount={onMount}
    />
  );
}
