import { describe, expect, it } from 'vitest';
import { replace, strReplaceEditor, visit, type ToolUse } from '../../../src/importers/agent/tools.ts';
import { OPENHANDS_TOOLS, withTexts } from '../../../src/importers/openhands/tools.ts';

const DONE = { text: 'ok', failed: undefined, exitCode: undefined };
const use = (args: object, result: ToolUse['result'] = DONE): ToolUse => ({
  id: 'c',
  name: 'tool',
  args: { ...args },
  result,
});
const unanswered = (args: object): ToolUse => ({ ...use(args), result: undefined });

describe('tool calls', () => {
  it('a replacement without its old text says nothing; without a new one it deletes', () => {
    const edit = replace('file', 'from', 'to');
    expect(edit(use({ file: 'a', to: 'x' }))).toEqual([]);
    expect(edit(use({ file: 'a', from: null, to: 'x' }))).toEqual([]);
    expect(edit(use({ file: 'a', from: '' }))).toEqual([]);
    expect(edit(use({ file: 'a', from: 'b' }))).toMatchObject([{ kind: 'replace', from: 'b', to: '' }]);
    expect(edit(use({ file: 'a', from: '', to: 'x' }))).toMatchObject([{ kind: 'write', created: true }]);
    expect(strReplaceEditor(use({ command: 'str_replace', path: 'a', new_str: 'x' }))).toEqual([]);
  });

  it('a page is visited only where the call succeeded', () => {
    const browsed = OPENHANDS_TOOLS.get('browser');
    if (!browsed) throw new Error('no browser');
    const url = 'https://example.test/';
    for (const [tool, args] of [
      [visit('url'), { url }],
      [browsed, { code: `goto("${url}")` }],
    ] as const) {
      expect(tool(use(args))).toEqual([{ kind: 'visit', url }]);
      expect(tool(use(args, { ...DONE, failed: true }))).toEqual([]);
      expect(tool(unanswered(args))).toEqual([]);
    }
  });

  it('OpenHands: an edit made the file only where its answer says that it is new', () => {
    const created = (isNew: boolean) =>
      withTexts(new Map([['c', { file: 'a', before: undefined, after: 'x', isNew }]]))(use({}));
    expect(created(false)).toEqual([{ kind: 'write', file: 'a', text: 'x', created: false }]);
    expect(created(true)).toMatchObject([{ created: true }]);
  });
});
