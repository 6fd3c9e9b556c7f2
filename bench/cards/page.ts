import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { encodeClosed, encode as toTeams } from '../../src/channels/bot-framework/encode.js';
import { encode as toTerminal } from '../../src/channels/terminal/encode.js';
import { type ButtonCard, encode as toWecom } from '../../src/channels/wecom/encode.js';
import { projectRoot } from '../../src/project-root.js';
import type { Collected } from './collect.js';

/** One page of its own: each card as Teams, WeCom and a terminal show it. */
export function galleryPage(cards: readonly Collected[]): string {
  const library = readFileSync(
    join(projectRoot, 'node_modules', 'adaptivecards', 'dist', 'adaptivecards.min.js'),
    'utf8',
  );
  const style = readFileSync(join(projectRoot, 'bench', 'cards', 'page.css'), 'utf8');
  const rows = cards.map((card, n) => row(card, n));
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>首问 · 卡片</title><style>${style}</style>
<h1>首问 · ${cards.length} 张卡片</h1><main>${rows.join('\n')}</main>
<script>${library.replaceAll('</script', '<\\/script')}</script><script>${draw}</script></html>`;
}

/** The same words as on the page of the product stand beside each other: nothing may be cut, nothing lost. */
function row({ of, activity, note }: Collected, n: number): string {
  return `<section id="card-${n}"><h2>${html(of)}</h2><div class="kinds">
<article><h3>Teams</h3>${teams(activity)}</article>
<article><h3>WeCom</h3>${wecom(activity)}</article>
<article><h3>纯文本</h3><pre>${html(plain(activity))}</pre></article>
${note === undefined ? '' : `<article><h3>之后</h3>${part(encodeClosed(activity, note))}</article>`}</div></section>`;
}

function teams(activity: Partial<Activity>): string {
  return toTeams(activity, { channelId: 'msteams', private: true }).map(part).join('');
}

function part({ text, attachments = [], suggestedActions }: Partial<Activity>): string {
  const said = text ? `<p class="bubble">${html(text)}</p>` : '';
  const cards = attachments.map(({ contentType, content, name }) =>
    contentType.endsWith('card.adaptive')
      ? `<div class="bubble adaptive" data-card="${html(JSON.stringify(content))}"></div>`
      : `<p class="bubble">📎 ${html(name ?? '')}</p>`,
  );
  const chips = (suggestedActions?.actions ?? []).map(({ title }) => `<span class="chip">${html(title)}</span>`);
  return `${said}${cards.join('')}${chips.length > 0 ? `<p class="chips">${chips.join('')}</p>` : ''}`;
}

function wecom(activity: Partial<Activity>): string {
  const { texts, card, files } = toWecom({ id: 'x', ...activity });
  const said = texts.map((text) => `<p class="bubble">${html(text)}</p>`);
  return [
    ...said,
    card ? template(card) : '',
    ...files.map(({ name }) => `<p class="bubble">📎 ${html(name)}</p>`),
  ].join('');
}

function template({ main_title, sub_title_text, button_list }: ButtonCard): string {
  const buttons = button_list.map(({ text, style }) => `<button class="style-${style}">${html(text)}</button>`);
  const sub = sub_title_text ? `<span>${html(sub_title_text)}</span>` : '';
  return `<div class="bubble template"><strong>${html(main_title.title)}</strong>${sub}${buttons.join('')}</div>`;
}

function plain(activity: Partial<Activity>): string {
  return toTerminal([{ type: 'message', ...activity } as Activity]).lines.join('\n');
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const draw = `for (const place of document.querySelectorAll('[data-card]')) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig({ fontFamily: 'inherit', supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, padding: 1 },
    actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, spacing: 'medium' },
    containerStyles: { default: { backgroundColor: 'transparent', foregroundColors: {
      default: { default: '#242424', subtle: '#616161' }, good: { default: '#13714c', subtle: '#13714c' } } } } });
  card.parse(JSON.parse(place.dataset.card));
  place.append(card.render());
}`;
