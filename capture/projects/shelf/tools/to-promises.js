// Rewrites functions that call `done` in the end as async ones: node tools/to-promises.js FILE...
import { readFileSync, writeFileSync } from 'node:fs';

/** What becomes of a line; '': it goes. */
const RULES = [
  [/^export function (\w+)\((?:(.*), )?done\) \{$/, 'export async function $1($2) {'],
  [/^(\w+)\((?:(.*), )?done\) \{$/, 'async $1($2) {'],
  [/^test\((.*), \(t, done\) => \{$/, 'test($1, async () => {'],
  [/^if \(error\) (?:throw error|return done\(error\));$/, ''],
  [/^(.*)return done\((new .*)\);$/, '$1throw $2;'],
  [/^done\(null, (.*)\);$/, 'return $1;'],
  [/^done\(\);$/, ''],
];
/** A call that goes on in a callback; what stands in there moves out. */
const CALL = /^([\w.]+)\((?:(.*), )?\(error(?:, (\w+))?\) => \{$/;
/** Whoever looks closer at an error has to be rewritten by hand. */
const LEFT = /\berror\b/;

function rewrite(text) {
  const ends = [];
  const lines = [];
  for (const line of text.split('\n')) {
    const code = line.trimStart();
    const indent = ' '.repeat(Math.max(0, line.length - code.length - 2 * ends.length));
    const [whole, call, given = '', name] = CALL.exec(code) ?? [];
    if (line === ends.at(-1)) ends.pop();
    else if (whole) {
      ends.push(line.replace(code, '});'));
      lines.push(`${indent}${name ? `const ${name} = ` : ''}await ${call}(${given});`);
    } else {
      const [rule, becomes] = RULES.find(([pattern]) => pattern.test(code)) ?? [];
      if (becomes !== '') lines.push(rule ? indent + code.replace(rule, becomes) : (indent + code).trimEnd());
    }
  }
  return lines;
}

for (const path of process.argv.slice(2)) {
  const before = readFileSync(path, 'utf8');
  const lines = rewrite(before);
  const left = lines.find((line) => LEFT.test(line));
  if (left !== undefined) console.log(`left       ${path}: ${left.trim()}`);
  else if (lines.join('\n') !== before) {
    writeFileSync(path, lines.join('\n'));
    console.log(`rewritten  ${path}`);
  }
}
