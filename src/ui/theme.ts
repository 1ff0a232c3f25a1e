import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** One accent: the blue of ice. Shade 7 is text and buttons on white (6.2 : 1), shade 4 on dark (6.7 : 1). */
const ice: MantineColorsTuple = [
  '#eff7fc',
  '#dcedf8',
  '#b9dbf0',
  '#8fc5e6',
  '#60abd8',
  '#3a92c6',
  '#1f7ab0',
  '#14659a',
  '#11527d',
  '#0c3a59',
]
/** Night, with a little of the same blue in it. */
const dark: MantineColorsTuple = [
  '#dfe8f0',
  '#c3d0dc',
  '#9fb0bf',
  '#73869a',
  '#3a4a5a',
  '#2b3946',
  '#1d2935',
  '#141d27',
  '#0e161e',
  '#090f15',
]

const FONTS =
  "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', system-ui, 'Segoe UI', Roboto, sans-serif"

/** Fields are a thumb high, and 16 px, below which a phone zooms into them. */
const field = { size: 'md', radius: 'md' } as const

export const theme = createTheme({
  primaryColor: 'ice',
  primaryShade: { light: 7, dark: 4 },
  colors: { ice, dark },
  white: '#ffffff',
  black: '#16232f',
  autoContrast: true,
  luminanceThreshold: 0.3,
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: '620', textWrap: 'balance' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.65', lg: '1.5', xl: '1.4' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '8px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  shadows: {
    xs: '0 1px 2px rgb(12 58 89 / 5%)',
    sm: '0 1px 2px rgb(12 58 89 / 5%), 0 4px 14px rgb(12 58 89 / 5%)',
    md: '0 2px 4px rgb(12 58 89 / 6%), 0 10px 28px rgb(12 58 89 / 9%)',
  },
  // By name, not by `.extend`: naming a component here would bring it into the first bundle.
  components: {
    TextInput: { defaultProps: field },
    Textarea: { defaultProps: field },
    NativeSelect: { defaultProps: field },
    PasswordInput: { defaultProps: field },
  },
})

/** Names for what a colour is for; the style sheets use these and no colours of their own. */
export const colourNames: CSSVariablesResolver = () => ({
  variables: {
    '--input-height-md': '2.75rem',
  },
  light: {
    '--mantine-color-text': '#16232f',
    '--mantine-color-dimmed': '#566776',
    '--mantine-color-placeholder': '#6b7c8b',
    '--mantine-color-error': '#b42330',
    '--mantine-color-default-border': '#cbd8e2',
    '--mantine-color-anchor': '#14659a',
    '--ib-ground': '#f4f8fb',
    '--ib-surface': '#ffffff',
    '--ib-sunk': '#eef4f8',
    '--ib-line': '#dfe8ef',
    '--ib-accent': '#14659a',
    '--ib-on-accent': '#ffffff',
    '--ib-accent-soft': '#e6f2fa',
    '--ib-on-accent-soft': '#11527d',
    '--ib-glow': '#cfe6f5',
    '--ib-quiet-soft': '#ecf1f5',
    '--ib-on-quiet-soft': '#4b5c6b',
    '--ib-good': '#1b7a4b',
    '--ib-good-soft': '#e2f5ea',
    '--ib-on-good-soft': '#176940',
    '--ib-warn': '#8a5a00',
    '--ib-warn-soft': '#fdf1d8',
    '--ib-on-warn-soft': '#7a4f00',
    '--ib-bad': '#b42330',
    '--ib-bad-soft': '#fde8e8',
    '--ib-on-bad-soft': '#a81f2d',
  },
  dark: {
    '--mantine-color-body': '#141d27',
    '--mantine-color-text': '#dfe8f0',
    '--mantine-color-dimmed': '#9fb0bf',
    '--mantine-color-placeholder': '#8498aa',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-default-border': '#34434f',
    '--mantine-color-anchor': '#8fc5e6',
    '--ib-ground': '#0e161e',
    '--ib-surface': '#141d27',
    '--ib-sunk': '#101922',
    '--ib-line': '#25323e',
    '--ib-accent': '#8fc5e6',
    '--ib-on-accent': '#0b1a27',
    '--ib-accent-soft': '#16324a',
    '--ib-on-accent-soft': '#b9dbf0',
    '--ib-glow': '#12324a',
    '--ib-quiet-soft': '#1f2b37',
    '--ib-on-quiet-soft': '#b4c3d0',
    '--ib-good': '#6fcf97',
    '--ib-good-soft': '#143325',
    '--ib-on-good-soft': '#94e0b3',
    '--ib-warn': '#f0be5a',
    '--ib-warn-soft': '#38290c',
    '--ib-on-warn-soft': '#f6d38c',
    '--ib-bad': '#ff8f8f',
    '--ib-bad-soft': '#3d1a1e',
    '--ib-on-bad-soft': '#ffb3b3',
  },
})
