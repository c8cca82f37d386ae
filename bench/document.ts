/** Keeps the results of a run in the documentation, between the marks of its benchmark. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { BENCHMARKS } from './benchmarks.ts';

const DOCUMENT = 'docs/PERFORMANCE.md';

/** Puts `text`, in Markdown, in the place of what benchmark `name` wrote before; at the end where it wrote nothing yet. */
export async function keepInDocument(name: string, text: string): Promise<void> {
  const after = replaced(await readFile(DOCUMENT, 'utf8'), name, text);
  await writeFile(DOCUMENT, await format(after, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
}

/** The document with the text of benchmark `name`. Throws where only one of its marks is there. */
export function replaced(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end of bench ${name} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 && to === -1) {
    const title = BENCHMARKS.find((one) => one.name === name)?.title ?? name;
    return `${document.trimEnd()}\n\n## ${title}: \`npm run bench -- ${name} --keep\`\n\n${begin}\n\n${text}\n\n${end}\n`;
  }
  if (from === -1 || to < from)
    throw new Error(`${DOCUMENT} has no place for ${name}: put ${begin} and ${end} there.`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
