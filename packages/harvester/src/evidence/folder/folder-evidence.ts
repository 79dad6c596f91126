/** What the folders and the name of a file say: customer, part number, revision, operation, material, machine. */
import { materialNamed } from '@mantinel/nc';
import type { Evidence, EvidenceField } from '../evidence.ts';
import { plainWords } from '../labels/label.ts';
import { namePartsOf } from './name-parts.ts';

/** Folders that say what the folders in them are. */
const ofCustomers = /^(?:customers?|clients?|clientes?|kunden?|zakaznici|zakaznik|odberatelia)$/;
const ofMachines = /^(?:machines?|maschinen?|stroje|stroj|maquinas?)$/;
/** Folders that are about the computer, the work or time, not about whom it is for. */
const general =
  /^(?:(?:nc|cnc|g ?code|cam|cad|mpf|spf|eia|tap|iso|dnc|usb|prog|prg)s?|programs?|programme?s?|programy|programas?|parts?|teile|diely|piezas|pieces|jobs?|work|arbeit|auftrage|orders?|zakazky|archiv[eo]?|backup|bak|old|alt|stare|new|neu|tmp|temp|test|tests|data|files?|shared?|public|documents?|dokumente|downloads?|users?|home|desktop|setup ?sheets?|sheets?|drawings?|zeichnungen|vykresy|material|materials?|fixtures?|tools?|main|src|master|milling|turning|mill|lathe|frasen|drehen|\d+|(?:19|20)\d\d.*|[a-z])$/;
const machineName =
  /^(?:haas|mazak|okuma|dmg|mori|dmu|dmc|hermle|hurco|doosan|dn solutions|(?:fanuc )?robodrill|brother|speedio|makino|matsuura|fadal|tormach|grob|chiron|spinner|emco|index|traub|star|citizen|tsugami|nakamura|kitamura|leadwell|vf ?\d|umc|nlx|ntx|lynx|puma|integrex|quick turn|multus|genos|c\d{2} ?u|mikron|heller|deckel|maho)\b/;

interface Segment {
  readonly name: string;
  readonly isFile: boolean;
}

/**
 * `path` below the source, with `/` or `\`; a file in an archive as `a.zip!/b/c.nc`. Conservative: nothing above 0.8, and a name that may mean
 * several things means none. Nearer to the file is said last.
 */
export function folderEvidence(path: string): readonly Evidence[] {
  const found: Evidence[] = [];
  const segments = segmentsOf(path);
  for (const [i, segment] of segments.entries()) {
    const { name } = segment;
    const where = segment.isFile ? 'file name' : `folder "${name}"`;
    const add = (field: EvidenceField, value: string, confidence: number, because?: string) =>
      found.push({
        field,
        value,
        confidence,
        reader: 'folder',
        where,
        because: because ?? `the name "${name}" of the ${segment.isFile ? 'file' : 'folder'}`,
      });
    const above = segments[i - 1] && plainWords(segments[i - 1]!.name);
    const words = plainWords(name);
    if (!segment.isFile && above && ofCustomers.test(above)) {
      add('customer', name, 0.8, `the folder "${name}" among those of customers`);
      continue;
    }
    if (!segment.isFile && ((above && ofMachines.test(above)) || machineName.test(words))) {
      add('machine', name, above && ofMachines.test(above) ? 0.7 : 0.5);
      continue;
    }
    const material = materialIn(segment);
    if (material) {
      add('material', material.group, material.confidence);
      if (material.grade) add('material-grade', material.grade, material.confidence * 0.9);
      if (material.isAll) continue;
    }
    const { partNumber, revision, operation } = namePartsOf(name);
    if (partNumber) {
      // Said by both a folder and the file it is hardly a coincidence.
      const again = found.find(({ field, value }) => field === 'part-number' && value === partNumber);
      add('part-number', partNumber, again ? 0.75 : segment.isFile ? 0.5 : 0.6);
      const customer = segments[i - 1];
      const isCustomer =
        customer &&
        !general.test(plainWords(customer.name)) &&
        !machineName.test(plainWords(customer.name)) &&
        /^[\p{L}][\p{L}\d&. -]{1,40}$/u.test(customer.name);
      const knowsCustomer = found.some(({ field }) => field === 'customer');
      if (isCustomer && !segment.isFile && !knowsCustomer && !materialIn(customer))
        add('customer', customer.name, 0.35, `the folder "${customer.name}" holds the folder of a part`);
    }
    if (revision) add('revision', revision, 0.75);
    if (operation) add('operation', operation, 0.75);
  }
  return found.map((each) => ({ ...each, confidence: Math.round(each.confidence * 100) / 100 }));
}

function segmentsOf(path: string): readonly Segment[] {
  const names = path
    .split(/!?[\\/]+/)
    .filter((name) => name !== '' && name !== '.' && !/^[A-Za-z]:$/.test(name));
  return names.map((name, i) => {
    const isFile = i === names.length - 1;
    // An archive on the way is a folder by its name without the ending.
    return { name: name.replace(isFile ? /\.[A-Za-z0-9]{1,5}$/ : /\.zip$/i, '').trim(), isFile };
  });
}

interface MaterialIn {
  readonly group: string;
  readonly grade: string | undefined;
  readonly confidence: number;
  /** Nothing else stands in the name. */
  readonly isAll: boolean;
}

/** Of a name that is a material, or a word of it; a number among others is a part's. */
function materialIn({ name, isFile }: Segment): MaterialIn | undefined {
  // A folder called by a number of DIN EN 10027-2 is one of a material; elsewhere it may be a length.
  const named = materialNamed(name.replace(/_/g, ' '), !isFile && /^[1-3]\.\d{4}$/.test(name));
  if (!named) return undefined;
  const isAll = name.split(/[\s,_]+/).length <= 2 && !/\d{5}|\d-\d{3}/.test(name) && !isFile;
  // In the middle of a name only a word counts: `BRASS NUT`, not `1018 BRACKET`.
  if (!isAll && named.confidence < 0.6) return undefined;
  return {
    group: named.group,
    grade: named.grade,
    isAll,
    confidence: isAll ? Math.min(Math.max(named.confidence, 0.4), 0.6) : 0.45,
  };
}
