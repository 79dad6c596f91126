/**
 * What is alike among the operations of a shop with 100,000 programs, asked over the API: percentiles, the first answer (which fills the
 * index), memory of the server, and searches of the database beside it. The bar: p95 of 50 ms.
 *
 *   node bench/similarity.ts [--programs 100000] [--each 5] [--asked 300]
 */
import { parseArgs } from 'node:util';
import { materialGroups, paths } from '@mantinel/contract';
import { random32 } from './random.ts';
import { kinds, parts, tools } from './shop/fill-shop.ts';
import { print, startShop } from './shop/start-shop.ts';

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '100000' },
    each: { type: 'string', default: '5' },
    asked: { type: 'string', default: '300' },
  },
});
const [programs, each, asked] = [Number(values.programs), Number(values.each), Number(values.asked)];
const bits = random32(7);
const random = () => bits() / 2 ** 32;
const whole = (below: number) => Math.floor(random() * below);

function wish() {
  const tool = whole(tools.length);
  return {
    operation: {
      kind: kinds[tool]!,
      tool: tools[tool]!,
      diameterMm: 2 + 30 * random(),
      vc: 20 * Math.exp(3 * random()),
      ...(random() < 0.7 ? { fz: 0.01 * Math.exp(3 * random()), apMm: 5 * random() + 0.1 } : {}),
      ...(random() < 0.5 ? { material: materialGroups[whole(materialGroups.length)] } : {}),
    },
  };
}

await using shop = await startShop({ programs, each });
const before = shop.residentMb();
const { ms: first } = await shop.ask(paths.similar, wish());
print(
  `first answer, the index filled: ${Math.round(first)} ms; server ${before} MB before, ${shop.residentMb()} MB after`,
);
await shop.report('alike to an operation', asked, () => shop.ask(paths.similar, wish()));
await shop.report('projects alike to a project of 5 operations', Math.ceil(asked / 5), () =>
  shop.ask(paths.projectSimilar.replace(':id', `p${1 + whole(programs)}`)),
);
const searches: Readonly<Record<string, () => string>> = {
  'projects, the newest': () => '',
  'projects by beginning of part number': () => 'partNumber=PN-9999',
  'projects by a part of a number': () => `text=${100 + whole(9900)}`,
  'projects by a word that 5,000 have': () => `text=${parts[whole(parts.length)]}`,
  'projects by two words': () => `text=${parts[whole(parts.length)]}%20customer%20${whole(300)}`,
  'projects by a word that all have': () => 'text=customer',
  'projects by a word that none has': () => `text=nowhere${whole(1000)}`,
  'projects by two characters': () => `text=${10 + whole(90)}`,
  'projects by tool and vc (many)': () => 'tool=drill&vc=60:80',
  'projects by a narrow range (few)': () => 'vc=401:&fz=0.19:',
  'projects by material and operation': () => 'material=titanium&operation=tap',
};
for (const [name, query] of Object.entries(searches))
  await shop.report(name, 40, () => shop.ask(`${paths.projects}?${query()}`));
await shop.report('explorer, everything', 10, () => shop.ask(`${paths.operations}?x=diameter&y=vc`));
print(`server ${shop.residentMb()} MB at the end`);
