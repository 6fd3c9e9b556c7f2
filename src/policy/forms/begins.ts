import type { PackForm } from './types.js';

/** A form a message asks for. */
export interface FormMeant {
  form: PackForm;
  /** Letters of the message that say so; how like it is, in hundredths. */
  score: number;
  /** `order`: it is asked for (「报个竞争信息」). `name`: its bare name. `told`: of what it is about. `like`: it is said as such things are. */
  by: 'order' | 'name' | 'told' | 'like';
  /** Asked for or called by its name. */
  named: boolean;
  /** Where the words stand that say so. */
  from: number;
  to: number;
}

interface Way {
  form: PackForm;
  /** Stands in every text the pattern fits: most messages hold no words of most forms. */
  holds: string;
  pattern: RegExp;
  score: number;
  by: FormMeant['by'];
}

const gap = '[^。!?;\\n]{0,14}?';
const englishGap = '[^.!?;\\n]{0,30}?';
/** 「写一下…日志」: what may stand between the order and the name. */
const between = '(?:[^,。!?;\\s]{0,12}?|一?[下个份条张篇]\\s)';
const orders =
  '(?:写|交|补|填|报|登|记|提|拟|做|建|录|存|传|申请|发起|新增|开(?:一?个|一?张)|来(?:一?个|一?份)|生成|起草|汇总)';
/** 「竞争信息报一下」: the order behind the name. */
const ordersAfter = '(?:报|写|交|登|记|填|补|拟|做)(?:一?下|了吧|吧|掉|上去)';
const englishOrders = '\\b(?:write|log|file|report|record|submit|add|draft|make|note|enter|new)\\b';
const asking =
  /[?]|[吗么呢]\s*$|多久|(?<!晚|过|休|住)几天|(?<!(?:学|教|讲|说|问|演示|培训|知道)[^,。;]{0,6})怎么|咋|什么时候|要不要|该不该|有没有|哪些|哪天|谁|什么(?:时限|要求|规定|样)|了没有?$|几[个次份篇家]|改哪|规定|时限|流程|先?别[交写报发记]|还差(?:什么|啥|哪|几|多少|谁|$)|\b(?:how|when|what|which|who|must|should|may|can i)\b/;
/** Anywhere in a message: it asks, looks up, reminds or grumbles. */
const otherwise =
  /^(?:怎么|咋|如何|我?能不能|可不可以|(?:帮我|给我)?(?:看|查|调|翻|找)[看查下一])|提醒|备忘|记个事|写到|写得|写不完|模板/;
const figure = '[\\d一二两三四五六七八九十百千]+';
const matchers = new WeakMap<readonly PackForm[], FormMatcher>();
const denied = /(?:没有?|未|别|不用|不要|不必|不想|还没|取消|\bnot|\bno)[^,。;!?\s]{0,2}$/;

/**
 * The form a message begins, by the words its file gives. `text` is folded: simplified, half-width, lower case. A question
 * or a denial begins none. Of several the one with most letters behind it.
 */
export class FormMatcher {
  readonly #ways: Way[];

  /** Those whose words begin with two characters, or with one alone; under 0 those without words of their own. */
  readonly #byHead: Map<number, number[]>;
  /** A message is asked about more than once. */
  #last: { text: string; found: readonly FormMeant[] } = { text: '', found: [] };

  /** One matcher for the forms of a pack. */
  static of(forms: readonly PackForm[]): FormMatcher {
    const known = matchers.get(forms) ?? new FormMatcher(forms);
    matchers.set(forms, known);
    return known;
  }

  private constructor(forms: readonly PackForm[]) {
    this.#ways = forms.flatMap(waysOf);
    this.#byHead = Map.groupBy(this.#ways.keys(), (n) => headAt(this.#ways[n]?.holds ?? '', 0));
  }

