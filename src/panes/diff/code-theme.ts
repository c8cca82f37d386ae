import { useSyncExternalStore } from 'react';
import { monaco } from './monaco.ts';

type Theme = 'dark' | 'light';

/** The page's theme. */
export function usePageTheme(): Theme {
  return useSyncExternalStore(subscribe, pageTheme);
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function pageTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
}

/** Gives Monaco the page's colours as they are now, and the name of the theme that has them. */
export function defineTheme(theme: Theme): string {
  const tokens = getComputedStyle(document.documentElement);
  // Monaco reads six digits only, and a minifier writes three where it can.
  const colour = (token: string): string =>
    tokens
      .getPropertyValue(token)
      .trim()
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const name = `playhead-${theme}`;
  monaco.editor.defineTheme(name, {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    // These colours of the stock themes are too faint on a changed line.
    rules: [
      { token: 'keyword', foreground: theme === 'dark' ? '7ab8f0' : '0000d0' },
      { token: 'comment', foreground: theme === 'dark' ? '8fb37c' : '2f6b1c' },
      { token: 'number', foreground: theme === 'dark' ? 'b5cea8' : '0b6b46' },
    ],
    colors: {
      'editor.background': colour('--surface'),
      'editor.foreground': colour('--text'),
      'editorGutter.background': colour('--surface'),
      'editorLineNumber.foreground': colour('--text-muted'),
      'editorLineNumber.activeForeground': colour('--text'),
      'editorWidget.background': colour('--surface-2'),
      'editorWidget.border': colour('--border'),
      'diffEditor.border': colour('--border'),
      'diffEditor.insertedLineBackground': `${colour('--ok')}18`,
      'diffEditor.insertedTextBackground': `${colour('--ok')}2a`,
      'diffEditor.removedLineBackground': `${colour('--fail')}18`,
      'diffEditor.removedTextBackground': `${colour('--fail')}2a`,
      'diffEditor.diagonalFill': colour('--surface-3'),
      'scrollbar.shadow': '#00000000',
      focusBorder: colour('--accent'),
    },
  });
  return name;
}
