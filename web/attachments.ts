import type { Action, Attachment } from './activity.js';
import { renderAdaptiveCard } from './adaptive-card.js';
import { button, element } from './dom.js';
import { staffWords } from './page-words.js';
import { typeset } from './typeset.js';

/** Carries out a button: says something in the person's name, or opens a page. */
export type Act = (action: Action) => void;

export function renderAttachment(attachment: Attachment, act: Act): HTMLElement {
  switch (attachment.kind) {
    case 'file':
      return renderFile(attachment.name, attachment.contentType, attachment.url);
    case 'kept':
      return element('p', { class: 'file kept' }, element('span', { class: 'file-name' }, attachment.name));
    case 'adaptive':
      return renderAdaptiveCard(attachment.card, act);
    case 'hero':
      return renderHero(attachment.title, attachment.text, attachment.actions, act);
  }
}

/** A row of buttons; the one that confirms stands out. */
export function renderActions(
  actions: readonly Action[],
  act: Act,
  label: string = staffWords.answers,
): HTMLElement | undefined {
  if (actions.length === 0) return undefined;
  const buttons = actions.map((action) => renderAction(action, isConfirm(action) ? 'act first' : 'act', act));
  return element('div', { class: 'acts', role: 'group', 'aria-label': label }, ...buttons);
}

function isConfirm({ title }: Action): boolean {
  return /^(确认|確認|confirm)/i.test(title);
}

function renderAction(action: Action, className: string, act: Act): HTMLElement {
  if (action.kind !== 'open') return button(typeset(action.title), className, () => act(action));
  const link = { class: className, href: String(action.value), target: '_blank', rel: 'noopener noreferrer' };
  return element('a', link, typeset(action.title));
}

function renderHero(title: string, text: string, actions: readonly Action[], act: Act): HTMLElement {
  return element(
    'section',
    { class: 'card' },
    title ? element('h2', {}, title) : undefined,
    text ? element('p', { class: 'words' }, text) : undefined,
    renderActions(actions, act),
  );
}

function renderFile(name: string, contentType: string, url: string): HTMLElement {
  if (/^data:image\//i.test(url))
    return element('a', { class: 'picture', href: url, download: name }, element('img', { src: url, alt: name }));
  const calendar = contentType.startsWith('text/calendar') || name.endsWith('.ics');
  return element(
    'a',
    { class: calendar ? 'file calendar' : 'file', href: url, download: name },
    element('span', { class: 'file-what' }, calendar ? '加到日历' : '下载'),
    element('span', { class: 'file-name' }, name),
  );
}
