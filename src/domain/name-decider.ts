import { type FormRecord, subjectOfForm } from './form-record.js';
import { appendAndDerive, type UseCaseEnv } from './use-case.js';

export interface DeciderNamed {
  kind: 'decider-named';
  signal: FormRecord;
}

/** Who decides at a customer about to leave, told after the signal (A2-09, A3-46). The name stands in the record alone. */
export async function nameDecider(
  env: UseCaseEnv,
  input: { recordId: string; decider: string },
): Promise<DeciderNamed> {
  const before = await env.tx.findFormRecord(env.viewer, input.recordId);
  if (!before) throw new Error(`the signal of the dialog is gone: ${input.recordId}`);
  const signal: FormRecord = { ...before, values: { ...before.values, decider: input.decider } };
  await env.tx.updateFormRecord(signal);
  await appendAndDerive(env, { subject: subjectOfForm(signal), kind: 'churn.decider-named', at: env.now, facts: {} });
  return { kind: 'decider-named', signal };
}
