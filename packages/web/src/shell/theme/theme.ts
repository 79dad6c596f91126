/** The tokens as Mantine's theme and as CSS variables (`--background`, `--p1` …). */
import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { type Scheme, tokens } from './tokens.ts';

const { interactive: blue } = tokens.light;
const { interactive: lightBlue } = tokens.dark;

export const theme = createTheme({
  primaryColor: 'interactive',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  colors: {
    interactive: [
      '#E3EEFA',
      '#C9DDF3',
      '#A9C9EC',
      '#8FBEF5',
      lightBlue,
      '#3478C4',
      blue,
      '#09468C',
      '#073B77',
      '#052C5A',
    ],
  },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '11px', sm: '13px', md: '14px' },
  defaultRadius: 'xs',
  cursorType: 'pointer',
  components: {
    // A menu holds items alone: what would take the focus before them is none.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

function variables(scheme: Scheme): Record<string, string> {
  const values = tokens[scheme];
  const own = Object.entries(values).map(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
  return {
    ...Object.fromEntries(own),
    '--mantine-color-body': values.background,
    '--mantine-color-text': values.text,
    '--mantine-color-dimmed': values.muted,
    '--mantine-color-placeholder': values.muted,
    '--mantine-color-anchor': values.interactive,
    '--mantine-color-default': values.surface,
    '--mantine-color-default-hover': values.background,
    '--mantine-color-default-color': values.text,
    '--mantine-color-default-border': values.line,
    '--mantine-color-error': values.p1Text,
    '--mantine-primary-color-filled': values.interactive,
    '--mantine-primary-color-contrast': values.onInteractive,
  };
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variables('light'),
  dark: variables('dark'),
});
