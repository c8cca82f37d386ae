/** `playhead allow`: writes into a built page whose bundles it may open, and whose pages may drive it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, OK, onlyArgument, parse, type Command } from './command.ts';
import { checkOrigin, embeddersOf, withEmbedders, withOrigins } from './page-policy.ts';

const HELP = `Usage: playhead allow APP [options]

Writes into index.html of APP, a copy of dist/app, what whoever hosts it allows, and prints the header that its server is
to send with every file. What the page allowed before stays; without options, only the header is printed.

  --connect ORIGIN   the page may read and play bundles from this origin; repeatable
  --embed ORIGIN     pages of this origin may show the page in a frame and drive it; repeatable`;

export const allowCommand: Command = {
  name: 'allow',
  summary: 'let a hosted page open bundles of another origin, or be driven by its pages',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      connect: { type: 'string', multiple: true, default: [] },
      embed: { type: 'string', multiple: true, default: [] },
    });
    const place = join(onlyArgument(positionals, 'The folder of the built app'), 'index.html');
    const connect = values.connect.map((origin) => checkOrigin(origin));
    const embed = values.embed.map((origin) => checkOrigin(origin, '--embed'));
    const page = await readPage(place);
    const { html, policy } = withOrigins(withEmbedders(page, embed), connect);
    const embedders = embeddersOf(html);
    if (policy === undefined || !embedders)
      throw new CommandError(`${place} is not the page of a built Playhead: name a copy of dist/app.`);
    if (html !== page) await writeFile(place, html);
    const frames = ["frame-ancestors 'self'", ...embedders].join(' ');
    output.print(`Content-Security-Policy: ${policy}; ${frames}`);
    return OK;
  },
};

async function readPage(place: string): Promise<string> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    throw new CommandError(`${place} cannot be read: name a copy of dist/app.`, { cause: error });
  }
}
