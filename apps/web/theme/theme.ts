import {
  Anchor,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  InputWrapper,
  type MantineColorsTuple,
  Modal,
  Paper,
  Select,
  Skeleton,
  Table,
  Textarea,
  Tooltip,
} from '@mantine/core'

/** The one accent: petrol. Shade 7 carries white text, shade 4 stands on dark surfaces; both reach AA. */
const petrol: MantineColorsTuple = [
  '#edf7f9',
  '#d8ecf0',
  '#b0d9e1',
  '#84c4d1',
  '#5db1c2',
  '#3b9aad',
  '#24808f',
  '#146a7a',
  '#0f5664',
  '#0a414d',
]

/** The fonts of the reader's system, Chinese and Arabic included; nothing is fetched. */
const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, ' +
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", ' +
  '"Geeza Pro", "Noto Sans Arabic", "Noto Naskh Arabic", sans-serif'
const mono =
  'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono", ' +
  '"Noto Sans Mono CJK SC", monospace'

/** What components say by themselves, in the reader's language. */
export interface ThemeWords {
  close: string
}

/** Type, spacing (a 4 px grid), radii and the behaviour of components, decided once. Colours are in `cssVariables`. */
export const themeWith = (words: ThemeWords) =>
  createTheme({
    primaryColor: 'petrol',
    primaryShade: { light: 7, dark: 7 },
    colors: { petrol },
    fontFamily: sans,
    fontFamilyMonospace: mono,
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
    lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.6' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.5rem', lineHeight: '1.3' },
        h2: { fontSize: '1.125rem', lineHeight: '1.4' },
        h3: { fontSize: '0.9375rem', lineHeight: '1.5' },
      },
    },
    radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
      Button: Button.extend({ styles: { label: { fontWeight: 500 } } }),
      InputWrapper: InputWrapper.extend({
        defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      }),
      Modal: Modal.extend({
        defaultProps: { ...overlay(words), centered: true, transitionProps: { duration: 120, transition: 'fade' } },
        styles: { title: { fontWeight: 600 } },
      }),
      Drawer: Drawer.extend({ defaultProps: overlay(words), styles: { title: { fontWeight: 600 } } }),
      Paper: Paper.extend({ defaultProps: { withBorder: true, radius: 'md' } }),
      Select: Select.extend({ defaultProps: { allowDeselect: false, checkIconPosition: 'right' } }),
      Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
      Table: Table.extend({ defaultProps: { verticalSpacing: 8, horizontalSpacing: 12, highlightOnHover: true } }),
      Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 3 } }),
      Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: false } }),
    },
  })

/** A dialog's header is no banner of the page, and its cross has a name. */
const overlay = ({ close }: ThemeWords) => ({
  closeButtonProps: { 'aria-label': close },
  attributes: { header: { role: 'presentation' } },
})

/** The two palettes. `--pk-*` are ours; the `--mantine-*` ones make the components use the same surfaces and inks. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...surfaces({ canvas: '#f6f6f4', surface: '#ffffff', sunken: '#efefec', line: '#dfded9', strongLine: '#8b8a83' }),
    ...inks({ text: '#1d1d1b', muted: '#56554f', accent: '#146a7a', accentSoft: '#e3f1f4', danger: '#b3261e' }),
    ...meanings({ good: '#1c6b3c', goodSoft: '#e4f3e8', warn: '#7a4b00', warnSoft: '#fbf0d9', dangerSoft: '#fbe9e7' }),
    ...series({ a: '#146a7a', b: '#b3470a', c: '#6b4fa0', reference: '#6a6962' }),
    '--pk-added': '#d5efdb',
    '--pk-removed': '#fbdcd8',
  },
  dark: {
    ...surfaces({ canvas: '#141413', surface: '#1c1c1a', sunken: '#101010', line: '#33322e', strongLine: '#79786f' }),
    ...inks({ text: '#e9e8e3', muted: '#aeada5', accent: '#6fc0d0', accentSoft: '#14313a', danger: '#f2928a' }),
    ...meanings({ good: '#7fce9b', goodSoft: '#15301f', warn: '#e5b75e', warnSoft: '#33270f', dangerSoft: '#3a1a17' }),
    ...series({ a: '#6fc0d0', b: '#f0975a', c: '#b9a2e8', reference: '#a09f97' }),
    '--pk-added': '#17412a',
    '--pk-removed': '#57231d',
  },
})

function surfaces(s: Record<'canvas' | 'surface' | 'sunken' | 'line' | 'strongLine', string>): Record<string, string> {
  return {
    '--pk-canvas': s.canvas,
    '--pk-surface': s.surface,
    '--pk-sunken': s.sunken,
    '--pk-line': s.line,
    '--pk-line-strong': s.strongLine,
    '--mantine-color-body': s.surface,
    '--mantine-color-default': s.surface,
    '--mantine-color-default-hover': s.sunken,
    '--mantine-color-default-border': s.line,
    '--mantine-color-disabled': s.sunken,
  }
}

function inks(i: Record<'text' | 'muted' | 'accent' | 'accentSoft' | 'danger', string>): Record<string, string> {
  return {
    '--pk-text': i.text,
    '--pk-muted': i.muted,
    '--pk-accent': i.accent,
    '--pk-accent-soft': i.accentSoft,
    '--pk-danger': i.danger,
    '--mantine-color-text': i.text,
    '--mantine-color-default-color': i.text,
    '--mantine-color-dimmed': i.muted,
    '--mantine-color-placeholder': i.muted,
    '--mantine-color-disabled-color': i.muted,
    '--mantine-color-anchor': i.accent,
    '--mantine-color-error': i.danger,
    '--mantine-color-petrol-text': i.accent,
    '--mantine-color-petrol-light': i.accentSoft,
    '--mantine-color-petrol-light-hover': i.accentSoft,
    '--mantine-color-petrol-light-color': i.accent,
    '--mantine-color-petrol-outline': i.accent,
  }
}

function meanings(m: Record<'good' | 'goodSoft' | 'warn' | 'warnSoft' | 'dangerSoft', string>): Record<string, string> {
  return {
    '--pk-good': m.good,
    '--pk-good-soft': m.goodSoft,
    '--pk-warn': m.warn,
    '--pk-warn-soft': m.warnSoft,
    '--pk-danger-soft': m.dangerSoft,
  }
}

/** Chart inks, told apart by colour-blind readers too; every series is labelled directly besides. */
function series(s: Record<'a' | 'b' | 'c' | 'reference', string>): Record<string, string> {
  return { '--pk-series-a': s.a, '--pk-series-b': s.b, '--pk-series-c': s.c, '--pk-reference': s.reference }
}
