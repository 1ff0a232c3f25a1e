import { useEffect, useState } from 'react'
import type { OkOf } from '#platform/contract/endpoint.ts'
import { useRead, useWrite } from '#platform/web/query.ts'
import { formatOf } from '#platform/words/format.ts'
import { useLocale, useWords } from '#platform/words/use.ts'
import type { Locale } from '#platform/words/words.ts'
import { deviceZone } from '#platform/words/zone.ts'
import { Card } from '#ui/Card.tsx'
import { Form, SubmitButton } from '#ui/Form.tsx'
import { Loaded } from '#ui/Loaded.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import { RecordPicker } from '#ui/RecordPicker.tsx'
import { toast } from '#ui/toast.ts'
import { changeOrganisation, getOrganisation } from '../members.contract.ts'
import { organisationWords } from '../words/organisation.ts'
import classes from './Members.module.css'
import { findZones, prepareZones, zoneChoice } from './zone-list.ts'

type Organisation = OkOf<typeof getOrganisation>

/** Where the company works: whose calendar "today", "overdue" and "this week" follow. */
export function OrganisationPage() {
  const w = useWords(organisationWords)
  const read = useRead(getOrganisation)
  const [overtaken, setOvertaken] = useState(false)
  useEffect(() => {
    // Once the page stands, before anybody has begun to type.
    const soon = setTimeout(prepareZones, 100)
    return () => clearTimeout(soon)
  }, [])
  return (
    <Page
      title={w.title}
      {...(read.data && { subtitle: w.subtitle(read.data.name) })}
      back="/settings"
      width="narrow"
    >
      <Loaded read={read}>
        {(organisation) => (
          // A newer version is a newer form: it shows what holds now.
          <ZoneForm
            key={organisation.version}
            organisation={organisation}
            overtaken={overtaken}
            onOvertaken={() => {
              setOvertaken(true)
              read.refetch()
            }}
          />
        )}
      </Loaded>
    </Page>
  )
}

function ZoneForm(props: { organisation: Organisation; overtaken: boolean; onOvertaken: () => void }) {
  const { organisation, overtaken, onOvertaken } = props
  const w = useWords(organisationWords)
  const locale = useLocale()
  const [chosen, setChosen] = useState<string | null>(organisation.timeZone)
  const change = useWrite(changeOrganisation)
  const same = chosen === organisation.timeZone
  const submit = () => {
    if (!chosen || same) return
    change.mutate(
      { body: { timeZone: chosen, version: organisation.version } },
      {
        onSuccess: () => toast(w.saved),
        onError: (error) => {
          if (error.code === 'platform.conflict') onOvertaken()
        },
      },
    )
  }
  return (
    <Card>
      <Form
        onSubmit={submit}
        problem={change.error?.code === 'platform.conflict' ? null : change.error}
        bundles={[organisationWords]}
        busy={change.isPending}
      >
        {overtaken && <Notice tone="warn">{w.newer}</Notice>}
        <RecordPicker
          name="timeZone"
          label={w.zone}
          hint={w.hint}
          required
          value={chosen ? zoneChoice(chosen, locale) : null}
          onChange={(one) => setChosen(one?.id ?? null)}
          search={async (text) => findZones(text, locale, [organisation.timeZone, deviceZone()])}
        />
        {chosen && <p className={classes.zoneNow}>{w.now(clockThere(chosen, locale))}</p>}
        <p className={classes.zoneNote}>{w.effect}</p>
        {!same && chosen && <p className={classes.zoneNote}>{w.moved}</p>}
        <div className={classes.row}>
          <SubmitButton busy={change.isPending} disabled={same || !chosen}>
            {w.save}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  )
}

function clockThere(zone: string, locale: Locale): string {
  const now = new Date().toISOString()
  const there = formatOf(locale, zone)
  return `${there.day(now)} ${there.time(now)}`
}
