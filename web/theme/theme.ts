import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Modal,
  PasswordInput,
  Select,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

/** The one accent: the green of a wine bottle. */
const bottle: MantineColorsTuple = [
  '#edf3ee',
  '#d9e6dc',
  '#b4cfbc',
  '#8cb79a',
  '#6aa27e',
  '#45896a',
  '#2c7a5b',
  '#1c6148',
  '#124b38',
  '#0b3a2b',
]
const amber: MantineColorsTuple = [
  '#fbf3df',
  '#f5e6c2',
  '#ebd08f',
  '#e0b95c',
  '#d5a236',
  '#b98416',
  '#9c6b08',
  '#855a05',
  '#6d4903',
  '#533700',
]
const brick: MantineColorsTuple = [
  '#fbeee9',
  '#f5dbd2',
  '#e9b4a4',
  '#dd8c75',
  '#d06a50',
  '#bf4f35',
  '#a93f27',
  '#93311c',
  '#7a2716',
  '#5c1b0e',
]
/** Warm greys of paper and pencil, in the place of Mantine's cool ones. */
const gray: MantineColorsTuple = [
  '#f9f7f1',
  '#f1eee4',
  '#e6e1d4',
  '#d8d2c2',
  '#c3bcaa',
  '#a49d8c',
  '#7d786a',
  '#5c5a50',
  '#3d3f38',
  '#1f2622',
]
/** The night ledger: text first, ground last, as Mantine reads its dark palette. */
const dark: MantineColorsTuple = [
  '#e4e3d8',
  '#c4c8be',
  '#9ca69d',
  '#6f7d74',
  '#3c4a43',
  '#2a3630',
  '#18221d',
  '#101814',
  '#0c120f',
  '#080c0a',
]

const titled = { title: { fontSize: '1.125rem', fontWeight: 600 } }
const square = { radius: 3 }
const field = { defaultProps: { ...square, size: 'sm' } }

export const theme = createTheme({
  primaryColor: 'bottle',
  primaryShade: { light: 8, dark: 6 },
  colors: { bottle, amber, brick, gray, dark, red: brick, yellow: amber, green: bottle },
  white: '#fdfcf8',
  black: '#1c2420',
  fontFamily: '"IBM Plex Sans Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"IBM Plex Mono", ui-monospace, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 3,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { ...square, size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { ...square, variant: 'subtle', color: 'gray' } }),
    TextInput: TextInput.extend(field),
    PasswordInput: PasswordInput.extend(field),
    Textarea: Textarea.extend(field),
    Select: Select.extend(field),
    Tabs: Tabs.extend({ defaultProps: square }),
    Tooltip: Tooltip.extend({ defaultProps: { ...square, openDelay: 400, withArrow: false } }),
    Modal: Modal.extend({
      defaultProps: { ...square, centered: true, styles: titled, overlayProps: { backgroundOpacity: 0.35 } },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        ...square,
        position: 'right',
        size: 'md',
        styles: titled,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
  },
})

/** Points Mantine's own variables at the paper's, so that every component sits on the same sheet. */
export const paperVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--sheet)',
    '--mantine-color-default-hover': 'var(--shade)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--rule-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-bottle-light': 'var(--accent-soft)',
    '--mantine-color-bottle-light-color': 'var(--accent)',
    '--mantine-color-bottle-outline': 'var(--accent)',
    '--mantine-color-bottle-text': 'var(--accent)',
    '--mantine-color-brick-light': 'var(--bad-soft)',
    '--mantine-color-brick-light-color': 'var(--bad)',
    '--mantine-color-amber-light': 'var(--warn-soft)',
    '--mantine-color-amber-light-color': 'var(--warn)',
    '--mantine-color-gray-light-color': 'var(--ink-soft)',
  }
  return { variables: {}, light: shared, dark: shared }
}
