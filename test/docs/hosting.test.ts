/** `docs/HOSTING.md` shows the file that is tested, and not another one. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('shows nginx.conf as it is', () => {
  const file = readFileSync('docs/hosting/nginx.conf', 'utf8');
  expect(readFileSync('docs/HOSTING.md', 'utf8')).toContain(`\`\`\`nginx\n${file}\`\`\``);
});
