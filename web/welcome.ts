import type { BusinessClock } from './business-clock.js';
import type { Person } from './direct-line.js';
import { element } from './dom.js';

const starters = [
  { what: '记一件投诉', say: '远帆食品王芳来电，10月账单多扣了480元短信费，很生气，要求查清退费' },
  { what: '约一次拜访', say: '下周三下午三点去远帆食品拜访王芳，送台历' },
  { what: '查手册', say: '重大投诉多久内要答复？' },
];

/** What an empty conversation shows: a greeting and three things to start with. A starter is written, not sent. */
export function renderWelcome(person: Person, clock: BusinessClock, write: (text: string) => void): Node[] {
  const cards = starters.map(({ what, say }) => {
    const card = element('button', { type: 'button', class: 'starter' });
    card.append(element('strong', {}, what), element('span', {}, say));
    card.addEventListener('click', () => write(say));
    return card;
  });
  return [
    element('h2', {}, `${person.name}，${greeting(clock.hour())}`),
    element('p', {}, '客户怎么说的，照原话发给我就行。缺什么我再问，到点我叫您。'),
    element('div', { class: 'starters' }, ...cards),
  ];
}

function greeting(hour: number): string {
  if (hour < 5) return '夜深了';
  if (hour < 11) return '早';
  if (hour < 13) return '中午好';
  return hour < 18 ? '下午好' : '晚上好';
}
