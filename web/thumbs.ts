import type { Reaction } from './direct-line.js';
import { button, element } from './dom.js';

/** Sends a vote; rejects when it was not taken. */
export type Vote = (replyId: string, reaction: Reaction) => Promise<void>;

const thumbs: ReadonlyArray<readonly [Reaction, string]> = [
  ['like', '有用'],
  ['dislike', '没用'],
];
const svg = 'http://www.w3.org/2000/svg';
const outline = 'M7 10v10H3V10h4zm0 0 4.5-8c1.6 0 2.5 1 2.5 2.4V9h5.2a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7';

/** Two small buttons under an answer; the one that was taken stays pressed, the other one may still be. */
export function renderThumbs(replyId: string, vote: Vote): HTMLElement {
  const made = thumbs.map(([reaction, label]) => {
    const thumb = button('', `thumb ${reaction}`, async () => {
      press(reaction);
      try {
        await vote(replyId, reaction);
      } catch {
        press(undefined);
      }
    });
    thumb.append(renderThumb());
    thumb.setAttribute('aria-label', label);
    thumb.title = label;
    return thumb;
  });
  const press = (chosen: Reaction | undefined): void => {
    for (const [at, [reaction]] of thumbs.entries())
      made[at]?.setAttribute('aria-pressed', String(reaction === chosen));
  };
  press(undefined);
  return element('div', { class: 'thumbs', role: 'group', 'aria-label': '这个回答' }, ...made);
}

/** Drawn, for not every machine has the signs in its fonts. */
function renderThumb(): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', outline);
  drawing.append(path);
  return drawing;
}
