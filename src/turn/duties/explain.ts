import { dueWorkWords } from '../../../dialogs/due-work/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import { clockWords, instantWords } from '../../../dialogs/engine/time-words.js';
import type { Visit } from '../../domain/visit.js';
import type { Citation } from '../../handbook/types.js';
import { clauseOn } from '../../policy/clauses.js';
import { explain } from '../../policy/explain.js';
import { localDay } from '../../policy/local-time.js';
import type { Pack } from '../../policy/types.js';
import { toTraditional } from '../../understanding/script.js';
import type { Reading } from '../../understanding/types.js';
import type { KnownDuty } from './search.js';

/** 「为什么25号到期」, "why is this due then". */
export function asksWhyDue({ text }: Pick<Reading, 'text'>): boolean {
  const why =
    /为什么|為什麼|为啥|為啥|凭什么|憑什麼|怎么算|怎麼算|咋算|怎么来的|怎麼來的|依据|依據|\bwhy\b|\bhow come\b/i;
  const due =
    /时限|時限|期限|到期|到点|到點|截止|最迟|最遲|这个时间|這個時間|这个点|[号號日点點].{0,4}(?:前|到)|\bdue\b|\bdeadline\b/i;
  return why.test(text) && due.test(text) && text.length <= 60;
}

/** Why a duty is due then: event, clock, days counted and passed over, pauses, clause – with its citation. */
export function whyDue({ obligation, values }: KnownDuty, pack: Pack, context: FormContext): Said[] {
  const { language } = context;
  if (obligation.dueAt === null && obligation.urgency === null)
    return [line(dueWorkWords.say(language, 'why.unset', { duty: values.duty }))];
  const steps = explain(obligation, pack, language === 'en' ? 'en' : 'zh-Hans');
  const said = steps.join(language === 'en' ? '; ' : ';');
  const told = language === 'zh-Hant' ? toTraditional(said) : said;
  const time = obligation.dueAt === null ? '' : instantWords(obligation.dueAt, context);
  const head = dueWorkWords.say(language, time === '' ? 'why.now' : 'why', { duty: values.duty, time });
  const text = `${head}${told}${language === 'en' ? '.' : '。'}`;
  const day = localDay(obligation.openedAt, pack.timeZone);
  return [{ kind: 'answer', text, citations: citationsOf(obligation.clause, pack, day) }];
}

/** The clause that has one at the place ahead of time. */
const arriveEarly = 'visit.arrive-early';

/** A visit has no limit but the time that was agreed; what comes of the handbook is being there early. */
export function whyVisit(visit: Visit, pack: Pack, context: FormContext): Said[] {
  const { language, now, timeZone } = context;
  const clause = clauseOn(pack, arriveEarly, localDay(now, timeZone));
  if (!clause) return [line(dueWorkWords.say(language, 'why.none'))];
  const text = dueWorkWords.say(language, 'why.visit', {
    customer: visit.customerName,
    start: instantWords(visit.startAt, context),
    arrive: clockWords(visit.arriveBy, context),
    minutes: Math.round((visit.startAt - visit.arriveBy) / 60_000),
    clause: clause.ref,
  });
  return [{ kind: 'answer', text, citations: citationsOf(arriveEarly, pack, localDay(now, timeZone)) }];
}

/** Of several duties of one matter the one the question names by its day, else the first that has a due time. */
export function dutyAsked(
  duties: readonly KnownDuty[],
  { text, times }: Reading,
  timeZone: string,
): KnownDuty | undefined {
  const dated = duties.filter(({ obligation }) => obligation.dueAt !== null);
  const days = times.map((time) => time.start.slice(0, 10));
  const dayOfMonth = /(\d{1,2})\s*[号號日]/.exec(text)?.[1];
  const byDay = dated.find(({ obligation }) => {
    const day = localDay(obligation.dueAt ?? 0, timeZone);
    return days.includes(day) || (dayOfMonth !== undefined && Number(day.slice(8)) === Number(dayOfMonth));
  });
  return byDay ?? dated[0] ?? duties[0];
}

function citationsOf(clauseId: string | null, pack: Pack, day: string): Citation[] {
  const clause = clauseId === null ? undefined : clauseOn(pack, clauseId, day);
  if (!clause) return [];
  const { id, title, path, text, effective } = clause;
  return [{ clause: id, title, path, quote: text, effectiveFrom: effective }];
}
