/** What a command throws before it calls back is its error, too. */
export function runCommand(command, shelf, words, done) {
  try {
    command(shelf, words, done);
  } catch (error) {
    done(error);
  }
}
