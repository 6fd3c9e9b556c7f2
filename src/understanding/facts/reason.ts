import { type VisitReason, visitReasons } from '../../domain/labels.js';
import { inside, type Message } from '../message.js';
import type { Parties } from '../names/parties.js';
import { type Feature, featuresNamed } from '../weighing/features.js';
import { wordingOf } from '../weighing/outline.js';
import { Scorer, tellable, untold } from '../weighing/scorer.js';

export const reasonScorer = new Scorer('reason', [...visitReasons, untold]);

/** So much must speak for a reason that no word of its list tells. */
const unsaid = 0.3;

function told(message: Message, { customers, people }: Parties): string[] {
  const names = [...customers, ...people].map((n) => [n.from, n.to] as const);
  const hits = message.hits('reason').filter((hit) => !inside(hit, names));
  const denied = (from: number): boolean =>
    /(?:不|没|别|不用)$/.test(message.folded.slice(Math.max(0, from - 2), from));
  return hits.filter((hit) => !denied(hit.from)).map((hit) => hit.code);
}

/** What one does there: work on things, talk of offers, call on people. */
const doings: ReadonlyArray<readonly [string, RegExp]> = [
  [
    'works',
    /(?:换|修|装|拆|调|测|接|布|查|看|瞅|睇|瞧|检|弄|配|升级|联调|验收?|维护|处理)(?:一下|下|个|台|条|看)?[^,。;!?\s]{0,5}?(?:机|器|盒|线|网|卡|猫|设备|监控|系统|端口|号码|座机|电话|电视|摄像头|平台|收银|vpn|ip|信号|故障|wifi|pos|pda|ap|方案落地)|联调|验收|割接|巡检|fix|install|repair|replace/,
  ],
  ['brings', /(?:带|送|拎|提|捎)[^,。;!?]{0,3}[几两一二三四五六\d]+(?:盒|箱|袋|瓶|罐|篮|束|份|提|本|条)/],
  ['speaks of', /(?:聊|谈|洽谈|沟通|讲讲|汇报)(?:一下|下|聊|谈)?[^,。;!?\s心天]{2,}/],
  [
    'papers',
    /(?:收|取|拿|送|补|签|交)(?:一下|下|个|份|点)?[^,。;!?\s]{0,4}(?:材料|资料|合同|协议|发票|单子|证件|盖章|公章)/,
  ],
  [
    'talks',
    /(?:聊|谈|讲|说说|介绍|推|汇报|沟通|演示|pitch|discuss)(?:一下|下|聊|谈|讲)?[^,。;!?\s]{0,6}(?:包|套餐|方案|价|续|优惠|专线|宽带|校园网|组网|框架|业务|产品|资费|合作|折扣|云|5g|plan|offer|renewal)/,
  ],
  [
    'calls',
    /看望|看看[^,。;!?\s]{0,3}[总姐哥长任师工]|探望|坐坐|叙叙|聊聊天|道歉|赔罪|致歉|赔礼|赔不是|吃个?饭|食饭|饮茶|喝茶|喝酒|拜年|apologi[sz]e/,
  ],
];

/** What the reason of a visit is weighed by: words of its lists, the first one apart, and the wording. */
export function reasonFeatures(message: Message, parties: Parties): Feature[] {
  const codes = told(message, parties);
  const cues = codes.map((code, i) => (codes.indexOf(code) < i ? `#${code}+` : `#${code}`));
  const first = codes[0] === undefined ? [] : [`#first ${codes[0]}`];
  const done = doings.filter(([, pattern]) => pattern.test(message.folded)).map(([name]) => `#${name}`);
  return [...featuresNamed(new Set([...first, ...cues, ...done])), ...wordingOf(message, parties)];
}

/**
 * Why one visits, weightiest first; undefined while nobody says. 吃饭 beside a weightier reason is how, not why. `visits`: the
 * message tells of a visit, so more is told than words of the lists.
 */
export function reasonsOf(message: Message, parties: Parties, visits: boolean): VisitReason[] | undefined {
  const codes = told(message, parties);
  if (codes.length === 0 && !visits) return undefined;
  const [best] = tellable(reasonScorer.rank(reasonFeatures(message, parties)), codes.length > 0);
  if (!best || (codes.length === 0 && best[1] < unsaid)) return undefined;
  const further = visitReasons.filter((r) => r !== best[0] && r !== 'courtesy-call' && codes.includes(r));
  return [best[0], ...further.sort((a, b) => codes.indexOf(a) - codes.indexOf(b))];
}
