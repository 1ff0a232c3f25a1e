import { IconBox, IconPlus, IconUserShield } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '#platform/web/query.ts'
import { useWords } from '#platform/words/use.ts'
import { Button } from '#ui/Button.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Section } from '#ui/Page.tsx'
import { getAccountRivals } from '../rivals.contract.ts'
import { words } from '../words/index.ts'
import { InstalledCard } from './InstalledCard.tsx'
import { NewInstalled } from './InstalledSheets.tsx'
import { RepCard } from './RepCard.tsx'
import { NewRep } from './RepSheets.tsx'
import classes from './Rivals.module.css'

/** What a customer uses today, how content they are with it, and who sells it to them. */
export function RivalsPanel({ accountId }: { accountId: string }) {
  const w = useWords(words)
  const [adding, setAdding] = useState<'product' | 'rep' | null>(null)
  const read = useRead(
    getAccountRivals,
    { params: { accountId } },
    { shows: ['people', 'accounts.organisation'] },
  )
  return (
    <Loaded read={read}>
      {({ installed, reps, withheld, canWrite }) => {
        const addProduct = canWrite && (
          <Button icon={<IconPlus />} onClick={() => setAdding('product')}>
            {w.panel.addProduct}
          </Button>
        )
        const addRep = canWrite && (
          <Button icon={<IconPlus />} onClick={() => setAdding('rep')}>
            {w.panel.addRep}
          </Button>
        )
        return (
          <>
            <Section title={w.panel.products} actions={installed.length > 0 && addProduct}>
              {installed.length === 0 ? (
                <EmptyState
                  icon={<IconBox />}
                  title={w.panel.productsNone}
                  text={w.panel.productsNoneText}
                  action={addProduct}
                />
              ) : (
                <div className={classes.cards}>
                  {installed.map((product) => (
                    <InstalledCard key={product.id} product={product} canWrite={canWrite} />
                  ))}
                </div>
              )}
            </Section>
            <Section title={w.panel.reps} actions={reps.length > 0 && addRep}>
              {withheld && <Notice tone="ice">{w.panel.withheld}</Notice>}
              {reps.length === 0 ? (
                <EmptyState
                  icon={<IconUserShield />}
                  title={w.panel.repsNone}
                  text={w.panel.repsNoneText}
                  action={addRep}
                />
              ) : (
                <div className={classes.cards}>
                  {reps.map((rep) => (
                    <RepCard key={rep.id} rep={rep} canWrite={canWrite} withheld={withheld} />
                  ))}
                </div>
              )}
            </Section>
            {adding === 'product' && <NewInstalled accountId={accountId} onClose={() => setAdding(null)} />}
            {adding === 'rep' && <NewRep accountId={accountId} onClose={() => setAdding(null)} />}
          </>
        )
      }}
    </Loaded>
  )
}
