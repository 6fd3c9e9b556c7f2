import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ReceivedFile } from '../../dialogs/engine/form.js';
import type { Attachment } from '../domain/form-record.js';

export const refusals = ['type', 'size', 'count', 'unreadable'] as const;
/** Why a file is not kept. */
export type FileRefusal = (typeof refusals)[number];

/** Product settings: bytes of one file, files of one message. A body has at most 256 KB in any case. */
export const maxFileBytes = 160 * 1024;
const maxFiles = 5;

/** What may be kept, each with the bytes it begins with: a name or a header proves nothing. */
const kinds: ReadonlyArray<readonly [contentType: string, begins: RegExp]> = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/webp', /^52494646.{8}57454250/],
  ['application/pdf', /^255044462d/],
];

const sentSchema = z.object({
  contentType: z.string().max(200),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
});
const keptSchema = z.object({ contentType: z.string(), contentUrl: z.string().startsWith('kept:'), name: z.string() });
const refusedSchema = z.object({ refusedFiles: z.array(z.enum(refusals)) });

/**
 * The files of an activity, taken out of it: bytes never stand in the inbox. What lies elsewhere is kept as its address and never
 * fetched. `subject` is where they lie until a record takes them; the same message always gives the same ids.
 */
export function takeFiles(
  activity: Activity,
  subject: string,
  at: number,
): { activity: Activity; files: Attachment[] } {
  if (activity.attachments === undefined) return { activity, files: [] };
  const sent = activity.attachments.flatMap((each) => sentSchema.safeParse(each).data ?? []);
  const meant = sent.filter((each) => each.contentUrl !== undefined);
  const read = meant.map((each, n) => (n < maxFiles ? readFile(each) : ('count' as const)));
  const files = read.flatMap((file, n): Attachment[] => {
    if (typeof file === 'string') return [];
    const id = digest(`${subject}|${activity.id}|${n}`).slice(0, 24);
    return [{ ...file, id, subject, addedBy: '', addedAt: at }];
  });
  const refused = read.filter((file) => typeof file === 'string');
  const attachments = files.map(({ id, name, contentType }) => ({ contentType, name, contentUrl: `kept:${id}` }));
  const channelData = refused.length > 0 ? { ...activity.channelData, refusedFiles: refused } : activity.channelData;
  return { activity: { ...activity, attachments, channelData }, files };
}

/** What is left of them in a stored activity. */
export function filesIn(activity: Activity): { received: ReceivedFile[]; refused: FileRefusal[] } {
  const received = (activity.attachments ?? []).flatMap((each) => {
    const kept = keptSchema.safeParse(each).data;
    return kept ? [{ id: kept.contentUrl.slice('kept:'.length), name: kept.name, contentType: kept.contentType }] : [];
  });
  const { channelData } = activity;
  const refused = channelData === undefined ? undefined : refusedSchema.safeParse(channelData).data?.refusedFiles;
  return { received, refused: refused ?? [] };
}

type Content = Pick<Attachment, 'name' | 'contentType' | 'size' | 'sha256' | 'content' | 'url'>;

function readFile({ contentUrl = '', contentType, name }: z.output<typeof sentSchema>): Content | FileRefusal {
  const plainName = nameOf(name);
  if (/^https:\/\//i.test(contentUrl)) {
    if (contentUrl.length > 2_048) return 'unreadable';
    return { name: plainName, contentType, size: 0, sha256: digest(contentUrl), content: null, url: contentUrl };
  }
  const data = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=-]+)*;base64,/i.exec(contentUrl);
  if (!data) return 'unreadable';
  const bytes = Buffer.from(contentUrl.slice(data[0].length), 'base64');
  if (bytes.length === 0) return 'unreadable';
  if (bytes.length > maxFileBytes) return 'size';
  const head = bytes.subarray(0, 16).toString('hex');
  const kind = kinds.find(([, begins]) => begins.test(head));
  if (!kind || kind[0] !== data[1]?.toLowerCase()) return 'type';
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    name: plainName,
    contentType: kind[0],
    size: bytes.length,
    sha256,
    content: bytes.toString('base64'),
    url: null,
  };
}

/** No folders, no marks a terminal or a page would act on. */
function nameOf(name = ''): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return [...last.replace(/\p{C}/gu, '')].slice(0, 80).join('').trim() || 'file';
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
