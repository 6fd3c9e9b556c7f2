import type { Shown } from './activity.js';
import { type Act, renderActions, renderAttachment } from './attachments.js';
import type { BusinessClock } from './business-clock.js';
import type { Outgoing } from './direct-line.js';
import { button, element } from './dom.js';
import { renderText } from './message-text.js';
import type { LogWords } from './page-words.js';
import { renderThumbs, type Vote } from './thumbs.js';

/** Closer together than this, messages of one side share a time line. */
const togetherMs = 5 * 60_000;

export interface LogParts {
  log: HTMLElement;
  scroll: HTMLElement;
  newest: HTMLButtonElement;
}

/** The conversation as it is seen: oldest first, what is still being sent last. */
export class LogView {
  readonly #parts: LogParts;
  readonly #clock: BusinessClock;
  readonly #act: Act;
  readonly #takeBack: (message: Outgoing) => void;
  readonly #vote: Vote;
  readonly #sending = new Map<string, HTMLElement>();
  readonly #seen = new Set<string>();
  readonly #words: LogWords;
  readonly #typing: HTMLElement;
  #following = true;
  #last: { day: string; at: number; mine: boolean } | undefined;

  constructor(
    parts: LogParts,
    clock: BusinessClock,
    act: Act,
    takeBack: (message: Outgoing) => void,
    vote: Vote,
    words: LogWords,
  ) {
    this.#parts = parts;
    this.#words = words;
    this.#typing = typingDots(words.typing);
    this.#clock = clock;
    this.#act = act;
    this.#takeBack = takeBack;
    this.#vote = vote;
    parts.newest.addEventListener('click', () => this.#toEnd());
    parts.scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#stay()).observe(parts.log);
    new ResizeObserver(() => this.#stay()).observe(parts.scroll);
  }

  get isEmpty(): boolean {
    return this.#seen.size === 0 && this.#sending.size === 0;
  }

  clear(): void {
    this.#seen.clear();
    this.#last = undefined;
    this.#parts.log.replaceChildren(...this.#sending.values());
  }

  leave(): void {
    this.#sending.clear();
    this.clear();
    this.#markRead();
  }

  add(activities: readonly Shown[], history: boolean): void {
    const follow = history || this.#following;
    this.#parts.log.setAttribute('aria-busy', String(history));
    let unread = false;
    for (const activity of activities) {
      if (activity.type !== 'message' || this.#seen.has(activity.id)) continue;
      this.#seen.add(activity.id);
      this.#addOne(activity);
      unread ||= !activity.mine;
    }
    this.#parts.log.setAttribute('aria-busy', 'false');
    if (follow) this.#toEnd();
    else if (unread) this.#parts.newest.hidden = false;
  }

  addSending(message: Outgoing): void {
    this.#sending.get(message.id)?.remove();
    const names = message.attachments?.map(({ name }) => name).join('、');
    const bubble = element('div', { class: 'bubble' }, element('p', { class: 'words' }, message.text || names || '…'));
    const row = element('li', { class: 'row mine sending' }, unseen(this.#words.you), bubble);
    this.#sending.set(message.id, row);
    this.#parts.log.append(row);
    this.#retire();
    this.#toEnd();
  }

  /** Stored by the server; its echo comes with the next look. */
  markSent(id: string): void {
    this.#sending.get(id)?.classList.remove('sending');
  }

  /** Not taken by the server: stays here until its writer takes it back. */
  markRefused(message: Outgoing): void {
    const row = this.#sending.get(message.id);
    if (!row) return;
    row.classList.replace('sending', 'refused');
    const back = button(this.#words.back, 'back', () => {
      row.remove();
      this.#sending.delete(message.id);
      this.#takeBack(message);
    });
    row.append(element('p', { class: 'fate', role: 'alert' }, message.refused ?? '', back));
  }

  showTyping(on: boolean): void {
    if (!on) {
      this.#typing.remove();
      return;
    }
    if (this.#typing.isConnected && this.#typing === this.#parts.log.lastElementChild) return;
    this.#parts.log.append(this.#typing);
  }

  #addOne(shown: Shown): void {
    this.#sending.get(shown.id)?.remove();
    this.#sending.delete(shown.id);
    if (shown.mine) this.#retire();
    const before = this.#typing.isConnected ? this.#typing : (this.#sending.values().next().value ?? null);
    for (const node of [...this.#timeLine(shown), this.#render(shown)]) this.#parts.log.insertBefore(node, before);
  }

  #render(shown: Shown): HTMLElement {
    const row = element(
      'li',
      { class: shown.mine ? 'row mine' : 'row bot' },
      unseen(shown.mine ? this.#words.you : this.#words.bot),
    );
    const bubble = element('div', { class: 'bubble' });
    const silent = shown.attachments.length > 0 ? '' : this.#words.pressed;
    if (!shown.mine) bubble.append(renderText(shown));
    else if (shown.text || silent) bubble.append(element('p', { class: 'words' }, shown.text || silent));
    bubble.append(...shown.attachments.map((attachment) => renderAttachment(attachment, this.#act)));
    if (bubble.hasChildNodes()) row.append(bubble);
    if (shown.votable) row.append(renderThumbs(shown.id, this.#vote));
    const acts = renderActions(shown.actions, this.#act, this.#words.answers);
    if (acts) row.append(acts);
    return row;
  }

  #timeLine(shown: Shown): HTMLElement[] {
    if (Number.isNaN(shown.at)) return [];
    const day = this.#clock.day(shown.at);
    const last = this.#last;
    this.#last = { day, at: shown.at, mine: shown.mine };
    if (last?.day !== day) return [element('li', { class: 'when' }, `${day} ${this.#clock.time(shown.at)}`)];
    if (shown.at - last.at < togetherMs) return [];
    return [element('li', { class: 'when' }, this.#clock.time(shown.at))];
  }

  /** Once more was said, earlier buttons are history: only links and copies stay alive. */
  #retire(): void {
    for (const row of this.#parts.log.querySelectorAll('.row.bot:not(.past)')) {
      row.classList.add('past');
      row.querySelector(':scope > .acts')?.remove();
      for (const old of row.querySelectorAll('button.act')) old.setAttribute('disabled', '');
      for (const card of row.querySelectorAll('.adaptive')) card.setAttribute('inert', '');
    }
  }

  #scrolled(): void {
    this.#following = this.#nearEnd();
    if (this.#following) this.#markRead();
  }

  #nearEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#parts.scroll;
    return scrollHeight - scrollTop - clientHeight < 120;
  }

  #stay(): void {
    if (this.#following) this.#parts.scroll.scrollTop = this.#parts.scroll.scrollHeight;
  }

  #toEnd(): void {
    this.#following = true;
    this.#parts.scroll.scrollTop = this.#parts.scroll.scrollHeight;
    this.#markRead();
  }

  #markRead(): void {
    this.#parts.newest.hidden = true;
  }
}

function unseen(words: string): HTMLElement {
  return element('span', { class: 'unseen' }, words);
}

function typingDots(words: string): HTMLElement {
  const dots = element('div', { class: 'bubble dots', role: 'img', 'aria-label': words });
  dots.append(element('i'), element('i'), element('i'));
  return element('li', { class: 'row bot typing' }, dots);
}
