import type { Message } from './message.js';
import type { Edit, FactName } from './types.js';

const fieldWords: ReadonlyArray<readonly [FactName, RegExp]> = [
  ['customer', /^(?:客户名称|客户名字|客户名|客户|公司名称|公司名|公司|单位名?|名称|customer|client|company)$/],
  ['contact', /^(?:联系人姓名|联系人|人名|姓名|名字|对接人|人|经办人|contact|person|name)$/],
  ['phone', /^(?:联系电话|电话号码|手机号码|手机号|电话|手机|号码|联系方式|phone|number|tel)$/],
  ['category', /^(?:投诉类别|投诉类型|类别|类型|分类|category)$/],
  ['emotion', /^(?:情绪|心情|emotion)$/],
  ['severity', /^(?:严重程度|级别|程度|等级|severity)$/],
  ['demand', /^(?:诉求|客户诉求|客户要求|要求|他的要求|她的要求|demand)$/],
  ['description', /^(?:投诉内容|内容|描述|问题描述|事由经过|情况|description)$/],
  ['occurredAt', /^(?:发生时间|发生日期|出事时间)$/],
  ['start', /^(?:拜访时间|上门时间|时间|日期|日子|几点|点|time|date|day)$/],
  ['durationMinutes', /^(?:时长|多久|持续时间|duration)$/],
  ['place', /^(?:见面地点|拜访地点|地点|地址|位置|place|address|venue)$/],
  ['reasons', /^(?:拜访事由|事由|目的|原因|理由|拜访目的|reason)$/],
  ['customerClass', /^(?:客户等级|客户类别|客户级别)$/],
  ['note', /^(?:备注|note)$/],
];

export function fieldNamed(said: string): FactName | null {
  const bare = said.trim().replace(/^(?:那个|这个|把|的|你把|请把|我说的是?)+|(?:的|那里|这里)+$/g, '');
  return fieldWords.find(([, pattern]) => pattern.test(bare))?.[0] ?? null;
}

const part = '[^,。;!?\\n]';
const field =
  '(?:客户名称|客户名字|客户名|公司名称|公司名|联系人姓名|联系人|联系电话|电话号码|手机号码|手机号|电话|手机|号码|投诉类别|类别|类型|情绪|严重程度|级别|诉求|投诉内容|内容|描述|金额|数额|钱数|数字|数目|发生时间|拜访时间|上门时间|时间|日期|时长|见面地点|拜访地点|地点|地址|事由|拜访目的|目的|姓名|名字|客户|公司|要求)';

interface Rule {
  /** 电话是138…: a statement, and a correction only while a form is open. */
  statement?: true;
  pattern: RegExp;
  read(groups: Record<string, string | undefined>): {
    from: string | null;
    to: string | undefined;
    field: string | undefined;
  };
}

const verbs = '(?:改成|改为|改到|改作|换成|换到|更正为|更改为|修改为|变成|调到|调成|挪到|推到|提前到)';

