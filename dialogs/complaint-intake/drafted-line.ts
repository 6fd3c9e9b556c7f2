import type { Category } from '../../src/domain/labels.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import { instantWords } from '../engine/time-words.js';
import { classOf, isVip } from './known-facts.js';
import { words } from './summary.js';
import type { Told } from './values.js';

export function isUpset(values: Partial<Told>): boolean {
  return values.emotion !== undefined && values.emotion !== null && values.emotion !== 'calm';
}

/**
 * A line the manager can copy to the customer (or, to one who speaks directly, what is said): sorry for the trouble, what will
 * be checked, that it takes time and until when. A time is named only where a rule sets it; nothing about the outcome is promised.
 */
export function draftedLine(values: Partial<Told>, draft: Draft, context: FormContext): string {
  const { language } = context;
  const category = values.category ?? 'other';
  const due = answerDue(values, draft, context);
  const until = due
    ? words.say(language, 'until.due', { time: instantWords(due.dueAt, context) })
    : words.say(language, 'until.open');
  return words.say(language, isUpset(values) ? 'line.upset' : 'line.calm', {
    address: address(values, context),
    empathy: sympathyOf(draft, category) ?? empathy(category, values.description ?? '', context),
    check: words.say(language, `check.${category}`),
    until,
    signature: signature(context),
  });
}

/** A model's sentence, as long as the trouble is still of that kind. */
export function sympathyOf({ soothing }: Draft, category: Category): string | null {
  return soothing?.category === category ? soothing.text : null;
}

/** Name and work number; somebody the directory does not know signs without. */
function signature({ language, staff }: FormContext): string {
  if (staff.kind === 'stranger') return words.say(language, 'line.signature.plain');
  const number = staff.workNumber ? words.say(language, 'line.number', { workNumber: staff.workNumber }) : '';
  return words.say(language, 'line.signature', { manager: staff.name, number });
}

/** The handbook's deadline for answering this complaint, if it sets one. */
export function answerDue(values: Partial<Told>, draft: Draft, context: FormContext) {
  return context.limitOf('complaint.answer', {
    kind: 'complaint.accepted',
    at: draft.openedAt,
    facts: {
      vip: isVip(values),
      severity: values.severity?.value ?? 'ordinary',
      customerClass: classOf(values, context),
    },
  });
}

/** 王姐, 李经理, 赵凯: surname with the title people use, else the name. */
function address(values: Partial<Told>, { language }: FormContext): string {
  const contact = values.contact;
  if (!contact) return words.say(language, 'line.address.plain');
  const surname = /^(欧阳|上官|司马|诸葛|慕容|皇甫|尉迟|令狐)/.exec(contact.name)?.[0] ?? contact.name.slice(0, 1);
  const named = contact.title && !contact.name.endsWith(contact.title) ? surname + contact.title : contact.name;
  return words.say(language, 'line.address', { name: language === 'en' ? contact.name : named });
}

function empathy(category: Category, story: string, { language }: FormContext): string {
  const amount = /多[收扣出了交]{0,2}[^\d,\uFF0C。]{0,8}(\d+(?:\.\d+)?)[^\d,\uFF0C。]{0,4}(?:元|块|费)/.exec(
    story,
  )?.[1];
  if (category === 'tariff' && amount) return words.say(language, 'empathy.overcharged', { amount });
  return words.say(language, `empathy.${category}`);
}
