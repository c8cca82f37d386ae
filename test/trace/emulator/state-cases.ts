/**
 * One case for each kind of state a terminal can be in, as output that leads to it. The first list are those that a screen
 * written out as sequences (xterm.js' own serializer) does not give back.
 */
export const LOST_BY_SERIALIZING: Readonly<Record<string, string>> = {
  'bold next to dim': '\x1b[1mbold\x1b[0;2mdim\x1b[0;1;2mboth\x1b[22;1mbold\x1b[m',
  'a curly underline': '\x1b[4:3mcurly\x1b[m plain',
  'a double underline': '\x1b[21mdouble\x1b[m plain',
  'the colour of an underline': '\x1b[4;58:2::255:10:20mred\x1b[58:5:33mblue\x1b[59mnone\x1b[m',
  'a link': '\x1b]8;;https://example.com/a;b\x07link\x1b]8;;\x07 no link',
  'a link with an id, open':
    '\x1b]8;id=a;https://a.example\x07one\r\n\x1b]8;;\x07x\x1b]8;id=a;https://a.example\x07two',
  'the cursor in the last column after a full row': `${'x'.repeat(40)}\x1b[40G`,
  'a scroll region': 'a\r\nb\r\nc\x1b[3;6r\x1b[6;1Hin the region',
  'a saved cursor': '\x1b[3;4H\x1b[1;35m\x1b7\x1b[m\x1b[Hhome',
  'a saved cursor of the other screen': '\x1b[5;9H\x1b7\x1b[?1047h\x1b[2;2H\x1b7\x1b[Halt',
  'a saved cursor of screen 47': '\x1b[4;4H\x1b7\x1b[?47h\x1b[Hon it\x1b[?47l',
  'tab stops': '\x1b[3g\x1b[5G\x1bH\x1b[17G\x1bH\r',
  'charset G0': '\x1b(0lqqk\r\n',
  'charset G1, shifted': '\x1b)0\x0elqk',
  'a hidden cursor': 'text\x1b[?25l',
  'a cursor style': '\x1b[5 qbar',
  'origin mode': '\x1b[3;8r\x1b[?6h\x1b[2;2Hx',
  'the encoding of the mouse': '\x1b[?1000;1006h',
  'an erased screen with a background': '\x1b[48;5;52m\x1b[2J\x1b[Htext',
  'line feed as new line': '\x1b[20hone\ntwo',
  'held back output': '\x1b[?2026hheld',
  'protected cells': '\x1b[1"qkept\x1b[0"qnot\x1b[?K',
  'a wrapped line that was erased': `${'y'.repeat(50)}\x1b[2K`,
  'a cut inside a control sequence': 'text\x1b[1;3',
  'a cut inside a command to the terminal': 'text\x1b]8;;https://exam',
  'a cut inside a character': 'text\ud83d',
  'a cut after an escape': 'text\x1b',
};

export const KEPT_BY_SERIALIZING: Readonly<Record<string, string>> = {
  '16 colours': '\x1b[31;42ma\x1b[91;102mb\x1b[m',
  '256 colours': '\x1b[38;5;200;48;5;17ma\x1b[38;5;3mb',
  'RGB colours': '\x1b[38;2;1;2;3;48;2;250;251;252ma',
  'plain flags': '\x1b[1ma\x1b[3mb\x1b[4mc\x1b[5md\x1b[7me\x1b[8mf\x1b[9mg\x1b[53mh\x1b[m',
  'CJK text': '漢字かな交じり文',
  'joined and combining characters': 'e\u0301 👩‍👩‍👧 🇩🇪 n\u0303\u0301\u0302',
  'a wide character that wraps': `${'x'.repeat(39)}漢`,
  'a long wrapped line': 'z'.repeat(333),
  'lines that scrolled away': Array.from({ length: 60 }, (_, row) => `\x1b[3${row % 8}mline ${row}\r\n`).join(
    '',
  ),
  'a wrap that is due': 'x'.repeat(40),
  'the alternate screen over the normal one': 'normal\r\n\x1b[?1049h\x1b[3;3Halternate',
  'insert mode': 'abc\x1b[4h\r',
  'application cursor keys and keypad': '\x1b[?1h\x1b=',
  'bracketed paste': '\x1b[?2004h',
  'no wrapping': `\x1b[?7l${'x'.repeat(50)}`,
  'erased lines with a background': '\x1b[44m\x1b[K\r\n\x1b[41mtext\x1b[K',
  'attributes for what comes': 'a\x1b[1;4;33m',
  'reverse wrapping': `\x1b[?45h${'x'.repeat(41)}\r\x08`,
  'mouse and focus reports': '\x1b[?1002;1004;1015h',
  'a blinking cursor': '\x1b[?12h',
  'charsets G2 and G3': '\x1b*0\x1b+0\x1bn',
  'changed colours': '\x1b]4;1;rgb:12/34/56\x07\x1b]11;#102030\x07\x1b]10;#eee\x07\x1b]110\x07',
};

/** States beyond those lists: where lines that scrolled away matter. */
export const SCROLLED: Readonly<Record<string, string>> = {
  'a saved cursor above the screen': `\x1b7${'\r\n'.repeat(30)}now`,
  'a link that scrolled away': `\x1b]8;id=z;https://z.example\x07z\x1b]8;;\x07${'\r\n'.repeat(30)}`,
  'scrollback that was cleared': `${'old\r\n'.repeat(30)}\x1b[3Jnew`,
  'a full reset': `${'old\r\n'.repeat(30)}\x1b]8;id=q;https://q.example\x07q\x1bcnew`,
  'scrollback that is full': 'full\r\n'.repeat(5100),
  'scrollback that is full, and a saved cursor': `\x1b[5;5H\x1b7${'full\r\n'.repeat(5100)}`,
  'a region that scrolls lines away': `\x1b[1;5r${'in\r\n'.repeat(12)}`,
  'a coloured line that scrolled away': `\x1b[45m\x1b[2J${'\r\n'.repeat(12)}`,
};
