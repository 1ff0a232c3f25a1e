import type { Words } from '#platform/words/words.ts'
import type { zh } from './guide.zh-CN.ts'

export const en = {
  of: (attribute) => `Help me decide: ${attribute}`,
  step: (n, of) => `Question ${n} of ${of}`,
  dontKnow: 'Don’t know',
  next: 'Next',
  result: 'See the proposal',
  back: 'Back',
  leave: 'Leave it',
  proposed: 'Proposed',
  unknown: 'Too little to decide',
  unknownText:
    'Too little is known, so it stays “unknown”, which is not neutral. Turn what you could not answer into what you ask next time.',
  askNext: 'Ask next time',
  nextAim: (person, attribute) => `Find out about ${person}: ${attribute}`,
  because: 'Because',
  sureIs: (confidence) => `How sure: ${confidence}`,
  accept: 'Keep this',
  other: 'Choose another',
  keepUnknown: 'Keep as unknown',
  again: 'Answer again',
  severalHint: 'Several may apply',
  reason: (parts) => `Guided: ${parts.join('; ')}`,
  part: (topic, answers) => `${topic}: ${answers.join(', ')}`,
  how: {
    topic: 'How known',
    ask: 'How do you know all this?',
    options: {
      several_sources: 'Several people say so',
      himself: 'They said so themselves',
      saw: 'I was there and saw it',
      others: 'Others told me',
    },
  },
  buying_roles: {
    last_gate: {
      topic: 'Last gate',
      ask: 'For this to happen, what does it need from them in the end?',
      options: {
        decides: 'Their yes settles it, nobody can change it',
        approves: 'Their approval, usually given as submitted',
        veto: 'They cannot decide, but they can veto',
        passes_by: 'Nothing, it passes them by',
      },
    },
    checks: {
      topic: 'They check',
      ask: 'On the way there, what do they check?',
      options: {
        technical: 'Technology and specification',
        procurement: 'Tender, comparison, order',
        money: 'Budget and payment',
        terms: 'Terms of the contract',
        door: 'Who gets to see whom',
        none: 'None of it',
      },
    },
    interest: {
      topic: 'Their part in it',
      ask: 'Once it is bought, what is it to them?',
      options: {
        uses: 'They or their people use it daily',
        raised: 'It was their idea',
        asked: 'Not their job, but everyone asks them',
        none: 'Nothing much',
      },
    },
    for_us: {
      topic: 'Done for us',
      ask: 'What have they done for us so far?',
      options: {
        guided: 'Guided us in private, told us what goes on',
        spoke: 'Spoke for us in front of others',
        only_talked: 'We met and talked, that is all',
        nothing: 'Nothing',
      },
    },
  },
  stance: {
    spoke_for: {
      topic: 'Spoke for',
      ask: 'At the last meeting, for whom did they speak?',
      options: {
        us: 'For us',
        nobody: 'For nobody',
        rival: 'For a competitor',
        against_us: 'Found fault with us',
      },
    },
    did: {
      topic: 'Deeds',
      ask: 'What have they actually done for us?',
      options: {
        opened_doors: 'Introduced us, or told us something inside',
        small_help: 'Small favours, moves when asked',
        nothing: 'Words, no deeds',
        blocked: 'Got in our way',
      },
    },
    if_we_win: {
      topic: 'If we win',
      ask: 'If we win, is that good or bad for them?',
      options: { gains: 'Credit, or less trouble', same: 'No difference', loses: 'A loss, or loss of face' },
    },
  },
  influence: {
    disagreement: {
      topic: 'In a disagreement',
      ask: 'When a meeting disagrees, whose word holds?',
      options: {
        his_way: 'Mostly theirs',
        listened: 'They are heard carefully',
        overruled: 'Theirs changes nothing',
      },
    },
    reach: {
      topic: 'Reach',
      ask: 'How far does their word reach?',
      options: {
        above: 'Their superiors listen too',
        other_units: 'Other departments ask them',
        own_unit: 'Their own department only',
        nobody: 'Nobody listens',
      },
    },
    moves: {
      topic: 'Can move',
      ask: 'In this matter, what can they move?',
      options: {
        budget: 'Budget',
        people: 'People and schedules',
        suggests: 'They can only suggest',
        nothing: 'Nothing',
      },
    },
  },
  political_status: {
    hears: {
      topic: 'News',
      ask: 'When something big happens inside, when do they hear?',
      options: { before: 'Before the meeting', meeting: 'In the meeting', after: 'With the announcement' },
    },
    consulted: {
      topic: 'The head asks them',
      ask: 'Does the head ask their advice in private?',
      options: { often: 'Often', sometimes: 'Sometimes', never: 'Not that I have seen' },
    },
    pushes_through: {
      topic: 'Across departments',
      ask: 'What they want done across departments, does it happen?',
      options: { yes: 'Yes, if they ask', with_help: 'With someone’s help', no: 'Not outside their own' },
    },
  },
  response_mode: {
    sees_today: {
      topic: 'Today',
      ask: 'How do they speak of things as they are?',
      options: {
        could_be_better: 'It could be better still',
        in_trouble: 'There is a problem, it is urgent',
        fine: 'It is fine, leave it',
        best_there_is: 'We are the best there is',
      },
    },
    figures: {
      topic: 'Figures',
      ask: 'What do they say about their targets?',
      options: {
        raised: 'Raised, something must be done',
        missed: 'Missed, and it hurts',
        unchanged: 'As every year will do',
        boasts: 'Far above, no worry',
      },
    },
    pace: {
      topic: 'Pace',
      ask: 'When it should move on, what do they do?',
      options: {
        asks_for_more: 'Ask what more could be done',
        presses: 'Press us to hurry',
        postpones: 'Put it off',
        lectures: 'Tell us how to do it',
      },
    },
  },
  relationship: {
    comes_for: {
      topic: 'They come to me for',
      ask: 'What do they usually come to you for?',
      options: {
        prices: 'Prices and papers',
        facts: 'Technology and market, they trust my word',
        trouble: 'Trouble: they think of me first',
        advice: 'Advice, even without a project',
      },
    },
    tells: {
      topic: 'They tell me',
      ask: 'Do they tell you what goes on inside?',
      options: {
        nothing: 'Never',
        public: 'Only what is public',
        inside: 'Their department’s troubles',
        own_plans: 'Their own plans',
      },
    },
    meets: {
      topic: 'To meet',
      ask: 'How soon can you meet them?',
      options: {
        hardly: 'Hard to get',
        by_appointment: 'Office hours, by appointment',
        one_call: 'One call will do',
        any_time: 'After hours as well',
      },
    },
  },
  business_result: {
    measured_by: {
      topic: 'Measured by',
      ask: 'What are they measured by this year?',
      options: {
        cost: 'Lower cost',
        output: 'Output and delivery',
        quality: 'Quality',
        safety: 'Safety and compliance',
        sales: 'Sales and market',
      },
    },
    complains_of: {
      topic: 'Complains of',
      ask: 'What do they complain of most?',
      options: {
        stops: 'Stoppages',
        rework: 'Rework and complaints',
        slowness: 'It is too slow',
        staff: 'Too few people',
        paperwork: 'Too much procedure',
      },
    },
    compose: (goal, pain) => [goal, pain && `rid of: ${pain}`].filter(Boolean).join('; '),
  },
  personal_win: {
    speaks_of: {
      topic: 'Speaks of',
      ask: 'Speaking of themselves, what comes up most?',
      options: {
        career: 'The next step up',
        recognition: 'Recognition from above',
        ease: 'Less worry, fewer late nights',
        stability: 'A safe position',
        standing: 'Standing among colleagues',
        legacy: 'Leaving something behind to be proud of',
      },
    },
    fears: {
      topic: 'Fears',
      ask: 'In this matter, what do they fear most?',
      options: {
        blame: 'Taking the blame',
        conflict: 'Making enemies',
        losing_face: 'Losing face before superiors',
        being_passed_over: 'Being passed over',
      },
    },
    compose: (goal, fear) => [goal && `Wants: ${goal}`, fear && `Fears: ${fear}`].filter(Boolean).join('; '),
  },
} satisfies Words<typeof zh>
