import { places, staffPlaces } from '../channels/places/all.js';
import { ask, type Place, type PlaceOptions, textOf } from '../channels/places/place.js';
import { expectRecords, instantOf } from './checks.js';
import { matches, readScripts, type Script } from './script.js';

/** Of the staff alone: visits, the handbook, forms, another's matter. */
const chosen = [
  'a complaint relayed in a hurry, corrected and confirmed in one breath',
  'a furious gold-card customer, relayed; the answer is due in 24 hours from the first message',
  'a visit whose day is corrected',
  'a policy question in the middle, and a severity that is asked about',
  'a visit in the middle of a complaint',
  'taken back by customer, by day, by number',
  'English, with a visit taken back',
  'closing needs an answer first',
  'complaint - cancelled by mistake, taken back as it stood',
  'moved by its weekday - the same number, a new calendar entry',
  'nothing but 拜访完了 - asked how it went, and when again',
  'an on-site day in one breath - read back, recorded, the log of the day is met',
];
const all = readScripts(import.meta.dirname);
const ofStaff = all.filter(({ script }) => chosen.includes(script.name));
const ofEverybody = all.filter(({ file }) => file === '80-on-every-channel.yaml');

test('the conversations are there', () => {
  expect(ofStaff.map(({ script }) => script.name).sort()).toEqual([...chosen].sort());
  expect(ofEverybody.length).toBeGreaterThanOrEqual(20);
});

describe.each(staffPlaces)('on %s', (_, open) => plays(ofStaff, open));
describe.each(places)('everywhere: on %s', (_, open) => plays(ofEverybody, open));

function plays(scripts: typeof all, open: (options: PlaceOptions) => Promise<Place>): void {
  test.each(scripts)(
    '$script.name',
    async ({ script }) => {
      const place = await open({ now: script.now });
      try {
        await play(place, script);
        await expectRecords(place.running, script);
      } finally {
        await place.close();
      }
    },
    60_000,
  );
}

async function play(place: Place, script: Script): Promise<void> {
  const told = new Map<string, string>();
  const filled = (text: string) => text.replace(/\{([A-Z]{2})\}/g, (_, kind: string) => told.get(kind) ?? `{${kind}}`);
  for (const turn of script.turns) {
    if (turn.at) place.running.clock.set(instantOf(turn.at, script.now));
    const say = filled(turn.say);
    const heard = await ask(place, { as: turn.as ?? script.as, in: 'script' }, say);
    const shown = textOf(heard);
    for (const [number, kind = ''] of shown.matchAll(/\b([A-Z]{2})-\d{6}-\w{4}\b/g)) told.set(kind, number);
    const missing = (turn.shows ?? []).map(filled).filter((want) => !matches(shown, want));
    const banned = (turn.hides ?? []).map(filled).filter((want) => matches(shown, want));
    expect({ say, shown, missing, banned }).toEqual({ say, shown, missing: [], banned: [] });
    if (turn.offersConfirm !== undefined) {
      const offered = heard.some(({ buttons }) => buttons.some((title) => /^(确认|確認|Confirm)$/.test(title)));
      expect({ say, shown, confirm: offered }).toEqual({ say, shown, confirm: turn.offersConfirm });
    }
    if (turn.brings) expect(heard.flatMap(({ files }) => files).sort()).toEqual([...turn.brings].sort());
  }
}
