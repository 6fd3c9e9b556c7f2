import type { Form, Values } from './form.js';

type Own<V extends Values> = Pick<Form<V>, 'id' | 'fields' | 'intention' | 'done'> & Partial<Form<V>>;

/** A form that is carried out as soon as nothing is missing, and puts its open question again where it was not answered. */
export function small<V extends Values>(form: Own<V>): Form<V> {
  return {
    version: 1,
    fleeting: true,
    opening: () => [],
    readBack: () => [],
    resume: (values, draft, asking, context) => {
      const field = form.fields.find((each) => each.name === draft.open);
      const asked = asking ? field?.ask?.(values, draft, context) : undefined;
      return asked ? [{ kind: 'question', ...asked }] : [];
    },
    cancelled: () => [],
    puzzled: (values, draft, _reading, context) => {
      const asked = form.fields.find((each) => each.name === draft.open)?.ask?.(values, draft, context);
      return asked ? [{ kind: 'question', ...asked }] : [];
    },
    ...form,
  };
}
