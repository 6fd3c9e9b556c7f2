import { WordFinder } from '../word-finder.js';
import { organisationEndings } from '../words/organisations.js';
import { notNames, surnames, titles, weakTitles } from '../words/people.js';
import type { Cover } from './cover.js';
import { englishGiven } from './english-names.js';

/** A person as said: 李敏 (经理), 王姐, 老周, 孙薇. */
export interface Person {
  from: number;
  to: number;
  /** Without a title behind a full name: 李敏; with it behind a family name alone: 吴总. */
  name: [number, number];
  title: string | null;
  score: number;
  /** As the directory writes it, where it was said otherwise (Wang Fang, 王方). */
  known?: string;
}

const titleFinder = new WordFinder<string>();
for (const title of titles) titleFinder.add(title, title);
const notNameFinder = new WordFinder<true>();
for (const word of notNames) notNameFinder.add(word, true);

const before =
  /(?:瞅瞅?|瞧瞧?|探望|看望|探|会|搵|联系人|联络人|对接人|负责人|经办人|关键人|投诉人|采购|财务|会计|出纳|行政|前台|老板|老板娘|店长|厂长|主管|秘书|助理|员工|职工|工人|职员|文员|店员|成员|同学|朋友|战友|老乡|同事|信息科|办公室|机主|法人|[科部室处]|管事的|姓名是?|找|见|看|约|跟|和|与|陪|叫|姓名|名字|是|拜访|给|问|对|的|向|请|由|客户|我是|本人|这里是|访|送|帮|替|,|:|;|。|\(|!|\?|\s|\n|^)$/;
const after =
  /^(?:追|盯|嚷|吼|喊|哭|闹|叹|说|讲|话|反映|反馈|投诉|打|来电|来找|找|很|非常|特别|特|挺|老|生气|气|火|发|手机|电话|号码|联系|要|抱怨|骂|在|那边|这边|问|催|急|报|刚|又|也|都|还|已|昨|今|明|周|下|上|早|中午|晚|,|:|;|。|!|\)|\(|\s|\n|$|、|和|跟|与|1[3-9]|\d|不|没|嫌|让|叫|想|希望|强烈|必须|一|他|她|本人|名下|家|那|这|定|约|同意|点头|答应|吃|喝|谈|聊|送|拿|签|续|换|办|开|装|看|见|面|坐|拜|了解|介绍|推|带|过|给|到|去|请|邀|参|当面|:|-|\/)/;

const endings = new WordFinder<true>();
for (const ending of organisationEndings) if (ending.length > 2) endings.add(ending, true);

/** 审|计局, 售|楼部: the end of an office's name is nobody. */
function endsOffice(folded: string, at: number, to: number): boolean {
  return [1, 2, 3].some((back) => endings.longestAt(folded, at - back)?.to === to);
}

const cjk = /[\u3400-\u9fff]/;

/** By character: begins a family name of two characters, is one of one. */
const begins = new Uint8Array(0x10000);
const isSurname = new Uint8Array(0x10000);
for (const name of surnames) (name.length === 1 ? isSurname : begins)[name.charCodeAt(0)] = 1;

function surnameAt(folded: string, at: number): number {
  const code = folded.charCodeAt(at);
  if (begins[code] === 1 && at + 1 < folded.length && surnames.has(folded.slice(at, at + 2))) return 2;
  return isSurname[code] === 1 ? 1 : 0;
}

/** Words that begin like a title of one character: 处理, 工单, 生意. */
const likeTitle =
  /^(?:处(?:理|于|罚|分|在)|工(?:作|程|厂|地|资|单|期|信|商|具|业|人|会|艺|行|时)|科(?:技|学|目|普|研)|院(?:子|落|线|区)|校(?:园|区|准|对|服)|所(?:以|有|谓|属|在)|队(?:伍|列)|部(?:分|门|署|件|队)|厅(?:堂|里)|局(?:域|部|面)|董事|导(?:致|航|游|出|入)|太(?:多|慢|差|贵|大|少|久|好|过|不|忙|阳)|站(?:点|在|着|台)|生(?:气|意|产|活|效|成|病|怕|日|鲜|态|育|物|怨))/;
/** Who is looked for, met or spoken to; a title of one character behind the name needs no more. */
const sought = /(?:找|见|约|跟|和|陪|给|叫|访|联系|带|请|搵|同|问|瞅|瞧|看望|探望)$/;

function titleAt(folded: string, at: number, led: boolean): string | undefined {
  const found = titleFinder.longestAt(folded, at)?.value;
  if (!found) return undefined;
  const next = folded.slice(at + found.length);
  if (weakTitles.has(found) && cjk.test(next.charAt(0))) {
    if (likeTitle.test(folded.slice(at, at + 2)) || !(led || after.test(next.slice(0, 3)))) return undefined;
  }
  // 总 and 局 also begin words: 总是, 总部, 局部.
  if (
    /^(?:总(?:是|部|共|之|算|机|额|断|掉|卡|计|体)|局(?:域|部|面|长))/.test(folded.slice(at, at + 2)) &&
    found.length === 1
  )
    return undefined;
  return found;
}

/** Family name, up to two characters, title. */
function titled(folded: string, cover: Cover, at: number, family: number, besideCustomer: boolean): Person | undefined {
  const led = besideCustomer || sought.test(folded.slice(Math.max(0, at - 2), at));
  // 那边|孙主任: the last character of a word that bounds names begins none.
  const bounded = cover.bound(at) && surnameAt(folded, at + 1) > 0;
  for (const given of bounded ? [0] : [0, 1, 2]) {
    const end = at + family + given;
    if (given > 0 && (cover.strong(end - 1) || /[的了在是和跟说找见约给让请]/.test(folded.charAt(end - 1)))) break;
    const title = titleAt(folded, end, led && given === 0);
    if (!title || (title.length === 1 && endsOffice(folded, at, end + 1))) continue;
    // 向|司马经理, 和|王主任: what joins is no family name where one follows.
    if (given > 0 && /[向和于]/.test(folded.charAt(at)) && surnameAt(folded, at + 1) > 0) return undefined;
    // 主任医师|公孙大夫: two characters that are a family name are nobody's given name.
    if (given === 2 && family === 1 && surnameAt(folded, at + 1) === 2) return undefined;
    // 华岳钢管|纪工: in the middle of a run the shorter name is the person's.
    if (given === 1 && !led && cover.free(at - 1) && surnameAt(folded, at + 1) === 1) return undefined;
    const to = end + title.length;
    return {
      from: at,
      to,
      name: given === 0 ? [at, to] : [at, end],
      title,
      score: 4 + (before.test(folded.slice(Math.max(0, at - 3), at)) ? 1 : 0),
    };
  }
  return undefined;
}

/** 隽总监: a family name nobody has on a list, alone at the head of a clause or behind its firm, with a title of its own. */
function strangelyNamed(folded: string, cover: Cover, at: number, besideCustomer: boolean): Person | undefined {
  if (
    !/[\u3400-\u9fff]/.test(folded.charAt(at)) ||
    !cover.free(at) ||
    /[副正总老小新女男前大执首]/.test(folded.charAt(at))
  )
    return undefined;
  if (!besideCustomer && !/^$|[\s,:;。!?(]/.test(folded.charAt(at - 1))) return undefined;
  const title = titleFinder.longestAt(folded, at + 1)?.value ?? '';
  const to = at + 1 + title.length;
  if (title.length < 2 || titleFinder.longestAt(folded, at) || endsOffice(folded, at, to)) return undefined;
  return after.test(folded.slice(to, to + 3)) ? { from: at, to, name: [at, to], title, score: 3 } : undefined;
}

/** 小鹿姐, 阿彪哥: a nickname with how one calls him. */
const nickname = /^[小阿大老][\u3400-\u9fff](?:姐|哥|妹|姨|叔|嫂|老师|师傅|老板)(?![夫弟妹哥姐们家])/;

function nicknamed(folded: string, cover: Cover, at: number): Person | undefined {
  const said = nickname.exec(folded.slice(at, at + 5))?.[0];
  if (!said || !cover.free(at + 1) || cover.bound(at) || titleFinder.longestAt(folded, at + 1)) return undefined;
  const to = at + said.length;
  return { from: at, to, name: [at, to], title: null, score: 3 };
}

/** 老王, 小李, 阿强: a familiar name needs a border behind it. */
function familiar(folded: string, at: number, besideCustomer: boolean): Person | undefined {
  if (!/[老小阿大]/.test(folded.charAt(at))) return undefined;
  // 阿坤: what follows is no family name.
  const byGiven = /^阿(?![姨里拉哥妹婆公姊嫂叔伯爷弟訇胶根富联迪斯尔拉姐克])[\u3400-\u9fff]/.test(
    folded.slice(at, at + 2),
  );
  if (surnameAt(folded, at + 1) !== 1 && !byGiven) return undefined;
  if (
    notNameFinder.longestAt(folded, at + 1) ||
    /^(?:小时|小区|小米|老年|老是|大家|大石|大连|小孔|老婆|老断|大时|大车|大米|大白|大雷|大江|大花|小黄车|大程|大项|大路|老路|老时|小花|大祝|大席|老花|大毛|小毛|小费|小项|老师|老家|老应|老路|小组|小计|小车|小江|小康|小易|小包|小单|小平|小强|小全|小于|小成|小巫)/.test(
      folded.slice(at, at + 3),
    )
  )
    return undefined;
  const rest = folded.slice(at + 2, at + 5);
  const led = besideCustomer || before.test(folded.slice(Math.max(0, at - 3), at)) || jobBefore(folded, at);
  const to = at + (/^(?:头(?![诉述])|[爷妈婆哥姐])/.test(folded.slice(at + 2, at + 4)) ? 3 : 2);
  const closed = after.test(rest) || after.test(folded.slice(to, to + 3));
  // 丰年种业的老莫…: beside the firm nothing else begins so.
  const plainly = besideCustomer || sought.test(folded.slice(Math.max(0, at - 2), at));
  if (!led || !(closed || (plainly && /[老小]/.test(folded.charAt(at))))) return undefined;
  return { from: at, to, name: [at, to], title: null, score: 3 };
}

/** 联系人:程刚: behind such a label a name may hold what bounds names elsewhere. */
const labelled = /(?:联系人|联络人|姓名|负责人|经办人|对接人|投诉人|机主)(?:[:是为]\s?|\s)$/;

function givenLength(folded: string, cover: Cover, at: number, family: number): number {
  const named = labelled.test(folded.slice(Math.max(0, at - 5), at));
  const fits = (length: number): boolean => {
    for (let i = 0; i < length; i++) {
      const place = at + family + i;
      if (named ? cover.strong(place) : !cover.free(place)) return false;
    }
    return true;
  };
  const closes = (length: number): boolean => after.test(folded.slice(at + family + length, at + family + length + 3));
  const one = fits(1) && closes(1);
  const two = fits(2) && closes(2);
  // 王芳刚打来: the third character opens what follows, so the name is the shorter one.
  if (one && cover.borderAt(at + family + 1)) return 1;
  if (two && (cover.borderAt(at + family + 2) || !one)) return 2;
  return one ? 1 : two ? 2 : 0;
}

/** 店长阎丽, 副局长 袁晓东: the title in front. */
function jobBefore(folded: string, at: number): boolean {
  const gap = /[ :]/.test(folded.charAt(at - 1)) ? at - 1 : at;
  // 财务部 易晓琳: the department for the post.
  const end = gap < at && /[部科室]/.test(folded.charAt(gap - 1)) ? gap - 1 : gap;
  return [4, 3, 2].some(
    (length) => titleFinder.longestAt(folded, end - length)?.to === end && !weakTitles.has(folded.charAt(end - 1)),
  );
}

/** A plain full name: only where the words around it are those that stand beside people. */
function plain(folded: string, cover: Cover, at: number, family: number, besideCustomer: boolean): Person | undefined {
  if (notNameFinder.longestAt(folded, at) || cover.strong(at)) return undefined;
  const given = givenLength(folded, cover, at, family);
  if (given === 0) return undefined;
  const to = at + family + given;
  const left = folded.slice(Math.max(0, at - 3), at);
  const right = folded.slice(to, to + 12);
  let score = besideCustomer ? 2 : before.test(left) || jobBefore(folded, at) ? 1 : 0;
  if (score === 0) return undefined;
  if (
    /(?:联系人|投诉人|对接人|负责人|经办人|来电人|姓名|机主|秘书|助理|店长|财务|会计|采购|员工|职工|工人|职员|文员|成员|客户)[:是为]?\s?$|(?:找|见|约|跟|和|陪|我是|叫|看|拜访|问)$/.test(
      folded.slice(Math.max(0, at - 5), at),
    )
  )
    score += 1.5;
  if (
    /^(?:说|讲|反映|反馈|投诉|打|来电|来找|很|非常|特别|生气|火|手机|电话|抱怨|骂|催|[ ,:]?\s?1[3-9x*]|发火|急|嫌|问)/.test(
      right,
    )
  )
    score += 1.5;
  if (jobBefore(folded, at)) score += 1.5;
  if (given === 2) score += 0.5;
  return { from: at, to, name: [at, to], title: null, score };
}

/** Behind Mr, Ms or a role in English text; the letters' case decides. */
const english =
  /\b(?:(Mr|Mrs|Ms|Miss|Dr|Prof|GM|CEO|CFO|Manager|Director|President|Boss)\.?\s{1,2}([A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20})?)|(?:[Cc]ontact|[Cc]ontact is|[Cc]ontact:|called|named|with|see|meet|meeting|visit|I am|I'm|[Tt]his is|from)\s{1,2}(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)([A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20})?)(?=\s{0,2}(?:,|\.|$|;|at\s|on\s|from\s|tomorrow|next|this|\d|\())|([A-Z][a-z]{1,20}\s[A-Z][a-z]{1,20})(?=\s(?:is|was|says|said|complain|call|want|report|feels|sounds))|(?<![A-Za-z.]\s?)(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)([A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20})?)(?=\sfrom\s[A-Z])|(?<=\p{Script=Han}\s?)(?!Wifi|Wi|App|Pos|Sim|Net|Vip|Ktv|Usb|Web|Office|Excel|Erp|Crm)([A-Z][a-z]{2,20})(?=\s?(?:说|讲|很|聊|谈|见|那|家|吃|急|气|打来|来电|反映|投诉|反馈|经理|老师|小姐|先生|女士|总|要|想|让|问|催|嫌|骂|今|昨|明|又|也|在|表示|觉得|不|为|把|[,,:]))|(?<=(?:^|[,.;:!?(]|\band)\s{0,2})(?!(?:Mr|Mrs|Ms|Miss|Dr)\b)([A-Z][a-z]{2,20})(?=\s(?:is|was|says|said|complains|wants|asks|sounds|feels|insists|demands)\s)|(?<=(?:^|\n|[-\u2013\u2014]\s?))(?!(?:Best|Kind|Warm|Many|Thanks|Dear|Re|Fw)\b)([A-Z][a-z]{1,20}\s[A-Z][a-z]{1,20})(?=,\s?[A-Z][A-Za-z ]{1,30}\s*$|\s*$))/gu;

function englishPeople(text: string): Person[] {
  const people: Person[] = [];
  for (const m of text.matchAll(english)) {
    const name = m[2] ?? m[3] ?? m[4] ?? m[5] ?? m[6] ?? m[7] ?? m[8] ?? '';
    if (
      /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|The|Our|They\b|She\b|He\b|We\b|It\b|You\b|Please|This|That|There|What|Who|Client|Customer|Complaint|Network|Internet|Somebody|Everyone|Nobody)/.test(
        name,
      )
    )
      continue;
    const from = m.index + m[0].lastIndexOf(name);
    const start = m[1] ? m.index : from;
    people.push({
      from: start,
      to: from + name.length,
      name: [m[1] && !name.includes(' ') ? start : from, from + name.length],
      title: m[1] ?? null,
      score: 3,
    });
  }
  const met = (g: { from: number; to: number }): boolean => people.some((p) => p.from < g.to && g.from < p.to);
  for (const { from, to } of englishGiven(text))
    if (!met({ from, to })) people.push({ from, to, name: [from, to], title: null, score: 3 });
  return people;
}

const longTitles = titles.filter((title) => title.length > 1 || /[总姐哥工]/.test(title)).join('|');
/** 老师姓冼, 姓屠的采购, 我姓韩: the family name told apart from the title. */
const calledBySurname = new RegExp(
  `(${longTitles})?姓([\\u3400-\\u9fff]{1,2})(?:的?(?:那[个位]|这[个位])?(${longTitles}))?`,
  'g',
);

function bySurname(folded: string): Person[] {
  return [...folded.matchAll(calledBySurname)].flatMap(
    ({ index, 0: said, 1: before = '', 2: name = '', 3: behind }) => {
      const family = surnameAt(name, 0);
      if (family === 0 || (behind && name.length > family)) return [];
      const from = index + before.length + 1;
      const to = behind ? index + said.length : from + family;
      const known = name.slice(0, family) + (behind ?? before);
      return [{ from: index, to, name: [from, from + family], title: null, score: 3, known }];
    },
  );
}

/** Everyone named in a text. `taken` are spans of customers: no person lies inside one, but may follow directly. */
export function findPeople(
  text: string,
  folded: string,
  cover: Cover,
  taken: ReadonlyArray<readonly [number, number]>,
): Person[] {
  const inside = new Uint8Array(folded.length + 1);
  const ends = new Set<number>();
  for (const [from, to] of taken) {
    inside.fill(1, from, to);
    ends.add(to);
    if (/[的 ,]/.test(folded.charAt(to))) ends.add(to + 1);
  }
  const people: Person[] = /[A-Z]/.test(text)
    ? englishPeople(text).filter((p) => !taken.some(([from, to]) => p.from < to && from < p.to))
    : [];
  for (let at = 0; at < folded.length; at++) {
    if (inside[at]) continue;
    const family = surnameAt(folded, at);
    const beside = ends.has(at);
    const person = family
      ? personAt(folded, cover, at, family, beside)
      : (familiar(folded, at, beside) ?? nicknamed(folded, cover, at) ?? strangelyNamed(folded, cover, at, beside));
    if (!person) continue;
    people.push(person);
    at = person.to - 1;
  }
  const told = folded.includes('姓')
    ? bySurname(folded).filter((t) => !people.some((p) => p.from < t.to && t.from < p.to && p.to > t.to))
    : [];
  const others = people.filter((p) => !told.some((t) => p.from < t.to && t.from < p.to));
  return [...others, ...told].sort((a, b) => a.from - b.from);
}

function personAt(
  folded: string,
  cover: Cover,
  at: number,
  family: number,
  besideCustomer: boolean,
): Person | undefined {
  if (/[老小]/.test(folded.charAt(at - 1)) && family === 1) return undefined;
  if (/[楼层]/.test(folded.charAt(at)) && /[一二三四五六七八九十\d]/.test(folded.charAt(at - 1))) return undefined;
  // 董事长, 值班: a title, or the end of another word.
  if ((titleFinder.longestAt(folded, at)?.value.length ?? 0) > 1) return undefined;
  if (/(?:[值上下加领跟换当]班|[副正主]任|[商市]场|[公工]司|[主]管)$/.test(folded.slice(at - 1, at + 1)))
    return undefined;
  const blocked = notNameFinder.longestAt(folded, at);
  const withTitle = blocked ? undefined : titled(folded, cover, at, family, besideCustomer);
  if (withTitle) return besideCustomer ? { ...withTitle, score: withTitle.score + 2 } : withTitle;
  const short =
    family === 2 && surnames.has(folded.charAt(at)) ? plain(folded, cover, at, 1, besideCustomer) : undefined;
  return plain(folded, cover, at, family, besideCustomer) ?? short;
}
