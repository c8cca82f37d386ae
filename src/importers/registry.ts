import { agentViewer } from './agent-viewer/index.ts';
import { agentnetSteps, agentnetStepsFolder } from './agentnet-steps/index.ts';
import { agentnet } from './agentnet/index.ts';
import { asciicast } from './asciicast/index.ts';
import { atif, atifFolder } from './atif/index.ts';
import { captions } from './captions/index.ts';
import { claudeCode, claudeCodeFolder } from './claude-code/index.ts';
import { codex } from './codex/index.ts';
import { ctrf } from './ctrf/index.ts';
import { har } from './har/index.ts';
import { harborResult, harborTrial } from './harbor/index.ts';
import type { Importer } from './importer.ts';
import { inspect } from './inspect/index.ts';
import { junit } from './junit/index.ts';
import { media } from './media/index.ts';
import { miniSweAgent } from './mini-swe-agent/index.ts';
import { openHands, openHandsFolder } from './openhands/index.ts';
import { osworld } from './osworld/index.ts';
import { otlp, otlpFolder } from './otlp/index.ts';
import { playwright } from './playwright/index.ts';
import { rrweb } from './rrweb/index.ts';
import { sarif } from './sarif/index.ts';
import { sweAgent } from './swe-agent/index.ts';
import { terminalBench } from './terminal-bench/index.ts';
import { unifiedDiff } from './unified-diff/index.ts';

/** Every importer, in the order in which they are asked: those that take a folder before those of its files, the surest first. */
export const IMPORTERS: readonly Importer[] = [
  asciicast,
  terminalBench,
  // Runs of agents.
  claudeCodeFolder,
  openHandsFolder,
  harborTrial,
  inspect,
  atifFolder,
  atif,
  claudeCode,
  codex,
  openHands,
  sweAgent,
  miniSweAgent,
  harborResult,
  // Computer use.
  agentnet,
  osworld,
  agentnetStepsFolder,
  agentnetSteps,
  agentViewer,
  // Captures of screens, pages and sounds, and reports.
  playwright,
  otlpFolder,
  otlp,
  har,
  sarif,
  ctrf,
  junit,
  rrweb,
  captions,
  unifiedDiff,
  media,
];
