import type { DutyName } from '../../../dialogs/notice/dialog.js';
import { actOf } from '../../domain/acts.js';
import type { Obligation } from '../../domain/obligation.js';
import type { Reads } from '../../domain/ports.js';
import { nameSubject } from '../../domain/subject-names.js';
import type { Pack } from '../../policy/types.js';
import type { Language } from '../../understanding/types.js';

/** What an obligation is called before people. */
export async function dutyName(
  reads: Reads,
  pack: Pick<Pack, 'rules'>,
  obligation: Obligation,
  language: Language,
): Promise<DutyName> {
  const rule = pack.rules.find((each) => each.id === obligation.rule);
  const title = (language === 'en' ? rule?.titleEn : rule?.title) ?? obligation.rule;
  const act = actOf(obligation, pack.rules);
  const way = act?.answers ? 'answered' : act?.kind.endsWith('.submitted') ? 'submitted' : 'done';
  return { ...(await nameSubject(reads, obligation.subject)), title, act: way };
}

/** Language a person was last spoken to in. */
export async function languageOfPerson(reads: Reads, conversationId: string | undefined): Promise<Language> {
  const stored = conversationId ? await reads.findDialogState(conversationId) : undefined;
  const language: unknown = stored ? JSON.parse(stored.json).language : undefined;
  return language === 'en' || language === 'zh-Hant' ? language : 'zh-Hans';
}
