/** What the page shows of a Direct Line activity. Everything that arrives goes through `readActivity`. */
export interface Shown {
  id: string;
  type: string;
  mine: boolean;
  /** Epoch ms, NaN when the server gave none. */
  at: number;
  text: string;
  replyToId: string | undefined;
  /** A line to hand on, shown as a block with a copy button. */
  copy: string | undefined;
  citations: Citation[];
  /** An answer one may say was useful, or not. */
  votable: boolean;
  actions: Action[];
  attachments: Attachment[];
}

export interface Citation {
  /** The heading of the clause; the mark in the text names it, e.g. 〔四·处理时限〕. */
  title: string;
  /** Where it stands: headings above it. */
  path: string;
  quote: string;
}

export interface Action {
  kind: 'say' | 'submit' | 'open';
  title: string;
  /** Shown as one's own words; empty where nothing is shown. */
  say: string;
  value: unknown;
}

export type Attachment =
  | { kind: 'hero'; title: string; text: string; actions: Action[] }
  | { kind: 'adaptive'; card: object }
  | { kind: 'file'; name: string; contentType: string; url: string }
  /** Sent by the person and kept by the server. */
  | { kind: 'kept'; name: string };

type Fields = Record<string, unknown>;

export function readActivity(raw: unknown): Shown {
  const activity = fields(raw);
  const channelData = fields(activity.channelData);
  return {
    id: text(activity.id),
    type: text(activity.type),
    mine: text(fields(activity.from).role) === 'user',
    at: Date.parse(text(activity.timestamp)),
    text: text(activity.text),
    replyToId: text(activity.replyToId) || undefined,
    copy: text(channelData.copy) || undefined,
    citations: list(activity.entities).flatMap(readCitations),
    votable: channelData.votable === true,
    actions: list(fields(activity.suggestedActions).actions)
      .flatMap(readAction)
      .map((action) => offered(action, text(channelData.offer))),
    attachments: list(activity.attachments).flatMap(readAttachment),
  };
}

/** Buttons of hero-like cards and suggested actions; kinds the page cannot carry out are left out. */
function readAction(raw: unknown): Action[] {
  const { type, title, value, text: said, displayText } = fields(raw);
  const label = text(title) || text(value);
  if (!label) return [];
  switch (type) {
    case 'imBack':
      return [{ kind: 'say', title: label, say: text(value) || label, value: undefined }];
    case 'messageBack':
      return [{ kind: 'submit', title: label, say: text(said) || text(displayText), value }];
    case 'postBack':
      return [{ kind: 'submit', title: label, say: text(value) || label, value: text(value) ? undefined : value }];
    case 'openUrl':
      return safeUrl(text(value)) ? [{ kind: 'open', title: label, say: '', value: text(value) }] : [];
    default:
      return [];
  }
}

/** A button of a read-back names it by its opaque id: the server knows then which one was meant. */
function offered(action: Action, offer: string): Action {
  return action.kind === 'say' && offer ? { ...action, value: { say: action.say, offer } } : action;
}

/** A `https://schema.org/Message` entity carries claims; each has the appearance of the document it rests on. */
function readCitations(raw: unknown): Citation[] {
  const entity = fields(raw);
  if (entity.type !== 'https://schema.org/Message') return [];
  return list(entity.citation).map((claim) => {
    const shown = fields(fields(claim).appearance);
    return {
      title: text(shown.name),
      path: text(shown.text),
      quote: text(shown.abstract),
    };
  });
}

function readAttachment(raw: unknown): Attachment[] {
  const attachment = fields(raw);
  const contentType = text(attachment.contentType);
  const content = fields(attachment.content);
  if (contentType === 'application/vnd.microsoft.card.adaptive') return [{ kind: 'adaptive', card: content }];
  if (/^application\/vnd\.microsoft\.card\.(hero|thumbnail)$/.test(contentType)) {
    const actions = list(content.buttons).flatMap(readAction);
    return [{ kind: 'hero', title: text(content.title), text: text(content.text), actions }];
  }
  const url = text(attachment.contentUrl) || inlineUrl(contentType, attachment.content);
  if (url.startsWith('kept:')) return [{ kind: 'kept', name: text(attachment.name) || '附件' }];
  return safeUrl(url) ? [{ kind: 'file', name: text(attachment.name) || '附件', contentType, url }] : [];
}

function inlineUrl(contentType: string, content: unknown): string {
  return typeof content === 'string' ? `data:${contentType};charset=utf-8,${encodeURIComponent(content)}` : '';
}

/** Files may be inside the message (calendar entries, pictures, PDF) or on the web; nothing a click would run. */
export function safeUrl(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/)|data:(text\/calendar|image\/(png|jpeg|webp)|application\/pdf)[;,])/i.test(url);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
