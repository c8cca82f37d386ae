/** Where the first file of a unified diff begins: git's own line, or the two names and a hunk. */
export const FIRST_FILE = /^(?:diff --git \S|--- \S[^\n]*\n\+\+\+ \S[^\n]*\n@@ -\d)/m;
