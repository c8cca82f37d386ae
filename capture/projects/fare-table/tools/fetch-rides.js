/** `node tools/fetch-rides.js FILE`: gets last week's rides from the service that the archive is filled by. */
import { writeFile } from 'node:fs/promises';

const SOURCE = 'http://rides.internal/2024-09.jsonl';
const PATIENCE_MS = 4000;

try {
  const answer = await fetch(SOURCE, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`it answers with ${answer.status}`);
  await writeFile(process.argv[2], await answer.text());
} catch (error) {
  console.error(`No rides from ${SOURCE}: ${error.cause?.code ?? error.message}`);
  process.exit(1);
}
