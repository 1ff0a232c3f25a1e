/** Characters a password needs. Length is what makes one strong; kinds of characters are nobody's business. */
export const SHORTEST_PASSWORD = 10

/** Passwords everybody tries first, folded; those of ten characters and more, since shorter ones are refused anyway. */
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 1234567891 12345678910 123456789a a123456789 1234567890a q123456789
  1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 qwertyuiop1 asdfghjkl1 zxcvbnm123 1qazxsw23edc qazwsxedcr
  password12 password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 mypassword admin12345 admin123456 administrator
  changeme123 welcome123 welcome1234 letmein123 iloveyou12 iloveyou123 sunshine123 football123 baseball123 superman123
  woaini1314 woaini520 woaini1314520 woaini123456 5201314520 1314520520 a5201314520 wodemima123 mima123456 woaizhongguo
  1122334455 1112223334 1231231231 123123123123 123456123456 147258369 1472583690 147852369 abcd123456 abc1234567
  abcdefghij aa123456789 aaa1234567 qq123456789 123456789q 123456qwerty qwe123456789 asd123456789 zxc123456789
  icebreaker icebreaker1 icebreaker123 pobing123456 xiaoshou123 salesforce1 trustno1234 dragon12345 monkey12345`
    .split(/\s+/)
    .filter(Boolean),
)

export type PasswordFault = 'password-too-short' | 'password-common' | 'password-about-you'

/**
 * Why a password is refused, or null if it is good enough. No rules about kinds of characters.
 * @param about words an attacker would try for this person: e-mail, name, company
 */
export function passwordFault(password: string, about: readonly string[] = []): PasswordFault | null {
  const characters = [...password]
  if (characters.length < SHORTEST_PASSWORD) return 'password-too-short'
  const folded = password.normalize('NFKC').toLowerCase()
  if (COMMON.has(folded) || new Set(characters).size <= 2 || isStairs(characters)) return 'password-common'
  for (const word of about) {
    for (const part of [word, word.split('@')[0]!]) {
      const known = part.normalize('NFKC').toLowerCase().trim()
      // A word about the person, with next to nothing added: zhangwei123456.
      if (known.length >= 4 && folded.includes(known) && folded.length - known.length <= 6)
        return 'password-about-you'
    }
  }
  return null
}

/** True if each character is the neighbour of the one before it: 23456789012, abcdefghijk, or the same backwards. */
function isStairs(characters: readonly string[]): boolean {
  const steps = characters.slice(1).map((c, i) => {
    const step = c.codePointAt(0)! - characters[i]!.codePointAt(0)!
    return step === -9 ? 1 : step === 9 ? -1 : step
  })
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}
