import type { Words } from './words.ts'
import type { zh } from './zh-CN.ts'

export const en = {
  product: 'Icebreaker',
  sections: {
    today: 'Today',
    accounts: 'Accounts',
    visits: 'Visits',
    library: 'Library',
    boards: 'Boards',
  },
  roles: {
    rep: 'Sales rep',
    supervisor: 'Supervisor',
    service: 'Service staff',
    administrator: 'Administrator',
    auditor: 'Auditor (read only)',
  },
  shell: {
    skip: 'Skip to content',
    mainNavigation: 'Main navigation',
    back: 'Back',
    search: 'Search',
    menuOf: (name) => `Menu of ${name}`,
    settings: 'My settings',
    members: 'Members and teams',
    import: 'Import and export',
    dark: 'Dark',
    light: 'Light',
    system: 'Same as device',
    appearance: 'Appearance',
    signOut: 'Sign out',
    signOutWaiting: (count) =>
      `${count} ${count === 1 ? 'change has' : 'changes have'} not been sent yet. After signing out they stay on this device and are sent when you sign in again. Sign out now?`,
    offline:
      'You are offline. Keep working: what you write is kept on this device and sent when you are back online.',
    loading: 'Loading',
    sessionEnded: 'Your session has ended',
    sessionEndedText:
      'Sign in again in a new tab, then come back here. What you have written on this page is still here.',
    signInAgain: 'Sign in again',
    signedInAgain: 'I have signed in',
  },
  offline: {
    since: (when) => `Offline · as of ${when}.`,
    unreachable: (when) => `The server cannot be reached · as of ${when}.`,
    keepWriting: 'Keep working: what you write is sent when you are back online.',
    newVersion: 'A new version is ready. Refresh to use it; what you are writing is saved first.',
    refresh: 'Refresh',
  },
  outbox: {
    change: 'A change',
    goThere: 'Go there',
    oneField: 'One field',
    title: 'Changes to send',
    waiting: (count) => (count === 1 ? '1 change waiting' : `${count} changes waiting`),
    sent: 'All sent',
    needsYou: (count) => (count === 1 ? '1 change needs you' : `${count} changes need you`),
    none: 'Nothing is waiting to be sent.',
    explain:
      'What you write offline is kept on this device in order, and sent once when you are back online.',
    state: { waiting: 'Waiting', sending: 'Sending', needsYou: 'Needs you' },
    retry: 'Try again',
    edit: 'Edit',
    discard: 'Discard',
    discarded: 'Change discarded.',
    sendNow: 'Send now',
    savedAt: (when) => `Written ${when}`,
    overwrite: 'Keep mine',
    noStore: 'This browser cannot save offline. Please keep this page open until you are back online.',
  },
  save: {
    saved: 'Saved',
    saving: 'Saving…',
    waiting: 'Kept on this device, waiting to be sent',
    problem: 'Not saved',
    conflict: 'Changed by someone else',
    unsaved: 'Unsaved changes',
  },
  conflict: {
    title: 'Someone else changed this record',
    explain: 'These are the differences. Choose which to keep for each, then save.',
    mine: 'Mine',
    theirs: 'In the system now',
    allMine: 'Use all of mine',
    allTheirs: 'Use all of theirs',
    save: 'Save my choice',
    later: 'Decide later',
    open: 'Compare and decide',
    empty: '(empty)',
    onlyMine: 'Only I changed this',
    onlyTheirs: 'Only they changed this',
    both: 'We both changed this',
  },
  common: {
    save: 'Save',
    cancel: 'Cancel',
    close: 'Close',
    add: 'Add',
    undo: 'Undo',
    retry: 'Try again',
    reload: 'Reload',
    more: 'Load more',
    all: 'All',
    yes: 'Yes',
    no: 'No',
    search: 'Search',
    clear: 'Clear',
    show: 'Show',
    hide: 'Hide',
    shown: (count) => `${count} shown`,
    noMatch: 'Nothing matches. Try another word.',
    searching: 'Searching…',
    typeToSearch: 'Type a name to search',
    createNamed: (name) => `Create “${name}”`,
    removeNamed: (name) => `Remove ${name}`,
    organisationClock: (zone) => `By the company’s clock: ${zone}`,
    pleaseChoose: 'Please choose',
    labelled: (label: string, value: string) => `${label}: ${value}`,
    aside: (text: string) => ` (${text})`,
  },
  masked: {
    hidden: 'Hidden',
    reveal: 'Reveal',
    hide: 'Hide again',
    title: (label) => `Reveal “${label}”`,
    explain: 'This is sensitive. Say why you need it: who looked, when and why is recorded.',
    reason: 'Reason',
  },
  scale: {
    unknown: 'Not known yet',
    stars: (value, max) => `${value} of ${max}`,
  },
  stages: {
    label: 'Stages of the visit',
    done: 'done',
  },
  broken: {
    title: 'Something went wrong on this page',
    text: 'What you have written is not lost. Reloading usually helps; if it keeps happening, give your administrator the reference below.',
    stale: 'Icebreaker has just been updated. This page opens after a reload.',
    reference: (id) => `Reference: ${id}`,
  },
  missing: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, the record may have been deleted, or you may not be allowed to see it.',
    home: 'Back to Today',
  },
  refused: {
    title: 'You don’t have access to this page',
    text: 'If you need it for your work, ask your administrator to change your role.',
  },
  formTop: (count) => (count === 1 ? '1 thing needs a change' : `${count} things need a change`),
  problems: {
    'platform.signed-out': 'Your session has ended. Please sign in again; what you have written is not lost.',
    'platform.forbidden': 'Your role cannot do this. If your work needs it, ask your administrator.',
    'platform.cross-site':
      'This request did not come from a page of this system and was refused. Please repeat it from here.',
    'platform.not-found':
      'This record cannot be found: it may have been deleted, or it lies outside the customers you can see.',
    'platform.archived':
      'This account is archived and can only be read. Restore it on its page first, then change it.',
    'platform.conflict':
      'Someone changed this record while you were editing it. Compare the two versions and choose what to keep.',
    'platform.retry-mismatch':
      'The same submission arrived twice with different content and was refused. Reload the page and submit again.',
    'platform.too-large': 'This is too large to accept. Shorten the text or split the file, then try again.',
    'platform.not-json': 'The submission had the wrong format. Reload the page and try again.',
    'platform.invalid': 'Some entries need a change. See the marked fields.',
    'platform.too-many': (p) =>
      p.seconds
        ? `Too many attempts. Wait ${p.seconds} seconds and try again.`
        : 'Too many attempts. Wait a moment and try again.',
    'platform.internal':
      'Something failed on our side and nothing was changed. Try again; if it keeps happening, tell your administrator.',
    'platform.unavailable':
      'The system is not available right now, usually for a minute or two. Try again shortly.',
    'platform.refused':
      'This was not accepted. Check what you entered and try again; if the reason is unclear, give your administrator the code.',
    'platform.offline': 'The server cannot be reached. Check your connection and try again.',
    'platform.timeout':
      'The server took too long to answer. Check your connection and try again; nothing will be recorded twice.',
    'platform.unexpected':
      'The server’s answer could not be read; it may be updating. Reload the page and try again.',
  },
  fieldProblems: {
    required: 'Please fill this in.',
    'control-characters': 'This contains invisible control characters. Delete them and type it again.',
    'not-found': 'The chosen record no longer exists or is not yours to see. Please choose again.',
    too_small: (p) => {
      const min = p.minimum ?? p.min
      if (p.origin === 'string')
        return Number(min) <= 1 ? 'Please fill this in.' : `Too short: at least ${min} characters.`
      if (p.origin === 'array' || p.origin === 'set') return `Choose at least ${min}.`
      return min === undefined ? 'This is too small.' : `This cannot be less than ${min}.`
    },
    too_big: (p) => {
      const max = p.maximum ?? p.max
      if (p.origin === 'string') return `Too long: ${max} characters at most.`
      if (p.origin === 'array' || p.origin === 'set') return `Choose at most ${max}.`
      return max === undefined ? 'This is too large.' : `This cannot be more than ${max}.`
    },
    invalid_type: 'Please enter a valid value.',
    invalid_value: 'Please choose one of the options.',
    invalid_format: (p) =>
      ({
        email: 'This is not an e-mail address. It should look like name@company.com.',
        url: 'This is not a web address. It should begin with https://.',
        date: 'This is not a valid date. Please choose it again.',
        datetime: 'This is not a valid time. Please choose it again.',
        uuid: 'Please choose from the list.',
      })[String(p.format)] ?? 'This has the wrong format. Please check it.',
    not_multiple_of: (p) =>
      Number(p.divisor) === 0.01 ? 'Two decimals at most.' : `This must be a multiple of ${p.divisor}.`,
    unrecognized_keys: 'This contains something the system does not know. Reload the page and try again.',
    invalid_union: 'Please enter a valid value.',
    invalid_key: 'This contains a name that is not allowed.',
    invalid_element: 'One of the entries is not valid.',
    custom: 'This is not right. Please check it.',
  },
} satisfies Words<typeof zh>
