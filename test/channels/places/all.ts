import { openCustomerChat } from './customer-chat.js';
import type { Place, PlaceOptions } from './place.js';
import { openTeams } from './teams.js';
import { openTerminal } from './terminal.js';
import { openWebChat } from './web-chat.js';
import { openWecom } from './wecom.js';

type Opens = [folder: string, open: (options: PlaceOptions) => Promise<Place>];

/** Channels of the staff, by the folder each lives in. */
export const staffPlaces: readonly Opens[] = [
  ['bot-framework', openTeams],
  ['web-chat', openWebChat],
  ['wecom', openWecom],
  ['terminal', openTerminal],
];

/** Every channel there is. */
export const places: readonly Opens[] = [...staffPlaces, ['customer-chat', openCustomerChat]];
