import { setLocale } from '../words/locale.ts'
import { useLocale } from '../words/use.ts'
import classes from './Shell.module.css'
import { useKeepLocale } from './session.tsx'

/** The other language, named in itself: who cannot read this one must find it. */
export function LanguageSwitch() {
  const locale = useLocale()
  const keep = useKeepLocale()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      className={classes.iconButton}
      lang={other}
      aria-label={other === 'en' ? 'EN, English' : '中文'}
      title={other === 'en' ? 'English' : '中文'}
      onClick={() => {
        setLocale(other)
        keep(other)
      }}
    >
      <span aria-hidden>{other === 'en' ? 'EN' : '中'}</span>
    </button>
  )
}
