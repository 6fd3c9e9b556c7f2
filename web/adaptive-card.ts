import type * as Cards from 'adaptivecards';
import type { Act } from './attachments.js';
import { element } from './dom.js';

declare global {
  interface Window {
    AdaptiveCards?: typeof Cards;
  }
}

let library: Promise<typeof Cards> | undefined;

/** The place of a card, filled once the library is there; the message's text says the same without it. */
export function renderAdaptiveCard(card: object, act: Act): HTMLElement {
  const place = element('section', { class: 'card adaptive' });
  place.setAttribute('aria-busy', 'true');
  loadLibrary()
    .then((cards) => place.append(...draw(cards, card, act)))
    .catch(() => place.remove())
    .finally(() => place.removeAttribute('aria-busy'));
  return place;
}

function loadLibrary(): Promise<typeof Cards> {
  library ??= new Promise((resolve, reject) => {
    const script = element('script', { src: '/adaptivecards.js' });
    script.addEventListener('load', () => (window.AdaptiveCards ? resolve(window.AdaptiveCards) : reject()));
    script.addEventListener('error', () => {
      library = undefined;
      script.remove();
      reject(new Error('the card library did not load'));
    });
    document.head.append(script);
  });
  return library;
}

function draw(cards: typeof Cards, source: object, act: Act): HTMLElement[] {
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(hostConfig());
  card.onExecuteAction = (action) => {
    if (action instanceof cards.OpenUrlAction && action.url) window.open(action.url, '_blank', 'noopener');
    const submits = action instanceof cards.SubmitAction || action instanceof cards.ExecuteAction;
    if (submits) act({ kind: 'submit', title: action.title ?? '', say: action.title ?? '', value: action.data });
  };
  card.parse(source);
  const drawn = card.render();
  return drawn ? [drawn] : [];
}

/** The page's own colours and type, read from its style sheet, so that cards follow light and dark. */
function hostConfig(): object {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const tone = (name: string) => ({ default: colour(name), subtle: colour('--soft') });
  const foregroundColors = {
    default: tone('--ink'),
    accent: tone('--accent'),
    good: tone('--accent'),
    attention: tone('--danger'),
    warning: tone('--warn-ink'),
  };
  const container = { backgroundColor: 'transparent', foregroundColors };
  return {
    fontFamily: style.fontFamily,
    fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 20 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 1 },
    supportsInteractivity: true,
    actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, spacing: 'medium' },
    containerStyles: { default: container, emphasis: { ...container, backgroundColor: colour('--tint') } },
  };
}
