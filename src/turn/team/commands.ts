import type { Staff } from '../../domain/staff.js';
import type { TellColleagues } from '../../domain/tell-colleagues.js';
import type { Reading } from '../../understanding/types.js';

/** How a supervisor speaks of giving several matters away, and of what is to be passed on. Each pattern is about the kind of thing said. */
export interface HandOverMeant {
  /** Whose matters; null where they are named one by one. */
  from: Staff | null;
  /** Null where nobody is named yet; `self`: the speaker takes them. */
  to: Staff | 'self' | null;
  /** The customers themselves are meant, not what they complained of. */
  ofCustomers: boolean;
  /** Only some of them, and it is not said which: 「分两个给陈琪」. */
  some: boolean;
}

const gives =
  '(?:(?:转|轉|移交|交|改|换|換|分|派|划|劃|拨|撥)(?:派|交|到|成)?(?:给|給|俾|畀|由|归|歸|到)|给|給|俾|畀|归|歸|由|(?:让|讓|请|請|叫)(?=.{1,4}(?:跟|接|管|办|辦|负责|負責|处理|處理))|我(?:来|來|先|自己)?(?:接|跟|管|办|辦|处理|處理))';
/** Behind a name: 的都给…, 手上的投诉全部转…, 名下没结的单子先由…. */
const allOf = new RegExp(
  `^(?:手上|手里|手裡|手头|手頭|名下|那边|那邊|这边)?[的嘅]?(?:手上|名下|没结|沒結|未结|在办|在辦|在跟|所有|全部|(?:这|那|這)?几[个个個件单單])*的?(?<what>投诉|投訴|客诉|单子|單子|工单|工單|单|單|活儿?|事情?|工作|任务|任務|客户|客戶|东西)?(?:都|全部|全|先|暂时|暫時|一起|一并|统统|也|这几天|這幾天)*(?<some>(?:分|拿|匀|拨)?(?:出)?(?:[一二两三四五六\\d]|几)[个個件单單])?${gives}`,
);
const before = /(?:给|給|俾|畀|由|归|歸|让|讓|请|請|到|交|叫|改|换|換|转|轉|\bto )$/;
const self = /(?:给|給|归|歸|由|交|转|轉)我|我(?:来|來|先|自己)?(?:接|跟|管|办|辦|处理|處理)/;
const asksWho = /谁|誰|什么|什麼|哪|怎么|怎麼|多少|几点|為|为何|为什么|吗$|嗎$/;
const givesEnglish = /\b(?:give|move|hand ?-?over|reassign|transfer)\b.*\b(?:all|everything|complaints)\b/i;

/** `people`: colleagues the text names, in any order. */
export function handOverMeant({ text }: Reading, people: readonly Staff[]): HandOverMeant | undefined {
  if (text.length > 80 || asksWho.test(text.replace(/能不能|可不可以/g, ''))) return undefined;
  const behind = ({ name }: Staff) => text.slice(text.indexOf(name) + name.length);
  const english = givesEnglish.test(text);
  const from = people.find((each) => (english ? behind(each).startsWith("'s") : allOf.test(behind(each)))) ?? null;
  const others = people.filter((each) => each !== from);
  const named = others.find(({ name }) => before.test(text.slice(0, text.indexOf(name)))) ?? others[0];
  const to = named ?? (self.test(text) ? 'self' : null);
  if (!from && !to) return undefined;
  const { what, some } = (from && allOf.exec(behind(from))?.groups) ?? {};
  return { from, to, ofCustomers: what === '客户' || what === '客戶', some: some !== undefined };
}

/** 远帆和星河都给高翔, 除了清江: words that give away, whoever has them. */
export function givesAway({ text }: Reading): boolean {
  return new RegExp(
    `(?:都|全部|一起|一并|两[单家件个]|几[单家件个]|和|、|跟).{0,8}${gives}|\\b(?:give|move|reassign)\\b`,
  ).test(text);
}

/** 除了清江都给高翔; 清江留着: the part of a message that names what stays. */
export function keptPart(text: string): string {
  const except = /(?:除了?|不含|不包括|不算)(.{2,20}?)(?:以外|之外|外|都|全|,|\uFF0C|$)/.exec(text)?.[1];
  const stays =
    /(?:^|[,\uFF0C。\s])([^,\uFF0C。]{2,20}?)(?:留着|留下|留給|不转|不轉|不动|别动|不改|先不)|\bkeep (.+)$/i.exec(text);
  return [except, stays?.[1], stays?.[2]].filter(Boolean).join(' ');
}

