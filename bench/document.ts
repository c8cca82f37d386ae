/** Keeps the results of a run in the documentation, between the marks of its benchmark. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const DOCUMENT = 'docs/PERFORMANCE.md';

/** Puts `text`, in Markdown, in the place of what benchmark `name` wrote before. */
export async function keepInDocument(name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end of bench ${name} -->`];
  const before = await readFile(DOCUMENT, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from)
    throw new Error(`${DOCUMENT} has no place for ${name}: put ${begin} and ${end} there.`);
  const after = `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`;
  await writeFile(DOCUMENT, await format(after, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
}