  /** Ways whose words stand in the text, in their order. */
  #held(text: string): Way[] {
    const held = new Set(this.#byHead.get(0));
    for (let at = 0; at < text.length; at++) {
      for (const head of [headAt(text, at), text.charCodeAt(at)])
        for (const n of this.#byHead.get(head) ?? []) if (text.startsWith(this.#ways[n]?.holds ?? '', at)) held.add(n);
    }
    return [...held].sort((a, b) => a - b).flatMap((n) => this.#ways[n] ?? []);
  }

  meant(text: string): FormMeant | undefined {
    const [best] = this.all(text);
    return best;
  }

  /** Every form the message may begin, best first, each once. */
  all(text: string): readonly FormMeant[] {
    if (this.#last.text !== text) this.#last = { text, found: this.#find(text) };
    return this.#last.found;
  }

  #find(text: string): FormMeant[] {
    if (asks(text)) return [];
    const found = this.#held(text).flatMap((way) => {
      const match = way.pattern.exec(text);
      if (!match || denied.test(text.slice(0, match.index)) || deniesWithin(match[0], way)) return [];
      const { form, score, by } = way;
      return [
        {
          form,
          score,
          by,
          named: by === 'order' || by === 'name',
          from: match.index,
          to: match.index + match[0].length,
        },
      ];
    });
    found.sort((a, b) => b.score - a.score || Number(b.by !== 'told') - Number(a.by !== 'told') || a.from - b.from);
    return found.filter((each, n) => found.findIndex((other) => other.form === each.form) === n);
  }
}

/** The first two characters in one number, as far as there are any. */
function headAt(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  if (Number.isNaN(first)) return 0;
  return Number.isNaN(second) ? first : (second << 16) | first;
}

/** A question is what ends in one; 「想了解怎么计费,要请示」 tells of one. `text` is folded. */
export function asks(text: string): boolean {
  const last = text
    .trim()
    .split(/[,。;!\s]+/)
    .filter(Boolean)
    .at(-1);
  return (
    /[?]/.test(text) ||
    otherwise.test(text.trim()) ||
    (last !== undefined && asking.test(isEnglish(text) ? text : last))
  );
}

/** 「今天没去驻点」 between the words of 「今天…驻点」; where the words themselves deny (「没过」) it is meant. */
function deniesWithin(matched: string, { pattern }: Way): boolean {
  const denial = /[没未别]/;
  return denial.test(matched) && !denial.test(pattern.source.replaceAll('\\n', ''));
}

function waysOf(form: PackForm): Way[] {
  const told = [...form.begins, ...form.signs].map((phrase) => ({ form, by: 'told' as const, ...compiled(phrase) }));
  const names = [form.name['zh-Hans'], form.name.en, ...form.aliases];
  return [...told, ...names.flatMap((name) => named(form, name.toLowerCase()))];
}

/** `今天…驻点`: the pieces in this order in one sentence; `#` is any figure (`打车…#`). */
function compiled(phrase: string): Pick<Way, 'holds' | 'pattern' | 'score'> {
  const pieces = phrase.toLowerCase().split('…').map(literal);
  const joint = isEnglish(phrase) ? englishGap : gap;
  const score = [...phrase.replace(/[…#]/g, '').replace(/\s/g, '')].length;
  const [holds = ''] = phrase.toLowerCase().split(/[…#]/);
  return { holds, pattern: new RegExp(pieces.join(joint)), score: isEnglish(phrase) ? Math.ceil(score / 2) : score };
}

/** Asked for by its name: 「写日志」, 「竞争信息:…」, or the bare name. */
function named(form: PackForm, name: string): Way[] {
  const said = literal(name);
  const length = isEnglish(name) ? Math.ceil(name.length / 2) : [...name].length;
  const order = isEnglish(name) ? `${englishOrders}[^,.;!?]{0,30}${said}` : `${orders}${between}${said}`;
  const after = isEnglish(name)
    ? []
    : [
        {
          form,
          by: 'order' as const,
          score: length + 1,
          holds: name,
          pattern: new RegExp(`${said}[^,。!?;\\s]{0,4}?${ordersAfter}`),
        },
      ];
  return [
    ...after,
    { form, by: 'order', score: length + 1, holds: name, pattern: new RegExp(order) },
    { form, by: 'name', score: length + 1, holds: name, pattern: new RegExp(`^\\s*${said}(?=$|[\\s:,。!])`) },
  ];
}

function isEnglish(words: string): boolean {
  return /^[\x20-\x7e…]+$/.test(words);
}

/** Latin words count whole. */
function literal(piece: string): string {
  const escaped = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', `\\s?${figure}`);
  const head = /^[a-z]/.test(piece) ? '\\b' : '';
  const tail = /[a-z]$/.test(piece) ? '\\b' : '';
  return head + escaped + tail;
}