/** Ways to correct, most explicit first. */
const rules: Rule[] = [
  // 把480改成460; 480改成460; 客户名改成华盛物流; 时间从三点改到四点
  {
    pattern: new RegExp(
      `(?:(?:把|将)?(?<field>${field})(?:从|由)?)?(?:把|将|从|由)?(?<from>${part}{0,20}?)(?:应该|应|要|请|帮我|给我|得|需要)?${verbs}(?:了)?(?<to>${part}{1,60})`,
      'g',
    ),
    read: (g) => ({ from: g.from ?? null, to: g.to, field: g.field }),
  },
  // 不是周三 是周四; 不是480,应该是460
  {
    pattern:
      /不是(?<from>[^,。;!?\s是]{1,20})[,\s;。]?\s?(?:而|应该|应|而应|就)?(?:是|为)(?!不是)(?<to>[^,。;!?\s]{1,40})/g,
    read: (g) => ({ from: g.from ?? null, to: g.to, field: undefined }),
  },
  // 是320不是300
  {
    pattern:
      /(?:^|[,。;\s])(?:哦|噢|等下|等等|不对|应该|其实|[,\s])*(?:是|为)(?<to>[^,。;!?\s是不]{1,20})[,\s;]?\s?(?:而)?不是(?<from>[^,。;!?\s是]{1,20})/g,
    read: (g) => ({ from: g.from ?? null, to: g.to, field: undefined }),
  },
  // 客户名错了,是华盛物流; 电话不对,应该是138…
  {
    pattern: new RegExp(
      `(?<field>${field})(?:写|记|弄|搞|登|说|填|打)?(?:错了|不对|有误|错)[,\\s;。]{0,2}(?:应该|应|其实|正确的?)?(?:是|为|叫|改成)?\\s?(?<to>${part}{1,60})`,
      'g',
    ),
    read: (g) => ({ from: null, to: g.to, field: g.field }),
  },
  // 应该是460; 说错了,是华盛
  {
    pattern: new RegExp(
      `(?:应该是|应该为|应为|应当是|正确的是|准确说是|准确的说是|更正[:,]?(?:是|为)?|更正一下[:,]?(?:是)?|(?:说|写|打|记|弄|搞)错了?[,\\s。;]{0,2}(?:应该)?(?:是|为))(?<to>${part}{1,60})`,
      'g',
    ),
    read: (g) => ({ from: null, to: g.to, field: undefined }),
  },
  // 电话是138…; 联系人是李敏; 地点在…
  {
    statement: true,
    pattern: new RegExp(
      `(?:^|[,。;!\\s])(?<field>${field})(?:是|为|:|(?<=[点址间期])在|叫|换|用)\\s?(?<to>${part}{1,60})`,
      'g',
    ),
    read: (g) => ({ from: null, to: g.to, field: g.field }),
  },
  // 不对 是8月; 数额写错了,460
  {
    statement: true,
    pattern:
      /(?:^|[,。;\s])(?:不对|错了|不是的?|我?(?:金额|数额|钱数|日期)?(?:写|说|打|记|弄|搞|报|看|算)错了?)[,\s。;]{1,2}(?:(?:应该)?(?:是|为)(?<to>[^,。;!?\n]{1,40})|(?<figure>\d[^,。;!?\s]{0,20}))/g,
    read: (g) => ({ from: null, to: g.to ?? g.figure, field: undefined }),
  },
  {
    pattern: /change\s+(?:the\s+)?(?<from>[^,.;]{1,30}?)\s+to\s+(?<to>[^,.;]{1,40})/g,
    read: (g) => ({ from: g.from ?? null, to: g.to, field: g.from }),
  },
  {
    pattern: /\bnot\s+(?<from>[^,.;]{1,30}?)[,;]?\s+(?:but|it's|it is)\s+(?<to>[^,.;]{1,40})/g,
    read: (g) => ({ from: g.from ?? null, to: g.to, field: undefined }),
  },
];

const tail =
  /(?:其他|其它|其余|别的|剩下)(?:的|都|全|也)*(?:对|没错|没问题|不变|ok|正确|可以|一样|不动).*$|[,。\s;]+$|(?:就行|就好|就可以了?|才对|吧|了|哈|啊)$/;

/** The new value without what only follows it; read in the folded text, which is as long. */
function cleanTo(said: string, folded: string): string {
  return said.slice(0, folded.replace(tail, '').replace(tail, '').length).trim();
}

function cleanFrom(said: string | null): string | null {
  const bare =
    said?.trim().replace(/^(?:把|将|那个|这个|不对|不是|对了?|嗯|好的?|错了|帮我|请|麻烦|等等|等下|哦|[,。\s])+/, '') ??
    '';
  return bare === '' ? null : bare;
}

/** A correction, and where the text says what was wrong. */
export interface FoundEdit {
  edit: Edit;
  wrong: [number, number] | null;
}

/**
 * Corrections, in order of their place. Only the first rule that fits a place counts. `statements` lets 电话是138… count as
 * one, which only makes sense while a form is open or the message is short.
 */
export function findEdits(message: Message, statements: boolean): FoundEdit[] {
  const { folded } = message;
  if (folded.length > 300) return [];
  const found: Array<FoundEdit & { at: number; end: number }> = [];
  for (const rule of rules) {
    if (rule.statement && !statements) continue;
    for (const m of folded.matchAll(rule.pattern)) {
      const end = m.index + m[0].length;
      const overlaps = found.some((f) => m.index < f.end && f.at < end);
      const edit = overlaps ? undefined : editOf(message, rule, m);
      if (edit) found.push({ ...edit, at: m.index, end });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ edit, wrong }) => ({ edit, wrong }));
}

/** 改到下周一上午,十点: a time that goes on behind the comma is taken whole. */
function wholeTime({ ahead }: Message, from: number, to: number): number {
  const time = ahead.find(({ span }) => span[0] >= from && span[0] < to && span[1] > to);
  return time ? time.span[1] : to;
}

function editOf(message: Message, rule: Rule, m: RegExpExecArray): FoundEdit | undefined {
  const said = rule.read(m.groups ?? {});
  if (!said.to) return undefined;
  const toAt = m.index + m[0].lastIndexOf(said.to);
  const end = wholeTime(message, toAt, toAt + said.to.length);
  const to = cleanTo(message.text.slice(toAt, end), message.folded.slice(toAt, end));
  if (to === '') return undefined;
  const from = cleanFrom(said.from);
  const fromField = from ? fieldNamed(from) : null;
  const field = (said.field ? fieldNamed(said.field) : null) ?? fromField;
  if (!from || fromField) return { edit: { field, from: null, to }, wrong: null };
  const at = m.index + m[0].indexOf(from);
  return { edit: { field, from, to }, wrong: [at, at + from.length] };
}
