/** What a command line is about. Pure. */

/** The commands of a line, without what joins them. */
export function partsOf(line: string): readonly string[] {
  return line
    .split(/&&|\|\||[;|\n]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '');
}

/** Whether a command begins with one of `phrases`, each some whole words. */
export function begins(command: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => command === phrase || command.startsWith(`${phrase} `));
}

/** Whether any command of a line begins so. */
export function runs(line: string, phrases: readonly string[]): boolean {
  return partsOf(line).some((part) => begins(part, phrases));
}
