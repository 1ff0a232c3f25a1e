import { IconFileSpreadsheet, IconFileUpload, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { newId } from '#platform/contract/fields.ts'
import { CallError, call } from '#platform/web/client.ts'
import { useWrite } from '#platform/web/query.ts'
import { touch } from '#platform/web/query-client.ts'
import { useFormat, useLocale, useProblem, useWords } from '#platform/words/use.ts'
import { IconButton } from '#ui/Button.tsx'
import { Card } from '#ui/Card.tsx'
import { SelectField } from '#ui/fields.tsx'
import { Notice } from '#ui/Notice.tsx'
import { problemToast } from '#ui/toast.ts'
import {
  type ImportFile,
  type ImportRun,
  LARGEST_UPLOAD,
  removeImportFile,
  rereadImportFile,
  uploadImportFile,
} from '../exchange.contract.ts'
import { words } from '../words/index.ts'
import { sentenceOf } from '../words/sentences.ts'
import classes from './Exchange.module.css'

/** Rows offered for the header; titles above it are few. */
const HEADER_ROWS = 12
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'] as const

/** Files are dropped, chosen or pasted, and go up one after another. */
export function FilesStep({ run }: { run: ImportRun }) {
  const w = useWords(words)
  const say = useProblem(words)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [uploading, setUploading] = useState<string | null>(null)
  const queue = useRef(Promise.resolve())

  const upload = (files: Iterable<File>) => {
    for (const file of files) {
      queue.current = queue.current.then(async () => {
        if (file.size > LARGEST_UPLOAD) {
          problemToast(w.drop.tooLarge(file.name, `${LARGEST_UPLOAD / 1024 ** 2} MB`))
          return
        }
        setUploading(file.name)
        try {
          const params = { importId: run.id, fileId: newId() }
          await call(uploadImportFile, { params, query: { name: file.name.slice(-200) } }, { upload: file })
          touch(uploadImportFile.touches)
        } catch (error) {
          problemToast(error instanceof CallError ? say(error) : file.name)
        } finally {
          setUploading(null)
        }
      })
    }
  }
  const uploadRef = useRef(upload)
  uploadRef.current = upload
  const pastedName = w.drop.pasted
  useEffect(() => {
    // Cells copied in a spreadsheet come as text with tabs.
    const paste = (event: ClipboardEvent) => {
      if ((event.target as HTMLElement).closest?.('input, textarea')) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length > 0) uploadRef.current(files)
      else if (text.includes('\n') && /[\t,]/.test(text))
        uploadRef.current([new File([text], `${pastedName}.csv`, { type: 'text/csv' })])
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [pastedName])

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    upload([...event.dataTransfer.files])
  }
  return (
    <div className={classes.stack}>
      <button
        type="button"
        className={classes.drop}
        data-over={over || undefined}
        data-small={run.files.length > 0 || undefined}
        aria-busy={uploading !== null || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={36} stroke={1.5} aria-hidden />
        <span className={classes.dropTitle}>
          {uploading ? w.drop.uploading(uploading) : run.files.length > 0 ? w.drop.again : w.drop.text}
        </span>
        <span className={classes.dropHint}>{w.drop.hint}</span>
        <span className={classes.dropHint}>{w.drop.paste}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={w.drop.label}
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        onChange={(event) => {
          upload([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <ul className={classes.files}>
        {run.files.map((file) => (
          <li key={file.id}>
            <FileCard run={run} file={file} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function FileCard({ run, file }: { run: ImportRun; file: ImportFile }) {
  const w = useWords(words)
  const f = useFormat()
  const locale = useLocale()
  const say = useProblem(words)
  const remove = useWrite(removeImportFile)
  const reread = useWrite(rereadImportFile)
  const params = { importId: run.id, fileId: file.id }
  const fail = (problem: Parameters<typeof say>[0]) => problemToast(say(problem))
  const doubtful = file.problems.some((p) => p.code === 'encodingProposed')
  const [choosing, setChoosing] = useState(false)
  const titled = file.problems.some((p) => p.code === 'titleLines')
  const [heading, setHeading] = useState(false)
  const headerRow = file.headerRow ?? 1
  const visible = file.sheets.filter((sheet) => !sheet.hidden)
  return (
    <Card padding="tight">
      <div className={classes.fileHead}>
        <IconFileSpreadsheet size={24} stroke={1.6} aria-hidden className={classes.fileIcon} />
        <div className={classes.fileWords}>
          <div className={classes.fileName}>{file.name}</div>
          <div className={classes.small}>
            {[sizeText(file.size), ...(file.unreadable ? [] : [w.drop.rows(f.number(file.rows))])].join(
              ' · ',
            )}
          </div>
        </div>
        <IconButton
          label={w.drop.remove(file.name)}
          icon={<IconTrash />}
          danger
          busy={remove.isPending}
          onClick={() => remove.mutate({ params }, { onError: fail })}
        />
      </div>
      {file.unreadable && <Notice tone="bad">{sentenceOf(locale, file.unreadable)}</Notice>}
      {file.importedBefore && <Notice>{w.drop.before(f.moment(file.importedBefore))}</Notice>}
      {file.problems.map((problem) => (
        <Notice
          key={`${problem.code} ${problem.column}`}
          tone={problem.code === 'titleLines' ? 'ice' : 'warn'}
        >
          {sentenceOf(locale, problem)}
        </Notice>
      ))}
      {file.format === 'csv' && !doubtful && !choosing && (
        <button
          type="button"
          className={`${classes.inline} ${classes.fact}`}
          onClick={() => setChoosing(true)}
        >
          {`${w.drop.encoding} ${file.encoding?.toUpperCase() ?? ''}`}
        </button>
      )}
      {file.format === 'csv' && (doubtful || choosing) && (
        <div className={classes.encoding}>
          <SelectField
            label={w.drop.encoding}
            hint={w.drop.encodingHint}
            required
            disabled={reread.isPending}
            value={file.encoding}
            options={[...new Set([...(file.encoding ? [file.encoding] : []), ...ENCODINGS])].map((one) => ({
              value: one,
              label: one.toUpperCase(),
            }))}
            onChange={(encoding) => reread.mutate({ params, body: { encoding } }, { onError: fail })}
          />
        </div>
      )}
      {file.format !== null && !titled && !heading && (
        <button
          type="button"
          className={`${classes.inline} ${classes.fact}`}
          onClick={() => setHeading(true)}
        >
          {w.drop.headerRow(headerRow)}
        </button>
      )}
      {file.format !== null && (titled || heading) && (
        <div className={classes.encoding}>
          <SelectField
            label={w.drop.headerRowLabel}
            required
            disabled={reread.isPending}
            value={String(headerRow)}
            options={Array.from({ length: Math.max(HEADER_ROWS, headerRow) }, (_, i) => ({
              value: String(i + 1),
              label: w.drop.row(i + 1),
            }))}
            onChange={(row) => {
              setHeading(true)
              reread.mutate(
                {
                  params,
                  body: { headerRow: Number(row), encoding: file.encoding, sheet: file.sheet },
                },
                { onError: fail },
              )
            }}
          />
        </div>
      )}
      {file.format === 'xlsx' && visible.length > 1 && (
        <SelectField
          label={w.drop.sheet}
          required
          disabled={reread.isPending}
          value={file.sheet}
          options={visible.map((sheet) => ({ value: sheet.name, label: sheet.name }))}
          onChange={(sheet) => reread.mutate({ params, body: { sheet } }, { onError: fail })}
        />
      )}
    </Card>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
