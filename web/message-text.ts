import type { Citation, Shown } from './activity.js';
import { button, element } from './dom.js';
import { partsOf } from './text-parts.js';
import { typeset } from './typeset.js';

/** The words of a message: line breaks as written, lines to copy as blocks, citations as marks that open below. */
export function renderText(shown: Shown): DocumentFragment {
  const made = document.createDocumentFragment();
  let words = element('p', { class: 'words' });
  const used = new Set<number>();
  const panels = shown.citations.map((citation, index) => renderCitation(citation, `${shown.id}-${index}`));
  for (const part of partsOf(shown.text, shown.copy, shown.citations)) {
    if (part.kind === 'text') words.append(...renderWords(shown.mine ? part.text : typeset(part.text)));
    else if (part.kind === 'mark') {
      words.append(renderMark(part.text, panels[part.citation]));
      used.add(part.citation);
    } else {
      if (words.hasChildNodes()) made.append(words);
      made.append(renderQuote(typeset(part.text)));
      words = element('p', { class: 'words' });
    }
  }
  if (words.hasChildNodes()) made.append(words);
  const rest = shown.citations.flatMap((citation, index) =>
    used.has(index) ? [] : [renderMark(citation.title || `出处${index + 1}`, panels[index])],
  );
  if (rest.length > 0) made.append(element('p', { class: 'marks' }, ...rest));
  made.append(...panels);
  return made;
}

/** Record numbers stand out and are never broken over two lines. */
function renderWords(text: string): Node[] {
  return text
    .split(/((?<![\w-])[A-Z]{2}-\d{6}-[0-9A-Z]{4}(?![\w-]))/)
    .map((piece, index) => (index % 2 ? element('span', { class: 'number' }, piece) : document.createTextNode(piece)));
}

function renderMark(label: string, panel: HTMLElement | undefined): HTMLButtonElement {
  const mark = button(label, 'mark', () => {
    if (!panel) return;
    panel.hidden = !panel.hidden;
    mark.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) panel.scrollIntoView({ block: 'nearest' });
  });
  mark.setAttribute('aria-expanded', 'false');
  mark.setAttribute('aria-label', `出处：${label}`);
  if (panel) mark.setAttribute('aria-controls', panel.id);
  return mark;
}

function renderCitation(citation: Citation, id: string): HTMLElement {
  const panel = element('aside', { class: 'citation', id: `citation-${id}` });
  panel.hidden = true;
  panel.append(element('strong', {}, citation.title));
  if (citation.path) panel.append(element('p', { class: 'path' }, citation.path));
  if (citation.quote) panel.append(element('blockquote', {}, typeset(citation.quote)));
  return panel;
}

function renderQuote(line: string): HTMLElement {
  const copy = button('复制', 'copy', async (self) => {
    const done = await copyText(line);
    self.textContent = done ? '已复制' : '请长按选中';
    setTimeout(() => {
      self.textContent = '复制';
    }, 2_000);
  });
  copy.setAttribute('aria-live', 'polite');
  return element('div', { class: 'quote' }, element('blockquote', {}, line), copy);
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
