import { likeliestTwin } from '../../src/domain/complaint-likeness.js';
import { shown } from '../engine/answer.js';
import type { Draft } from '../engine/draft.js';
import type { FormContext } from '../engine/form.js';
import type { ComplaintValues, Told } from './values.js';

type TwinRef = ComplaintValues['twin'];

/** The open complaint this telling most likely is about once more, among those the speaker may see; null where there is none. */
export function twinOf(values: Partial<Told>, draft: Readonly<Draft>, context: FormContext): TwinRef | null {
  const { customer, description } = values;
  if (!customer || !description || !context.alsoOpen) return null;
  const told = {
    customerId: customer.id,
    customerName: customer.name,
    contactName: values.contact?.name ?? null,
    category: values.category ?? ('other' as const),
    description,
    demand: values.demand ?? null,
    occurredAt: values.occurredAt ?? null,
    acceptedAt: draft.openedAt,
  };
  const twin = likeliestTwin(
    told,
    context.alsoOpen.filter(({ draftId }) => draftId !== draft.id),
  );
  return twin && { id: twin.id, at: twin.acceptedAt, story: shown(twin.description, 14) };
}

/** 加进去, 就是那单, 同一件事. */
export function joinsTwin(text: string): boolean {
  return (
    text.length <= 20 &&
    !/[不没沒别別另]|吗|嗎|[?\uFF1F]|\bnot\b/i.test(text) &&
    /^(?:那就|那|就|都|把它|帮我)?(?:加|并|併|合|记|記|归|歸|放)(?:进|進|到|入|在|并|併|成)+.{0,8}|^(?:那)?(?:就是|是)(?:同一|那)(?:个|個|件|单|單)|^同一(?:个|個|件|单|單|回)(?:事|投诉|投訴)?|一(?:回|码)事|^(?:add|join|merge)\b|^same (?:one|matter|thing)/i.test(
      text.trim(),
    )
  );
}

/** 另登一单, 不是一件事: recorded for itself. */
export function standsAlone(text: string): boolean {
  return /^(?:那就|那|就|还是|還是)?(?:另外?|分开|分開|单独|單獨|重新)(?:再)?(?:登|记|記|开|開|立)|不是(?:同)?(?:一|那)(?:个|個|件|单|單|回|码)|^(?:两|兩|2)(?:件|码|回)事|^(?:record )?(?:anew|separately)|different (?:one|matter)/i.test(
    text.trim(),
  );
}
