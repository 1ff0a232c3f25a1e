/** The characters of a unified social credit code (GB 32100-2015): digits and letters without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^i mod 31: the weight of the i-th character. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** As it is kept: without spaces and hyphens, in capitals; null for nothing. */
export function normalCreditCode(code: string | null): string | null {
  const plain = (code ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s\-–—]/g, '')
    .toUpperCase()
  return plain === '' ? null : plain
}

/**
 * What is doubtful about a unified social credit code, or null. A doubt is shown, never refused: a customer may write
 * another country's number here, or we may have misheard one digit.
 */
export function creditCodeDoubt(code: string | null): 'length' | 'characters' | 'check-digit' | null {
  const plain = normalCreditCode(code)
  if (plain === null) return null
  if (plain.length !== 18) return 'length'
  const values = [...plain].map((character) => ALPHABET.indexOf(character))
  if (values.includes(-1)) return 'characters'
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * values[i]!, 0)
  return values[17] === (31 - (sum % 31)) % 31 ? null : 'check-digit'
}
