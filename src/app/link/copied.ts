/** Puts a text on the clipboard; false where the page may not, as over plain http. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Whoever asked says what to do instead.
    return false;
  }
}
