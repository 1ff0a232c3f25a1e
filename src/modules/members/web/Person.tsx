import classes from './Members.module.css'

/** A member's initial in a circle, with the name: 王小明 → 明, as colleagues would call; Anna Berg → A. */
export function Person({ name, left = false }: { name: string; left?: boolean }) {
  const characters = [...name.trim()]
  const last = characters.at(-1) ?? ''
  const initial = /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase()
  return (
    <span className={classes.person}>
      <span className={classes.face} data-left={left || undefined} aria-hidden>
        {initial}
      </span>
      <span>{name}</span>
    </span>
  )
}
