/** The product's mark: the tip one sees, and the larger part beneath the waterline. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden focusable="false">
      <rect width="48" height="48" rx="12" fill="#14659a" />
      <path d="M24.5 8 33 21H15.5l5-6.5 1.6 1.4Z" fill="#fff" />
      <path d="M8 23.2h32" stroke="#8fc5e6" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M12.5 26h23L31 36.5 25.5 41l-4-3.2-4.6-.8Z" fill="#8fc5e6" />
      <path d="M25.5 41 31 36.5 35.500 26H26Z" fill="#60abd8" />
    </svg>
  )
}
