/** Names, lines of code and sentences, so that made files read, compress and search like real ones. */
import type { Dice } from './dice.ts';

const NOUNS =
  'account batch buffer cache chunk client column cursor delta entry event field filter frame graph group handler header index invoice item key layer ledger limit line list lock manifest message metric node option order owner packet page parser patch path payload period pool port price query queue quota range rate record region report request result route row rule schema scope segment session shard signal slot snapshot source span stream table target task tenant ticket token total track value vector view window worker zone'.split(
    ' ',
  );
const VERBS =
  'add apply attach build check clamp clear close collect compare compute convert copy count decode derive drop emit encode expand fetch find flush format freeze group hash index insert join load lock map mark match merge normalize open parse patch pick pull push read rebuild reduce release remove render replace resolve retry round scan seek select send shift sort split store sum take trim update validate wait walk write'.split(
    ' ',
  );
const TYPES = ['string', 'number', 'boolean', 'readonly string[]', 'Uint8Array', 'Date', 'unknown'];
const SAID = [
  'I look at the {noun} first, since that is where the {noun} comes from.',
  'The test says the {noun} is off by one, so the {noun} must begin too late.',
  'Let me run this once more and watch the {noun}.',
  'That is odd: the {noun} is there, but the {noun} never hears of it.',
  'I decide to {verb} the {noun} here and not in the {noun}, because only here do we know the {noun}.',
  'Next I {verb} the {noun}, and then the {noun} should be right.',
  'It works now. I still want a test for an empty {noun}.',
  'The log shows that we {verb} the {noun} twice.',
  'I could {verb} every {noun}, but that would be slow for a large {noun}.',
  'So the rule is simple: never {verb} a {noun} that is not ours.',
  'I read the manual again on how to {verb} a {noun}.',
  'This name is bad; I call it {noun} from now on.',
];

export function noun(dice: Dice): string {
  return dice.pick(NOUNS);
}

export function verb(dice: Dice): string {
  return dice.pick(VERBS);
}

export function sentence(dice: Dice): string {
  return dice
    .pick(SAID)
    .replace(/\{(noun|verb)\}/g, (_, kind: string) => (kind === 'noun' ? noun(dice) : verb(dice)));
}

/** `fetchInvoice`, for example. */
export function camel(dice: Dice): string {
  return verb(dice) + capital(noun(dice));
}

/** One line of a program, without its end. */
export function codeLine(dice: Dice): string {
  const [a, b] = [noun(dice), noun(dice)];
  switch (dice.whole(0, 9)) {
    case 0:
      return `  const ${a} = ${camel(dice)}(${b}, ${dice.whole(0, 4_096)});`;
    case 1:
      return `  if (${a}.length > ${dice.whole(1, 64)}) return ${b};`;
    case 2:
      return `  for (const ${a} of ${b}s) total += ${a}.${noun(dice)};`;
    case 3:
      return `  return ${a}s.filter(({ ${b} }) => ${b} !== undefined);`;
    case 4:
      return `  // ${sentence(dice)}`;
    case 5:
      return `  ${a}.${camel(dice)}({ ${b}: ${dice.whole(0, 999)}, ${noun(dice)}: '${noun(dice)}-${dice.hex(6)}' });`;
    case 6:
      return `  throw new Error(\`the ${a} has no ${b}: \${String(${noun(dice)})}\`);`;
    case 7:
      return `export function ${camel(dice)}(${a}: ${dice.pick(TYPES)}, ${b}: ${dice.pick(TYPES)}): ${dice.pick(TYPES)} {`;
    case 8:
      return '}';
    default:
      return '';
  }
}

/** A line of a document. */
export function proseLine(dice: Dice): string {
  return dice.chance(0.2)
    ? ''
    : dice.chance(0.1)
      ? `## ${capital(noun(dice))} and ${noun(dice)}`
      : `- ${sentence(dice)}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
