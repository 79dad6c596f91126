/** One of a few, side by side: which part of a page or a dialog is shown. */
interface ChoiceProps<Value extends string> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** What is chosen between, where nothing beside says it. */
  readonly label?: string;
}

export function Choice<Value extends string>({ options, value, onChange, label }: ChoiceProps<Value>) {
  return (
    <fieldset className="admin-choice" aria-label={label}>
      {options.map((one) => (
        <button
          key={one.value}
          type="button"
          className="tool-button"
          aria-pressed={one.value === value}
          onClick={() => onChange(one.value)}
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}
