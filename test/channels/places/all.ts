import type { Place, PlaceOptions } from './place.js';
import { openTeams } from './teams.js';
import { openTerminal } from './terminal.js';
import { openWebChat } from './web-chat.js';
import { openWecom } from './wecom.js';

/** Every channel there is, by the folder it lives in. */
export const places: ReadonlyArray<[folder: string, open: (options: PlaceOptions) => Promise<Place>]> = [
  ['bot-framework', openTeams],
  ['web-chat', openWebChat],
  ['wecom', openWecom],
  ['terminal', openTerminal],
];
