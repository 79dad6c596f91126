/** Writes the bill of materials: `node scripts/supply/sbom.ts > mantinel.cdx.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials } from './bill-of-materials.ts';

const lock = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');
console.log(JSON.stringify(billOfMaterials(JSON.parse(lock).packages, new Date()), undefined, 2));
