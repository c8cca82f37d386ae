import { useSyncExternalStore } from 'react';
import { bracketColours, LINE_TINT, tokenRules, WORD_TINT } from './code-colours.ts';
import { monaco } from './monaco.ts';

/** The page's look: its theme, and how strong its contrast is. */
type Look = `${'dark' | 'light'}-${'normal' | 'more'}`;

export function usePageLook(): Look {
  return useSyncExternalStore(subscribe, pageLook);
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-contrast'],
  });
  return () => observer.disconnect();
}

function pageLook(): Look {
  const { theme, contrast } = document.documentElement.dataset;
  return `${theme === 'light' ? 'light' : 'dark'}-${contrast === 'more' ? 'more' : 'normal'}`;
}

/** Gives Monaco the page's colours as they are now, and the name of the theme that has them. */
export function defineTheme(look: Look): string {
  const theme = look.startsWith('light') ? 'light' : 'dark';
  const tokens = getComputedStyle(document.documentElement);
  // Monaco reads six digits only, and a minifier writes three where it can.
  const colour = (token: string): string =>
    tokens
      .getPropertyValue(token)
      .trim()
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const brackets = bracketColours(colour).map((value, index): readonly [string, string] => [
    `editorBracketHighlight.foreground${index + 1}`,
    value,
  ]);
  const name = `playhead-${look}`;
  monaco.editor.defineTheme(name, {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: tokenRules(theme, colour),
    colors: {
      'editor.background': colour('--surface'),
      'editor.foreground': colour('--text'),
      'editorGutter.background': colour('--surface'),
      'editorLineNumber.foreground': colour('--text-muted'),
      'editorLineNumber.activeForeground': colour('--text'),
      'editorWidget.background': colour('--surface-2'),
      'editorWidget.border': colour('--border'),
      ...Object.fromEntries(brackets),
      // In a hunk its partner may be out of sight.
      'editorBracketHighlight.unexpectedBracket.foreground': colour('--text'),
      'editorUnicodeHighlight.border': colour('--warn'),
      'editorUnicodeHighlight.background': '#00000000',
      'diffEditor.border': colour('--border'),
      'diffEditor.insertedLineBackground': `${colour('--ok')}${LINE_TINT}`,
      'diffEditor.insertedTextBackground': `${colour('--ok')}${WORD_TINT}`,
      'diffEditor.removedLineBackground': `${colour('--fail')}${LINE_TINT}`,
      'diffEditor.removedTextBackground': `${colour('--fail')}${WORD_TINT}`,
      'diffEditor.diagonalFill': colour('--surface-3'),
      'scrollbar.shadow': '#00000000',
      focusBorder: colour('--accent'),
    },
  });
  return name;
}
