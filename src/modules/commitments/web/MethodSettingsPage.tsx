import { useRead, useWrite } from '#platform/web/query.ts'
import { useProblem, useWords } from '#platform/words/use.ts'
import { Card } from '#ui/Card.tsx'
import { SwitchField } from '#ui/fields.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Page } from '#ui/Page.tsx'
import { problemToast, toast } from '#ui/toast.ts'
import { listMethods, type MethodSetting, setMethod } from '../commitments.contract.ts'
import { words } from '../words/index.ts'
import classes from './Commitments.module.css'

/** Which closing methods may be used, and which need approval. */
export function MethodSettingsPage() {
  const w = useWords(words)
  const read = useRead(listMethods)
  return (
    <Page title={w.settings.title} subtitle={w.settings.subtitle} back="/settings" width="narrow">
      <Loaded read={read}>
        {({ items }) => (
          <div className={classes.stack}>
            {items.map((setting) => (
              <MethodCard key={setting.method} setting={setting} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function MethodCard({ setting }: { setting: MethodSetting }) {
  const w = useWords(words)
  const say = useProblem(words)
  const put = useWrite(setMethod)
  const { method, ...now } = setting
  const save = (change: Partial<MethodSetting>) =>
    put.mutate(
      { params: { method }, body: { ...now, ...change } },
      { onSuccess: () => toast(w.settings.saved), onError: (error) => problemToast(say(error)) },
    )
  return (
    <Card>
      <div className={classes.tight}>
        <h2 className={classes.what}>{w.methods[method]}</h2>
        <p className={classes.quiet}>{w.formulas[method]}</p>
        <SwitchField
          label={w.settings.enabled}
          value={setting.enabled}
          disabled={put.isPending}
          onChange={(enabled) => save({ enabled })}
        />
        <SwitchField
          label={w.settings.needsApproval}
          value={setting.needsApproval}
          disabled={put.isPending || !setting.enabled}
          onChange={(needsApproval) => save({ needsApproval })}
        />
      </div>
    </Card>
  )
}
