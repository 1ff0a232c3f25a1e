import { SimpleGrid } from '@mantine/core'
import { IconAlertTriangle, IconBuilding, IconMapPin, IconPlus, IconSnowflake } from '@tabler/icons-react'
import { useState } from 'react'
import type { Conflict } from '#platform/web/autosave-draft.ts'
import { CallError } from '#platform/web/client.ts'
import { useFormat, useLocale } from '#platform/words/use.ts'
import { Tag } from './Badge.tsx'
import { Button, IconButton } from './Button.tsx'
import { Card, Tile } from './Card.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { ChipChoice, Rating, Scale } from './choices.tsx'
import { EmptyState } from './EmptyState.tsx'
import { FieldRow, Form, FormActions, SubmitButton } from './Form.tsx'
import {
  CheckField,
  DayField,
  MomentField,
  MoneyField,
  NumberField,
  SelectField,
  SwitchField,
  TextArea,
  TextField,
} from './fields.tsx'
import { DataList, FilterChips, SearchField } from './ListPage.tsx'
import { MaskedValue } from './MaskedValue.tsx'
import { Notice } from './Notice.tsx'
import { Page, Section } from './Page.tsx'
import { ProgressRing } from './ProgressRing.tsx'
import { type Picked, RecordPicker, RecordsPicker } from './RecordPicker.tsx'
import { SaveState } from './SaveState.tsx'
import { Sheet } from './Sheet.tsx'
import { StageBar, StageSwipe } from './StageBar.tsx'
import { PageTabs } from './Tabs.tsx'
import { Timeline } from './Timeline.tsx'
import { toast, undoToast } from './toast.ts'

const PEOPLE: Picked[] = [
  { id: '1', label: '陈立群', detail: '设备部 部长' },
  { id: '2', label: '周晓岚', detail: '采购中心 经理' },
  { id: '3', label: '马国栋', detail: '总工程师' },
]

