import { matterOf, complaintLifeWords as words } from '../../../dialogs/complaint-life/dialog.js';
import type { FormContext } from '../../../dialogs/engine/form.js';
import { line, type Said } from '../../../dialogs/engine/reply.js';
import type { Complaint } from '../../domain/complaint.js';
import type { Reads } from '../../domain/ports.js';
import { viewerOf } from '../../domain/staff.js';
import type { FileRefusal } from '../received-files.js';

const sentAtOnce = 5;

/** The files kept with a complaint the speaker has been found to see; the newest first where there are many. */
export async function sendFiles(
  reads: Pick<Reads, 'listAttachments'>,
  complaint: Complaint,
  context: FormContext,
): Promise<Said[]> {
  const { language, staff } = context;
  const files = await reads.listAttachments(viewerOf(staff), `complaint:${complaint.id}`);
  const values = { id: complaint.id, matter: matterOf(complaint, context), count: files.length };
  if (files.length === 0) return [line(words.say(language, 'files.none', values))];
  const said: Said[] = [line(words.say(language, 'files.sent', values))];
  for (const { name, contentType, content, url } of files.slice(-sentAtOnce).reverse()) {
    if (content === null) said.push(line(words.say(language, 'files.elsewhere', { name, url: url ?? '' })));
    else said.push({ kind: 'file', name, contentType, content, encoding: 'base64' });
  }
  return said;
}

/** Why files that came with a message are not kept. */
export function refusedFiles(refused: readonly FileRefusal[], { language }: Pick<FormContext, 'language'>): Said[] {
  const counted = Map.groupBy(refused, (reason) => reason);
  return [...counted].map(([reason, all]) =>
    line(words.say(language, `files.refused.${reason}`, { count: all.length })),
  );
}