export interface PassedOn {
  to: readonly Staff[] | 'team';
  kind: TellColleagues['kind'];
  /** Empty where it is not said yet. */
  text: string;
}

const everybody = '大家|所有人|全组|全組|全队|全隊|团队|團隊|组里|組裡|各位|他们(?:几个)?|everyone|everybody|the team';
const asks = '(?:追|去|再)?(?:问|問)(?:问|問|一?下|一?声|一?聲)?|催(?:一?下|一?催|催)?|\\bask\\b';
const tells = '提醒(?:一?下)?|通知(?:一?下)?|告诉|告訴|转告|轉告|叮嘱|叮囑|嘱咐|\\b(?:tell|remind|notify)\\b';
const says = '(?:跟|和|给|給|对|對)';
const lets = '(?:让|讓|叫|请|請)';
const wanted = '(?:给我|給我|回我|找我|来找我|跟我|向我|尽快|盡快|抓紧|抓緊|赶紧|趕緊|下班前|今天|明天|先把|把)';
const courtesy = '(?:你|帮我|幫我|麻烦|麻煩|替我|再|先|去|顺便|順便|记得|記得|请|請|就|,|\uFF0C|\\s)*';
const joints =
  '(?:一?下|一?声|一?聲|说一?[下声]?|說一?[下聲]?|讲一?[下声]?|[,\uFF0C:\uFF1A\\s]|\\b(?:that|to|whether|if)\\b)*';

/** 「问问林悦…」, 「通知大家…」, 「宏远那单快到点了 问问高翔」. `people`: those of the team the text names. */
export function passedOn({ text, intent }: Reading, people: readonly Staff[]): PassedOn | undefined {
  if (text.length > 300 || (intent === 'policy' && people.length === 0)) return undefined;
  const names = people.map(({ name }) => name).join('|');
  const who = names === '' ? everybody : `(?:${names})(?:(?:、|和|跟|,|\uFF0C)(?:${names}))*|${everybody}`;
  const said = text.trim();
  const found =
    match(`(?<verb>${asks}|${tells})\\s*(?<who>${who})${joints}(?<rest>.*)$`, said) ??
    match(`(?<verb>${says})(?<who>${who})(?:说|說|讲|講|交代)(?!了|过|過)${joints}(?<rest>.*)$`, said) ??
    match(`(?<verb>${lets})(?<who>${who})(?<rest>.{0,8}?${wanted}.*)$`, said);
  if (!found) return undefined;
  const { head = '', verb = '', who: whom = '', rest = '' } = found;
  if (/催/.test(verb) && /^的?(?:日志|日誌|日报|日報)$/.test(trimmed(rest))) return undefined;
  const kind = new RegExp(`^(?:${asks})$`, 'i').test(verb) ? 'asked' : 'told';
  const named = people.filter(({ name }) => whom.includes(name));
  const about = trimmed(head);
  const words = [about, trimmed(rest)].filter((part) => part !== '').join(',');
  return { to: named.length > 0 ? named : 'team', kind, text: words };
}

function match(pattern: string, text: string): Record<string, string> | undefined {
  return new RegExp(`^(?<head>.{0,30}?)${courtesy}${pattern}`, 'is').exec(text)?.groups;
}

function trimmed(text: string): string {
  return text.replace(/^[\s,\uFF0C:\uFF1A。]+|[\s,\uFF0C]+$/g, '');
}

/** 「回周岚 联系了」, 「跟主管说一声 我晚点到」: words for the speaker's supervisor. */
export function answerFor({ text }: Reading, superior: Pick<Staff, 'name'>): string | undefined {
  const who = `(?:${superior.name}|主管|领导|領導|上级|上級|my supervisor)`;
  const said =
    match(
      `(?:回复?|回復?|答复|答復|告诉|告訴|转告|轉告|\\b(?:tell|answer)\\b)\\s*${who}(?!了|过)${joints}(?<rest>.{2,})$`,
      text.trim(),
    ) ?? match(`${says}${who}(?:说|說|讲|講)(?!了|过|過|的)${joints}(?<rest>.{2,})$`, text.trim());
  return said && said.head === '' ? said.rest : undefined;
}
