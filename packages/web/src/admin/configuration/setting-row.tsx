/** One setting: what it means, its field, where its value comes from, and how it differs from the default. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ConfigurationProblem, SettingView } from '@mantinel/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingSchema, shapeOf, textOf } from './setting-schema.ts';
import { useSettingTexts } from './use-setting-texts.ts';

interface SettingRowProps {
  readonly view: SettingView;
  readonly schema: SettingSchema;
  readonly editable: boolean;
  readonly text: string;
  readonly problem: ConfigurationProblem | undefined;
  readonly onChange: (text: string) => void;
}

export function SettingRow({ view, schema, editable, text, problem, onChange }: SettingRowProps) {
  const { t } = useTranslation('admin');
  const { label, hint } = useSettingTexts(view.setting, schema);
  const { source, standard } = view;
  const elsewhere = source === 'environment' || source === 'command';
  const open = editable && !elsewhere && !schema.fixed;
  const usual = textOf(schema, standard);
  const differs = text !== usual;
  return (
    <div className="admin-setting" data-setting={view.setting}>
      {open ? (
        <Field
          schema={schema}
          shared={{ label, description: hint, error: problem && `${problem.problem}. ${problem.remedy}` }}
          text={text}
          usual={usual}
          onChange={onChange}
        />
      ) : (
        <Fact label={label} hint={hint} schema={schema} text={text} />
      )}
      <div className="admin-setting-facts">
        {schema.fixed && <span>{t('configuration.fixed')}</span>}
        {elsewhere && <span>{t(`configuration.source.${source}`)}</span>}
        {differs && usual !== '' && (
          <span className="admin-setting-differs">
            <span aria-hidden="true">≠ </span>
            {t('configuration.standard', { value: usual.replaceAll('\n', ', ') })}
          </span>
        )}
        {view.waits && (
          <span className="admin-setting-waits">
            <span aria-hidden="true">▲ </span>
            {t('configuration.waits', {
              value: textOf(schema, view.running).replaceAll('\n', ', ') || t('configuration.nothing'),
            })}
          </span>
        )}
        {open && view.requiresRestart && !view.waits && <span>{t('configuration.afterRestart')}</span>}
        {open && differs && (
          <button type="button" className="link-button" onClick={() => onChange(usual)}>
            {t('configuration.useStandard')}
          </button>
        )}
      </div>
    </div>
  );
}

/** What cannot be changed here is no field: it would look as if it could. */
function Fact({
  label,
  hint,
  schema,
  text,
}: Pick<FieldProps, 'schema' | 'text'> & Record<'label' | 'hint', string>) {
  const { t } = useTranslation('admin');
  const shown =
    shapeOf(schema) === 'yesNo' ? t(text === 'true' ? 'configuration.yes' : 'configuration.no') : text;
  return (
    <div>
      <strong>{label}</strong>
      <p className="quiet">{hint}</p>
      <p className="admin-setting-value">
        {shown || <span className="quiet">{t('configuration.nothing')}</span>} {text !== '' && schema.unit}
      </p>
    </div>
  );
}

interface FieldProps {
  readonly schema: SettingSchema;
  readonly shared: { label: string; description: string; error?: ReactNode };
  readonly text: string;
  readonly usual: string;
  readonly onChange: (text: string) => void;
}

function Field({ schema, shared, text, usual, onChange }: FieldProps) {
  const { t } = useTranslation('admin');
  const shape = shapeOf(schema);
  const range = shape === 'number' ? outOfRange(schema, text) : undefined;
  switch (shape) {
    case 'choice':
    case 'yesNo': {
      const choices = shape === 'yesNo' ? ['true', 'false'] : (schema.enum ?? []);
      return (
        <NativeSelect
          {...shared}
          value={text}
          data={choices.map((value) => ({
            value,
            label: shape === 'yesNo' ? t(value === 'true' ? 'configuration.yes' : 'configuration.no') : value,
          }))}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    case 'lines':
    case 'json':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={shape === 'lines' ? 2 : 4}
          maxRows={16}
          placeholder={shape === 'lines' ? t('configuration.perLine') : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <TextInput
          {...shared}
          inputMode="decimal"
          placeholder={usual}
          rightSection={schema.unit}
          rightSectionWidth={schema.unit ? 48 : undefined}
          error={shared.error ?? (range && t(`configuration.${range.wrong}`, { value: range.value }))}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...shared}
          placeholder={usual || t('configuration.nothing')}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** Told while it is typed; what else may be wrong is told on saving. */
function outOfRange(
  { type, minimum, maximum, exclusiveMinimum }: SettingSchema,
  text: string,
): { wrong: 'notANumber' | 'atLeast' | 'atMost'; value: number } | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  if (Number.isNaN(value) || (type === 'integer' && !Number.isInteger(value)))
    return { wrong: 'notANumber', value };
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  if (least !== undefined && value < least) return { wrong: 'atLeast', value: least };
  if (maximum !== undefined && value > maximum) return { wrong: 'atMost', value: maximum };
  return undefined;
}
