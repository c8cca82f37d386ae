import { asciicast } from './asciicast/index.ts';
import { atif } from './atif/index.ts';
import { claudeCode, claudeCodeFolder } from './claude-code/index.ts';
import { codex } from './codex/index.ts';
import { harborResult, harborTrial } from './harbor/index.ts';
import type { Importer } from './importer.ts';
import { inspect } from './inspect/index.ts';
import { miniSweAgent } from './mini-swe-agent/index.ts';
import { openHands, openHandsFolder } from './openhands/index.ts';
import { sweAgent } from './swe-agent/index.ts';

/** Every importer, in the order in which they are asked: those that take a folder before those of its files, the surest first. */
export const IMPORTERS: readonly Importer[] = [
  asciicast,
  claudeCodeFolder,
  openHandsFolder,
  harborTrial,
  inspect,
  atif,
  claudeCode,
  codex,
  openHands,
  sweAgent,
  miniSweAgent,
  harborResult,
];
