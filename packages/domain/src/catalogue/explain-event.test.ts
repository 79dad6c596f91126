import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlaceId } from '../plant/place.ts';
import { canonicalCode } from './canonical-code.ts';
import { type Catalogue, chooseEntry, modelNames } from './choose-entry.ts';
import type { CatalogueEntry, ShopEntry } from './entry.ts';
import { explainEvent, textsFor } from './explain-event.ts';
import { messageFiller } from './icu-message.ts';

const shippedEntry: CatalogueEntry = {
  code: 'fanuc.SV0401',
  texts: { en: { title: 'Not ready' }, de: { title: 'Nicht bereit' }, sk: { title: 'Nepripravený' } },
  priority: 'high',
  respondWithinMinutes: 10,
  sources: [{ title: 'A' }],
};
const shopEntry = (place: PlaceId, model = '', title = `${place} ${model}`): ShopEntry => ({
  code: 'fanuc.SV0401',
  place,
  model,
  texts: { sk: { title } },
  sources: [],
});
const catalogue = (shop: readonly ShopEntry[]): Catalogue => ({
  shipped: (code) => (code === shippedEntry.code ? shippedEntry : undefined),
  shop: (code) => shop.filter((entry) => entry.code === code),
});
const path: readonly PlaceId[] = ['machine:mill', 'line:a', 'site:plant', 'enterprise:own'];
const models = modelNames({ manufacturer: 'Mazak', model: 'VTC-300C' });

describe('which entry speaks', () => {
  const chosen = (shop: readonly ShopEntry[], code = 'fanuc.SV0401') =>
    chooseEntry(code, { path, models }, catalogue(shop));

  test('machine, then model, then shop, then what is shipped; within them the nearer place', () => {
    const all = [
      shopEntry('enterprise:own'),
      shopEntry('site:plant'),
      shopEntry('enterprise:own', 'Mazak VTC-300C'),
      shopEntry('line:a', 'vtc-300c'),
      shopEntry('machine:mill'),
    ];
    const order = all.toReversed().map(({ place, model }) => `${place} ${model}`);
    for (let left = all.length; left > 0; left -= 1)
      expect(chosen(all.slice(0, left))?.entry.texts.sk?.title).toBe(order[all.length - left]);
    expect(chosen(all)?.origin).toBe('machine');
    expect(chosen(all.slice(0, 4))?.origin).toBe('model');
    expect(chosen(all.slice(0, 2))?.origin).toBe('shop');
    expect(chosen([])?.origin).toBe('shipped');
  });

  test('of other machines and models, none', () => {
    const others = [shopEntry('machine:saw'), shopEntry('site:away'), shopEntry('site:plant', 'QTN-200')];
    expect(chosen(others)?.origin).toBe('shipped');
    expect(chosen(others, 'fanuc.SV9999')).toBeUndefined();
  });

  test('what the shop leaves open of priority and time is the shipped entry’s', () => {
    expect(chosen([shopEntry('site:plant')])?.entry).toMatchObject({
      priority: 'high',
      respondWithinMinutes: 10,
      texts: { sk: { title: 'site:plant ' } },
    });
    const low = { ...shopEntry('site:plant'), priority: 'low' } as const;
    expect(chosen([low])?.entry.priority).toBe('low');
  });

  test('whatever is entered, the answer stands at the machine and is of its model', () => {
    const place = fc.constantFrom<PlaceId>(...path, 'machine:saw', 'site:away', 'line:b');
    const model = fc.constantFrom('', 'VTC-300C', 'mazak vtc-300c', 'QTN-200');
    const shop = fc.array(fc.tuple(place, model).map(([at, of]) => shopEntry(at, of)));
    fc.assert(
      fc.property(shop, (entries) => {
        const found = chosen(entries)!;
        if (found.origin === 'shipped') {
          const fits = entries.filter(
            ({ place: at, model: of }) =>
              path.includes(at) && (of === '' || models.includes(of.toLowerCase())),
          );
          expect(fits).toEqual([]);
          return;
        }
        const { place: at, model: of } = found.entry as ShopEntry;
        expect(path).toContain(at);
        if (of !== '') expect(models).toContain(of.toLowerCase());
      }),
    );
  });

  test('a number is known however many digits it is written with', () => {
    expect(canonicalCode('fanuc.SV401')).toBe('fanuc.SV0401');
    expect(canonicalCode('mazak.401')).toBe('mazak.401');
    expect(chosen([], 'fanuc.SV401')?.entry.code).toBe('fanuc.SV0401');
    expect(chosen([{ ...shopEntry('site:plant'), code: 'fanuc.SV401' }], 'fanuc.SV401')?.origin).toBe('shop');
  });
});

describe('filled in', () => {
  const event = {
    code: 'x.y',
    site: 'plant',
    machine: 'mill',
    path: 'Xtravel',
    attributes: { nativeCode: '101', qualifier: 'HIGH', days: 3, nested: { a: 1 }, machine: 'no' },
  } as const;
  const explain = (title: string) =>
    explainEvent(
      event,
      textsFor(
        { origin: 'shop', entry: { code: 'x.y', texts: { en: { title, cause: '' } }, sources: [] } },
        'de',
      ),
      { fill: messageFiller('en'), machineName: (id) => `The ${id}` },
    );

  test('with the machine’s name, the item, the control’s number, and simple attributes', () => {
    expect(explain('{machine} {item} {number} {qualifier}').texts.title).toBe('The mill Xtravel 101 HIGH');
    expect(explain('{days, plural, one {# day} other {# days}}').texts.title).toBe('3 days');
    expect(explain('{qualifier, select, HIGH {above} other {elsewhere}}').texts.title).toBe('above');
    expect(explain('{axis, select, none {an axis} other {axis {axis}}}').texts.title).toBe('an axis');
    expect(explain('<b>5 < 6</b> & it’s').texts.title).toBe('<b>5 < 6</b> & it’s');
  });

  test('in another language where the shop wrote none in the reader’s, and says so', () => {
    expect(explain('A')).toMatchObject({ language: 'en', origin: 'shop', generic: false });
    expect(explain('A').texts).toEqual({ title: 'A' });
  });

  test('no text of any event breaks it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double())), (attributes) => {
        const texts = textsFor(
          {
            origin: 'shop',
            entry: { code: 'x', texts: { en: { title: '{number}: {value}' } }, sources: [] },
          },
          'en',
        );
        const { title } = explainEvent({ code: 'x', site: 's', attributes }, texts, {
          fill: messageFiller('en'),
          machineName: (id) => id,
        }).texts;
        expect(title).toContain(': ');
      }),
    );
  });
});
