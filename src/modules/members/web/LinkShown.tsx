import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { words } from '../words/index.ts'
import classes from './Members.module.css'

/** A link that is shown this once, to be copied. */
export function LinkShown({ link, text, mailed }: { link: string; text: string; mailed: boolean }) {
  const w = useWords(words).invite
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Where the browser does not allow it, one tap on the link selects the whole of it.
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className={classes.stack}>
      <div>
        {text} {mailed && w.mailed}
      </div>
      <output className={classes.link} aria-label={w.link}>
        {link}
      </output>
      <Button
        variant="primary"
        icon={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        onClick={() => void copy()}
        full
      >
        {copied ? w.copied : w.copy}
      </Button>
    </div>
  )
}
