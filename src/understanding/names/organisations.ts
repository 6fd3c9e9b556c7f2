import { WordFinder } from '../word-finder.js';
import { legalEndings, organisationEndings, placePrefix, publicOffices, weakEndings } from '../words/organisations.js';
import type { Cover } from './cover.js';

/** A name of a firm or office read from the way it is built, known or not. */
export interface Organisation {
  from: number;
  to: number;
  score: number;
}

const endings = new WordFinder<string>();
for (const ending of organisationEndings) if (/[\u3400-\u9fff]|^4s|^ktv/.test(ending)) endings.add(ending, ending);

/** Words that lead a customer's name in. */
const leads =
  /(?:客户|集团客户|客戶|给|帮|替|去|到|在|拜访|走访|约|上|跟|陪|是|叫|单位|公司名|名称|为|那个|:|,|。|;|!|\s|\n|^)$/;
const follows =
  /^(?:的|投诉|反映|反馈|打来|来电|说|讲|那边|这边|抱怨|催|问|,|:|\s|$|今天|昨天|明天|又|也|刚|老|网|专线|宽带|账单|帐单|\d{1,2}月|[abc][12]?类?)/;

interface Ending {
  from: number;
  to: number;
}

/** Offices there is only one of in a town: 税务局, 人社局, 海关. 法院 and 派出所 alone are where people threaten to go. */
const bareOffice = /^(?:[\u3400-\u9fff]{2,6}局|海关|管委会|[省市区县镇]政府|疾控中心|政务中心)$/;
/** 城东支行, 二分店: a branch named behind its house. */
const branch = /^[\u3400-\u9fff\d]{1,4}(?:支行|分行|分公司|营业部|分店|分院|校区|院区|分理处)/;

/** Runs of endings: 物流有限公司 counts as one. */
function endingRuns(folded: string): Ending[] {
  const runs: Ending[] = [];
  for (let at = 1; at < folded.length; ) {
    const first = endings.longestAt(folded, at);
    if (!first) {
      at++;
      continue;
    }
    let to = first.to;
    for (let next = endings.longestAt(folded, to); next; next = endings.longestAt(folded, to)) to = next.to;
    runs.push({ from: at, to });
    at = to;
  }
  return runs;
}

/** Walks left from an ending over what may be a core: at most eight characters. */
function coreStart(folded: string, cover: Cover, end: number): number {
  let from = end;
  while (end - from < 8 && from > 0) {
    if (cover.strong(from - 1)) break;
    if (cover.weak(from - 1) && end - from >= 2 && !cover.nameable(from - 1)) break;
    from--;
  }
  // 好邻居, 新天地: such a character may open a name where nothing stands before it.
  const opens = (at: number): boolean =>
    cover.nameable(at) || (cover.strong(at - 1) && /[好新老小大中上天正年日家有和同万千一]/.test(folded.charAt(at)));
  while (from < end && cover.weak(from) && end - from > 2 && !opens(from)) from++;
  return from;
}

function scoreOf(folded: string, core: string, ending: string, from: number, to: number): number {
  const before = folded.slice(Math.max(0, from - 4), from);
  const after = folded.slice(to, to + 4);
  let score = weakEndings.has(ending) ? 1 : 2.5;
  if (legalEndings.test(ending)) score += 0.5;
  if (leads.test(before)) score += 1.5;
  if (follows.test(after)) score += 1;
  if (core.length >= 2 && core.length <= 4) score += 1;
  return score;
}

function organisationAt(folded: string, cover: Cover, run: Ending): Organisation | undefined {
  const from = coreStart(folded, cover, run.from);
  const core = folded.slice(from, run.from);
  const ending = folded.slice(run.from, run.to);
  const office = publicOffices.test(ending) && (placePrefix.test(core) || (core === '' && bareOffice.test(ending)));
  if (core.length < 2 && !office) return undefined;
  const score = scoreOf(folded, core, ending, from, run.to) + (core.length < 2 ? 1 : 0);
  // 她也行, 可真行: one character is an ending only behind a whole name and beside words that stand there.
  const short = ending.length === 1;
  // 店长, 厂里, 局面: the character belongs to what follows. 刘总的公司: a possessor is no core.
  if (short && /[长员主里内外面门铺老区房]/.test(folded.charAt(run.to))) return undefined;
  if (core.includes('的')) return undefined;
  if (short && [...core].some((_, i) => cover.weak(from + i))) return undefined;
  if (score < (short ? 3.5 : 3)) return undefined;
  return { from, to: run.to + (branch.exec(folded.slice(run.to, run.to + 9))?.[0].length ?? 0), score };
}

/** 华盛物流, 市教育局, 老王家饺子馆 … as said. */
export function findOrganisations(folded: string, cover: Cover): Organisation[] {
  const found: Organisation[] = [];
  for (const run of endingRuns(folded)) {
    if (cover.strong(run.from) && !coveredOnlyByTrade(folded, run)) continue;
    const organisation = organisationAt(folded, cover, run);
    const last = found.at(-1);
    if (organisation && !(last && organisation.from < last.to)) found.push(organisation);
  }
  return found;
}

/** 网络 and 通信 stand for a trade only when a legal form follows. */
function coveredOnlyByTrade(folded: string, run: Ending): boolean {
  return /(?:公司|集团|中心|店|厂|局)$/.test(folded.slice(run.from, run.to)) && run.to - run.from >= 3;
}
