import type { TokenKind } from './token-kinds.js';

/** Names of months and days, numbers and small words: kind, word, figure. */
export const english: Array<[TokenKind, string, number]> = [
  ...[
    'jan january',
    'feb february',
    'mar march',
    'apr april',
    'may',
    'jun june',
    'jul july',
    'aug august',
    'sep sept september',
    'oct october',
    'nov november',
    'dec december',
  ].flatMap((names, i) =>
    names
      .split(' ')
      .flatMap(
        (n): Array<[TokenKind, string, number]> => [
          ['month-name', n, i + 1],
          ...(n.length < 5 ? [['month-name', `${n}.`, i + 1] as [TokenKind, string, number]] : []),
        ],
      ),
  ),
  ...[
    'mon monday',
    'tue tues tuesday',
    'wed weds wednesday wendesday wensday',
    'thu thur thurs thursday',
    'fri friday',
    'sat saturday',
    'sun sunday',
  ].flatMap((names, i) => names.split(' ').map((n): [TokenKind, string, number] => ['weekday', n, i + 1])),
  ...'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((n, i): [TokenKind, string, number] => ['number', n, i + 1]),
  ...['a', 'an'].map((n): [TokenKind, string, number] => ['number', n, 1]),
  ...[
    'on',
    'at',
    'of',
    'the',
    'from',
    'starting',
    'around',
    'about',
    'by about',
    'early',
    'late',
    'coming',
    'this coming',
  ].map((n): [TokenKind, string, number] => ['filler', n, 0]),
];