/** The wrappers side by side. Built only with `vite build --mode gallery`; not part of the product. */
export function Gallery() {
  const zh = useLocale() === 'zh-CN'
  const t = (chinese: string, english: string) => (zh ? chinese : english)
  const f = useFormat()
  const [text, setText] = useState('')
  const [choice, setChoice] = useState<'met' | 'partly' | 'unmet' | null>('met')
  const [several, setSeveral] = useState<('price' | 'quality' | 'speed')[]>(['quality'])
  const [scale, setScale] = useState<number | null>(2)
  const [stars, setStars] = useState<number | null>(4)
  const [amount, setAmount] = useState<number | null>(1_250_000)
  const [day, setDay] = useState<string | null>('2026-11-23')
  const [moment, setMoment] = useState<string | null>('2026-11-23T06:30:00Z')
  const [on, setOn] = useState(true)
  const [one, setOne] = useState<Picked | null>(null)
  const [some, setSome] = useState<readonly Picked[]>([PEOPLE[0]!])
  const [stage, setStage] = useState('C')
  const [tab, setTab] = useState<'facts' | 'people' | 'visits'>('facts')
  const [filter, setFilter] = useState<'key' | 'normal' | null>(null)
  const [sheet, setSheet] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)
  const [conflict, setConflict] = useState<Conflict<{ title: string; note: string; budget: number }> | null>(
    null,
  )
  const search = async (typed: string) => PEOPLE.filter((p) => p.label.includes(typed))
  const stages = [...'ABCDEFGH'].map((letter, i) => ({
    key: letter,
    letter,
    label: t(
      ['分析', '准备', '开场', '需求', '匹配', '异议', '收场', '记录'][i]!,
      ['Analyse', 'Prepare', 'Open', 'Discover', 'Match', 'Objections', 'Close', 'Record'][i]!,
    ),
    done: i < 2,
  }))
  return (
    <Page
      title={t('华东重型装备集团', 'East China Heavy Equipment')}
      subtitle={t('战略客户 · 江苏无锡', 'Strategic account · Wuxi, Jiangsu')}
      back="/accounts"
      status={<SaveState form={{ state: 'saved' }} />}
      actions={
        <>
          <Button variant="primary" icon={<IconPlus />} onClick={() => setSheet(true)}>
            {t('安排拜访', 'Plan a visit')}
          </Button>
          <Button onClick={() => undoToast(t('已放弃一条目标。', 'One objective removed.'), () => {})}>
            {t('撤销提示', 'Undo toast')}
          </Button>
        </>
      }
    >
      <StageBar stages={stages} value={stage} onChange={setStage} />
      <StageSwipe stages={stages} value={stage} onChange={setStage}>
        <Card accent>
          <div style={{ display: 'flex', gap: '1rem', alignItems: 'center' }}>
            <ProgressRing value={0.72} label={t('准备度', 'Readiness')} />
            <div>
              <strong>{t('明天 14:30 拜访设备部', 'Tomorrow 14:30, equipment department')}</strong>
              <div>
                <Tag tone="ice" icon={<IconMapPin />}>
                  {t('上门', 'On site')}
                </Tag>{' '}
                <Tag tone="warn" icon={<IconAlertTriangle />}>
                  {t('还缺 2 项准备', '2 things to prepare')}
                </Tag>{' '}
              </div>
            </div>
          </div>
        </Card>
      </StageSwipe>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <Tile
          label={t('本月拜访', 'Visits this month')}
          value="18"
          hint={t('有记录的拜访', 'Recorded visits')}
          to="/visits"
        />
        <Tile label={t('进展率', 'Advances')} value={f.percent(0.61)} tone="good" />
        <Tile label={t('逾期承诺', 'Overdue')} value="3" tone="bad" to="/accounts" />
        <Tile label={t('在谈金额', 'Pipeline')} value={zh ? '860万' : '¥8.6 m'} />
      </SimpleGrid>
      <Section
        title={t('客户', 'Accounts')}
        hint={t('你负责的和你能查看的客户。', 'Those you own or may see.')}
        actions={<IconButton label="add" icon={<IconPlus />} />}
      >
        <SearchField value={text} onSearch={setText} />
        <FilterChips
          label="tier"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'key', label: t('重点', 'Key'), count: 12 },
            { value: 'normal', label: t('一般', 'Normal'), count: 40 },
          ]}
        />
        <DataList
          label="accounts"
          rows={[
            {
              id: 'a',
              name: t('华东重型装备集团有限责任公司', 'East China Heavy Equipment Group'),
              city: t('无锡', 'Wuxi'),
              amount: 1250000,
              day: '2026-11-26',
            },
            {
              id: 'b',
              name: t('北方轨道交通', 'Northern Rail'),
              city: t('长春', 'Changchun'),
              amount: 86000,
              day: '2026-12-02',
            },
          ]}
          rowKey={(row) => row.id}
          rowTo={(row) => `/accounts?id=${row.id}`}
          columns={[
            { key: 'name', label: t('客户', 'Account'), main: true, cell: (row) => row.name },
            { key: 'city', label: t('地区', 'Region'), cell: (row) => row.city },
            { key: 'day', label: t('下次拜访', 'Next visit'), cell: (row) => f.day(row.day) },
            { key: 'amount', label: t('金额', 'Amount'), align: 'right', cell: (row) => f.money(row.amount) },
          ]}
          empty={null}
        />
      </Section>
      <PageTabs
        tabs={[
          { key: 'facts', label: t('基本情况', 'Facts') },
          { key: 'people', label: t('关键人', 'People'), count: 7 },
          { key: 'visits', label: t('拜访', 'Visits'), count: 12 },
        ]}
        value={tab}
        onChange={setTab}
        label="parts"
      >
        <Timeline
          items={[
            {
              key: '1',
              when: f.moment('2026-11-20T02:00:00Z'),
              title: t('拜访总工程师马国栋', 'Visited the chief engineer'),
              text: t('确认了停机损失每小时约 8 万元。', 'Confirmed: an hour of standstill costs 80,000.'),
              to: '/visits',
            },
            {
              key: '2',
              when: f.relative('2026-11-18'),
              title: t('周晓岚的立场改为“偏支持”', 'Zhou now leans to our side'),
            },
          ]}
        />
      </PageTabs>
      <Card>
        <Form
          problem={problem}
          onSubmit={() =>
            setProblem(
              new CallError({
                status: 422,
                code: 'platform.invalid',
                fields: [
                  { path: 'title', code: 'required' },
                  { path: 'contacts.0.email', code: 'invalid_format', params: { format: 'email' } },
                ],
              }),
            )
          }
        >
          <TextField
            name="title"
            label={t('拜访主题', 'Subject')}
            required
            value={text}
            onChange={setText}
            hint={t('一句话说清这次去做什么。', 'In one sentence.')}
          />
          <TextArea
            label={t('期望客户的承诺', 'Commitment sought')}
            value=""
            onChange={() => {}}
            placeholder={t('例如：同意安排现场测试', 'e.g. agrees to a test on site')}
          />
          <FieldRow>
            <SelectField
              label={t('方式', 'Kind')}
              value={choice}
              onChange={setChoice}
              options={[
                { value: 'met', label: t('上门', 'On site') },
                { value: 'partly', label: t('电话', 'Call') },
              ]}
            />
            <DayField label={t('日期', 'Day')} value={day} onChange={setDay} />
            <MomentField label={t('开始时间', 'Start')} value={moment} onChange={setMoment} />
            <NumberField
              label={t('人数', 'People')}
              value={12}
              onChange={() => {}}
              unit={t('人', 'people')}
            />
            <MoneyField label={t('预算', 'Budget')} value={amount} onChange={setAmount} />
          </FieldRow>
          <ChipChoice
            label={t('匹配程度', 'Match')}
            value={choice}
            onChange={setChoice}
            options={[
              { value: 'met', label: t('满足', 'Met') },
              { value: 'partly', label: t('部分满足', 'Partly') },
              { value: 'unmet', label: t('不满足', 'Unmet') },
            ]}
          />
          <ChipChoice
            multiple
            label={t('组织需求', 'Organisational needs')}
            value={several}
            onChange={setSeveral}
            options={[
              { value: 'quality', label: t('产品质量', 'Quality') },
              { value: 'price', label: t('产品价格', 'Price') },
              { value: 'speed', label: t('供货速度', 'Delivery') },
            ]}
          />
          <Scale
            label={t('立场', 'Stance')}
            min={-5}
            max={5}
            value={scale}
            onChange={setScale}
            words={(v) =>
              v > 0 ? t('支持', 'supports us') : v < 0 ? t('反对', 'against us') : t('中立', 'neutral')
            }
          />
          <Rating label={t('满意度', 'Satisfaction')} value={stars} onChange={setStars} />
          <RecordPicker label={t('主谈人', 'Host')} value={one} onChange={setOne} search={search} />
          <RecordsPicker
            label={t('拜访对象', 'To meet')}
            value={some}
            onChange={setSome}
            search={search}
            create={async (label) => ({ id: label, label })}
          />
          <CheckField label={t('客户已确认时间', 'The customer has confirmed')} value={on} onChange={setOn} />
          <SwitchField label={t('提醒我', 'Remind me')} value={on} onChange={setOn} />
          <FormActions>
            <SubmitButton>{t('保存', 'Save')}</SubmitButton>
            <Button onClick={() => toast(t('已保存。', 'Saved.'))}>{t('取消', 'Cancel')}</Button>
            <Button variant="quiet">{t('更多', 'More')}</Button>
            <Button
              variant="danger"
              onClick={() =>
                setConflict({
                  version: 3,
                  base: { title: '首次拜访', note: '', budget: 100 },
                  mine: { title: '首次拜访设备部', note: '带样品', budget: 100 },
                  theirs: { title: '首次拜访（改期）', note: '', budget: 200 },
                })
              }
            >
              {t('冲突', 'Conflict')}
            </Button>
          </FormActions>
        </Form>
      </Card>
      <Card>
        {t('手机', 'Mobile')}：
        <MaskedValue label={t('手机', 'Mobile')} reveal={async () => '138 0000 0000'} />
      </Card>
      <Notice tone="ice" title={t('提示', 'Note')}>
        {t('只有被谈过的需求才算“已确认”。', 'Only the customer confirms a need.')}
      </Notice>
      <Notice tone="warn">
        {t('样板案例的授权将在 6 天后到期。', 'The showcase may be cited for six more days.')}
      </Notice>
      <Card padding="none">
        <EmptyState
          icon={<IconSnowflake />}
          title={t('还没有客户', 'No accounts yet')}
          text={t(
            '客户是一切的起点：先把正在跟的三家录进来，或者从表格导入。',
            'Everything begins with an account: add the three you are working on, or import a table.',
          )}
          action={
            <Button variant="primary" icon={<IconBuilding />} to="/accounts">
              {t('新增客户', 'Add an account')}
            </Button>
          }
        />
      </Card>
      <Sheet
        opened={sheet}
        onClose={() => setSheet(false)}
        title={t('安排拜访', 'Plan a visit')}
        footer={
          <Button variant="primary" onClick={() => setSheet(false)}>
            {t('保存', 'Save')}
          </Button>
        }
      >
        <DayField label={t('日期', 'Day')} value={day} onChange={setDay} />
      </Sheet>
      <ConflictDialog
        form={{ conflict, resolve: async () => setConflict(null) }}
        fields={[
          { key: 'title', label: t('主题', 'Subject') },
          { key: 'note', label: t('备注', 'Note') },
          { key: 'budget', label: t('预算', 'Budget'), render: (v: number) => f.money(v) },
        ]}
      />
    </Page>
  )
}
