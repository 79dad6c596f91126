/** Explains an event code in up to three languages, or changes an explanation. */
import type { EntryView } from '@mantinel/contract';
import {
  type AlarmPriority,
  type CatalogueLanguage,
  catalogueLanguages,
  type PlaceId,
  textParts,
} from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addEntry, changeEntry, type EntryWords, getEntry } from '../../api/catalogue.ts';
import { languages } from '../../shell/language/languages.ts';
import { EditDialog } from '../frame/dialog/edit-dialog.tsx';
import type { Rights } from '../frame/rights.ts';
import type { Field, Values, Versioned } from '../frame/values.ts';
import { placeOptions } from '../plant/place-order.ts';

interface EntryDialogProps {
  readonly rights: Rights;
  /** The one to change; a new one when left out. */
  readonly entry?: EntryView;
  readonly code?: string;
  readonly place?: PlaceId;
  /** What the control said. */
  readonly told?: string;
  readonly onClose: () => void;
}

export function EntryDialog({ rights, entry, code = '', place, told, onClose }: EntryDialogProps) {
  const { t, i18n } = useTranslation('admin');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const saved = () => void queries.invalidateQueries({ queryKey: ['catalogue'] });
  const own = i18n.language as CatalogueLanguage;
  const groups = [own, ...catalogueLanguages.filter((one) => one !== own)].map((value) => ({
    value,
    label: languages[value],
  }));
  const words: readonly Field[] = [
    ...catalogueLanguages.flatMap((language) =>
      textParts.map(
        (part): Field => ({
          name: `${language}.${part}`,
          label: part === 'title' ? t('catalogue.title') : common(`detail.part.${part}`),
          group: language,
          optional: true,
          maxLength: part === 'title' ? 200 : 2000,
          ...(part === 'title' ? { hint: t('catalogue.titleHint') } : { lines: 2 }),
        }),
      ),
    ),
    {
      name: 'priority',
      label: t('catalogue.priority'),
      optional: true,
      options: (['high', 'medium', 'low'] as const).map((value) => ({
        value,
        label: common(`detail.priority.${value}`),
      })),
    },
    {
      name: 'respond',
      label: t('catalogue.respond'),
      hint: t('catalogue.respondHint'),
      optional: true,
      type: 'number',
      check: (value) => (/^[1-9]\d{0,4}$/.test(value) ? undefined : t('catalogue.respondBad')),
    },
    {
      name: 'source',
      label: t('catalogue.source'),
      hint: t('catalogue.sourceHint'),
      optional: true,
      maxLength: 500,
    },
  ];
  if (entry)
    return (
      <EditDialog
        title={t('catalogue.changeTitle', { code: entry.code })}
        submit={t('frame.save')}
        groups={groups}
        fields={words}
        initial={asVersioned(entry)}
        current={async () => asVersioned(await getEntry(entry.id))}
        save={(values, by) => changeEntry(entry.id, wordsOf(values), by)}
        onSaved={saved}
        onClose={onClose}
      />
    );
  const offered = rights.places.filter(({ id }) => rights.at('catalogue.edit', id));
  const options = placeOptions(rights.places, offered);
  return (
    <EditDialog
      title={told === undefined ? t('catalogue.add') : t('catalogue.explainTitle', { told })}
      submit={t('frame.add')}
      groups={groups}
      fields={[
        {
          name: 'code',
          label: t('catalogue.code'),
          hint: t('catalogue.codeHint'),
          maxLength: 200,
          check: (value) =>
            /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/.test(value) ? undefined : t('catalogue.codeBad'),
        },
        { name: 'place', label: t('catalogue.where'), hint: t('catalogue.whereHint'), options },
        {
          name: 'model',
          label: t('catalogue.model'),
          hint: t('catalogue.modelHint'),
          optional: true,
          maxLength: 120,
        },
        ...words,
      ]}
      initial={{
        version: 0,
        values: {
          code,
          place: options.find(({ value }) => value === place)?.value ?? options[0]?.value ?? '',
        },
      }}
      save={(values, { reason }) =>
        addEntry(
          {
            code: values.code ?? '',
            place: values.place as PlaceId,
            model: values.model ?? '',
            ...wordsOf(values),
          },
          reason,
        )
      }
      onSaved={saved}
      onClose={onClose}
    />
  );
}

const asVersioned = ({ texts, priority, respondWithinMinutes, source, version }: EntryView): Versioned => ({
  version,
  values: {
    ...Object.fromEntries(
      catalogueLanguages.flatMap((language) =>
        textParts.map((part) => [`${language}.${part}`, texts[language]?.[part] ?? '']),
      ),
    ),
    priority: priority ?? '',
    respond: respondWithinMinutes === undefined ? '' : String(respondWithinMinutes),
    source,
  },
});

/** A language in which nothing is written is left out; one without a title is refused by the server, which names it. */
function wordsOf(values: Values): EntryWords {
  const texts: Record<string, Record<string, string>> = {};
  for (const language of catalogueLanguages) {
    const parts = textParts.flatMap((part) => {
      const text = (values[`${language}.${part}`] ?? '').trim();
      return text === '' ? [] : [[part, text] as const];
    });
    if (parts.length > 0) texts[language] = { title: '', ...Object.fromEntries(parts) };
  }
  const { priority = '', respond = '', source = '' } = values;
  return {
    texts: texts as EntryWords['texts'],
    ...(priority === '' ? {} : { priority: priority as AlarmPriority }),
    ...(respond === '' ? {} : { respondWithinMinutes: Number(respond) }),
    source,
  };
}
