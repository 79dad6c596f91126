/** The maker that a tool's description names. */

const makers: readonly (readonly [RegExp, string])[] = [
  [/SANDVIK|COROMANT|COROMILL|CORODRILL/, 'Sandvik Coromant'],
  [/KENNAMETAL|WIDIA/, 'Kennametal'],
  [/ISCAR|HELIDO|CHAMDRILL/, 'Iscar'],
  [/\bSECO\b/, 'Seco'],
  [/\bWALTER\b/, 'Walter'],
  [/MITSUBISHI/, 'Mitsubishi'],
  [/TUNGALOY/, 'Tungaloy'],
  [/KYOCERA|\bSGS\b/, 'Kyocera'],
  [/SUMITOMO/, 'Sumitomo'],
  [/\bOSG\b/, 'OSG'],
  [/\bYG-?1\b/, 'YG-1'],
  [/GUEHRING|GUHRING|G.HRING/, 'Guhring'],
  [/EMUGE|FRANKEN/, 'Emuge-Franken'],
  [/GARANT|HOFFMANN|HOLEX/, 'Hoffmann'],
  [/DORMER|PRAMET/, 'Dormer Pramet'],
  [/HARVEY/, 'Harvey'],
  [/HELICAL SOLUTIONS/, 'Helical'],
  [/NIAGARA/, 'Niagara'],
  [/FULLERTON/, 'Fullerton'],
  [/MARITOOL/, 'Maritool'],
  [/LAKESHORE/, 'Lakeshore Carbide'],
  [/\bINGERSOLL\b/, 'Ingersoll'],
  [/\bHORN\b/, 'Horn'],
  [/\bCERATIZIT\b|\bWNT\b/, 'Ceratizit'],
  [/\bMAPAL\b/, 'Mapal'],
];

export function toolMakerOf(description: string | undefined): string | undefined {
  const words = description?.toUpperCase() ?? '';
  return makers.find(([pattern]) => pattern.test(words))?.[1];
}
