/** What stands in the name of a folder or a file: a part number, a revision, an operation, in any order. */

export interface NameParts {
  readonly partNumber: string | undefined;
  readonly revision: string | undefined;
  readonly operation: string | undefined;
  /** The name without revision and operation. */
  readonly rest: string;
}

const revisionIn =
  /(?<![\p{L}\d])(?:REV(?:ISION|[IÍ]ZIA)?|IND(?:EX|ICE)|R[EÉ]V\.?)[\s._-]*([A-Z]\d?|\d{1,2})(?![\p{L}\d])/iu;
const operationIn =
  /(?<![\p{L}\d])(?:OP(?:ERATION|ER[AÁ]CIA)?|AG|SETUP|SPANNUNG|AUFSPANNUNG|UPNUTIE|FASE|PHASE)[\s._#-]*(\d{1,3})(?![\p{L}\d])/iu;
/** `OP10` may also end a name without a gap: `12345OP10`. */
const operationBehindDigits = /(?<=\d)OP[\s._-]*(\d{1,3})$/i;

export function namePartsOf(name: string): NameParts {
  const revision = revisionIn.exec(name);
  const withoutRevision = revision ? name.replace(revision[0], ' ') : name;
  const operation = operationIn.exec(withoutRevision) ?? operationBehindDigits.exec(withoutRevision);
  const rest = (operation ? withoutRevision.replace(operation[0], ' ') : withoutRevision)
    .replace(/[\s,;_-]+$/g, '')
    .replace(/^[\s,;_-]+/g, '');
  return {
    partNumber: partNumberIn(rest),
    revision: revision ? revision[1]!.toUpperCase() : undefined,
    operation: operation ? String(Number(operation[1])) : undefined,
    rest,
  };
}

/** Years, dates, versions, program numbers, sizes and codes: numbers that are no part's. */
const isNoPart =
  /^(?:(?:19|20)\d{2}(?:[-_.]\d{1,2}(?:[-_.]\d{1,2})?)?|\d{1,2}[-_.]\d{1,2}[-_.](?:\d{2}|\d{4})|v?\d{1,2}(?:\.\d{1,3}){0,3}|[O:%]\d+|0?\d{1,4}|[GM]\d{2}(?:\D.*)?|\d+(?:[.,]\d+)?(?:mm|in))$/i;

/** `240729`, `20240729`, `29072024`: a day, as folders are named. */
function isDate(digits: string): boolean {
  const isDay = (day: string, month: string) =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  if (/^\d{6}$/.test(digits)) return isDay(c, b) || isDay(a, b);
  return (
    /^(?:(?:19|20)\d{6}|\d{4}(?:19|20)\d{2})$/.test(digits) && (isDay(digits.slice(6), c) || isDay(a, b))
  );
}

/** Of groups each a number with a prefix or a short word; `27bit` and `360arc` are sizes of something. */
const isGrouped = /^(?:[A-Z]{0,5}\d+[A-Z]?|[A-Z]{1,5})(?:[-./](?:[A-Z]{0,5}\d+[A-Z]?|[A-Z]{1,5}))+$/i;
const isWhole = /^[A-Z]{0,3}\d{4,}[A-Z]?$/i;

/** At least four digits, or digits in groups: `12345-678`, `827-9999-904`, `AB-10023.4`, `A1234567`. The longest of a name. */
function partNumberIn(rest: string): string | undefined {
  const candidates = rest
    .split(/[\s,;_()[\]{}]+/)
    .map((each) => each.replace(/^[-.]+|[-.]+$/g, ''))
    .filter((each) => (isWhole.test(each) || isGrouped.test(each)) && !isNoPart.test(each) && !isDate(each))
    .filter((each) => {
      const digits = each.replace(/\D/g, '').length;
      return digits >= 4 && each.length - digits <= digits + 4;
    });
  return candidates.sort((a, b) => b.length - a.length)[0];
}
