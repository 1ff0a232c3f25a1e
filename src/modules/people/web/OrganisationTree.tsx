import { IconPencil, IconPlus } from '@tabler/icons-react'
import type { OrgUnit, Post } from '#modules/accounts/accounts.contract.ts'
import { Link } from '#platform/web/router.tsx'
import { useFormat, useWords } from '#platform/words/use.ts'
import { Tag } from '#ui/Badge.tsx'
import { IconButton } from '#ui/Button.tsx'
import { chartWords } from '../words/chart.ts'
import { words } from '../words/index.ts'
import classes from './Organisation.module.css'
import type { organisationTree, PostNode, UnitNode } from './organisation-tree.ts'

interface TreeProps {
  tree: ReturnType<typeof organisationTree>
  canWrite: boolean
  /** The chart is being put in order: pressing a unit or a post opens it for changing. */
  tidy: { onUnit: (unit: OrgUnit) => void; onPost: (post: Post) => void } | null
  onPost: (unitId: string | null) => void
  /** A post without a holder we know was pressed. */
  onSeat: (post: Post) => void
}

/** Departments, their posts and who holds them. A vacant post is a dashed outline, an unknown holder a question mark. */
export function OrganisationTree({ tree, ...rest }: TreeProps) {
  const w = useWords(words)
  return (
    <ul className={classes.tree} aria-label={w.organisation.structure}>
      {tree.units.map((node) => (
        <Unit key={node.unit.id} node={node} {...rest} />
      ))}
      {tree.loose.length > 0 && (
        <li>
          <div className={classes.unitHead}>
            <span className={classes.unitName}>{w.organisation.noUnit}</span>
          </div>
          <Posts posts={tree.loose} {...rest} />
        </li>
      )}
    </ul>
  )
}

type PartProps = Omit<TreeProps, 'tree'>

function Unit({ node, ...rest }: PartProps & { node: UnitNode }) {
  const w = useWords(words)
  const chart = useWords(chartWords)
  const { unit } = node
  return (
    <li>
      <div className={classes.unitHead}>
        <span className={classes.unitName}>{unit.name}</span>
        {unit.stand && (
          <Tag tone={unit.stand === 'oppose' ? 'warn' : unit.stand === 'decide' ? 'ice' : 'quiet'}>
            {w.stand[unit.stand]}
          </Tag>
        )}
        <span className={classes.grow} />
        {rest.tidy && (
          <IconButton
            label={chart.editUnit(unit.name)}
            icon={<IconPencil />}
            onClick={() => rest.tidy?.onUnit(unit)}
          />
        )}
        {rest.canWrite && (
          <IconButton
            label={`${w.organisation.addPost} ${unit.name}`}
            icon={<IconPlus />}
            onClick={() => rest.onPost(unit.id)}
          />
        )}
      </div>
      <Posts posts={node.posts} {...rest} />
      {node.below.length > 0 && (
        <ul className={classes.below}>
          {node.below.map((below) => (
            <Unit key={below.unit.id} node={below} {...rest} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Posts({ posts, ...rest }: PartProps & { posts: PostNode[] }) {
  const { tidy } = rest
  if (posts.length === 0) return null
  return (
    <ul className={classes.posts}>
      {posts.flatMap((node) =>
        tidy
          ? [<TidyPost key={node.post.id} node={node} onPost={tidy.onPost} />]
          : node.holders.length > 0
            ? node.holders.map((holder) => (
                <li key={`${node.post.id} ${holder.personId}`} className={classes.post}>
                  <Link to={`/people/${holder.personId}`} className={classes.seat}>
                    <span className={classes.holder}>{holder.personName}</span>
                    <span className={classes.postTitle}>{node.post.title}</span>
                  </Link>
                </li>
              ))
            : [<EmptySeat key={node.post.id} node={node} {...rest} />],
      )}
    </ul>
  )
}

/** A post while the chart is put in order: all of it is one button. */
function TidyPost({ node, onPost }: { node: PostNode; onPost: (post: Post) => void }) {
  const w = useWords(words)
  const chart = useWords(chartWords)
  const f = useFormat()
  const { post, holders } = node
  const held = f.list(holders.map((holder) => holder.personName))
  return (
    <li className={classes.post}>
      <button
        type="button"
        className={classes.seat}
        aria-label={chart.editPost(post.title)}
        onClick={() => onPost(post)}
      >
        <span className={classes.holder}>{post.title}</span>
        <span className={classes.postTitle}>
          {held || (post.vacant ? w.organisation.vacant : w.organisation.unknown)}
        </span>
      </button>
    </li>
  )
}

function EmptySeat({ node, canWrite, onSeat }: PartProps & { node: PostNode }) {
  const w = useWords(words)
  const { post } = node
  const vacant = post.vacant
  const inside = (
    <>
      <span className={classes.holder}>
        {!vacant && (
          <span className={classes.question} aria-hidden>
            ?
          </span>
        )}
        {vacant ? w.organisation.vacant : w.organisation.unknown}
      </span>
      <span className={classes.postTitle}>{post.title}</span>
    </>
  )
  const look = { className: classes.seat, 'data-state': vacant ? 'vacant' : 'unknown' }
  return (
    <li className={classes.post}>
      {canWrite ? (
        <button type="button" onClick={() => onSeat(post)} {...look}>
          {inside}
        </button>
      ) : (
        <div {...look}>{inside}</div>
      )}
    </li>
  )
}
