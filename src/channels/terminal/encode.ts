import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** Replies as a terminal shows them. */
export interface Printed {
  lines: string[];
  /** What the numbers at the end stand for. */
  buttons: string[];
  files: Array<{ name: string; content: Buffer }>;
}

/** Letters from which a title needs a line of its own. */
const longTitle = 14;

const copied = z.object({ copy: z.string().min(1) });
const citing = z.object({
  type: z.literal('https://schema.org/Message'),
  citation: z.array(z.object({ appearance: z.object({ name: z.string(), abstract: z.string(), text: z.string() }) })),
});

export function encode(activities: readonly Activity[]): Printed {
  const messages = activities.filter((activity) => activity.type === 'message');
  const buttons = messages.flatMap((activity) => titlesOf(activity));
  const files = messages.flatMap((activity) => filesOf(activity));
  const lines = messages.flatMap((activity) => [...textLines(activity), ...citationLines(activity)]);
  lines.push(...files.map((file) => `附件:${file.name}`));
  lines.push(...choices(buttons));
  return { lines, buttons, files };
}

/** Short ones beside each other, long ones one a line. */
function choices(titles: readonly string[]): string[] {
  const numbered = titles.map((title, index) => `[${index + 1}] ${title}`);
  if (titles.some((title) => title.length > longTitle)) return numbered;
  return numbered.length > 0 ? [numbered.join('  ')] : [];
}

/** The line to hand on stands as a quoted block of its own. */
function textLines(activity: Activity): string[] {
  const text = activity.text ?? '';
  const copy = copied.safeParse(activity.channelData).data?.copy;
  if (copy === undefined) return split(text);
  const [before = '', after = ''] = cut(text, copy);
  return [
    ...split(before.replace(/[「“]$/, '')),
    ...split(copy).map((line) => `  │ ${line}`),
    ...split(after.replace(/^[」”]/, '')),
  ];
}

function cut(text: string, copy: string): [string, string] {
  const at = text.indexOf(copy);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + copy.length)];
}

function split(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\r?\n/);
}

function citationLines(activity: Activity): string[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const read = citing.safeParse(entity);
    return (read.data?.citation ?? []).map(
      ({ appearance }) => `  出处 ${appearance.text || appearance.name}:${appearance.abstract}`,
    );
  });
}

function titlesOf(activity: Activity): string[] {
  return (activity.suggestedActions?.actions ?? []).map((action) => action.title);
}

function filesOf(activity: Activity): Printed['files'] {
  return (activity.attachments ?? []).flatMap(({ name, contentUrl }) => {
    const data = /^data:[^,]*;base64,(.*)$/s.exec(contentUrl ?? '')?.[1];
    return name !== undefined && data !== undefined ? [{ name, content: Buffer.from(data, 'base64') }] : [];
  });
}
