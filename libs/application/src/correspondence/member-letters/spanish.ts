import type { Verdict } from '@assent/criteria';
import {
  addDays,
  appealRuleOf,
  coversNoDay,
  dateIn,
  isCalendarDate,
  isOpen,
  keptDenial,
  lastCoveredDay,
  type Appeal,
  type AppealStatus,
  type CalendarDate,
  type Decision,
  type Modification,
  type ModifiedTerm,
  type TimeZone,
} from '@assent/domain';
import { dosingInSpanish, guidelineDescription, inSpanish } from '@assent/guidelines';
import type { AuthorizationRecord } from '../../ports/authorization-record';
import type { CaseRecord } from '../../ports/case-record';
import type { Letterhead, Settings } from '../../ports/ports';
import { approvableWith } from '../approvable-with';
import {
  appealTerms,
  appealWindow,
  changedSince,
  expeditedHours,
  extensionOf,
  groundsOf,
  isOfDecision,
  outcomeOf,
  renewBy,
  signerOf,
  spanIn,
} from '../letter-facts';
import {
  askToContinue,
  continuedCoverage,
  endOfContinuedCoverage,
} from '../continued-coverage-facts';
import { dosingStatements, list, said, type Bound, type Part } from '../statements';
import type { MemberLetterSource, MemberWording } from './member-wording';

/**
 * Letters to members in Spanish. What a reviewer or a guideline says only in English is quoted in
 * «…», and the letter says that it is in English.
 */
export const SPANISH: MemberWording = {
  language: 'es',
  letterhead: ({ address, phone, fax, portal }) => [
    address,
    [`Teléfono ${phone}`, ...(fax === null ? [] : [`Fax ${fax}`])].join(', '),
    ...(portal === null ? [] : [portal]),
  ],
  day,
  terms: termWords,
  instant,
  memberId: (id) => `Número de afiliado: ${id}`,
  signed: (name) => `Firma: ${name}`,
  labels: {
    case: 'Caso',
    memberId: 'Número de afiliado',
    drug: 'Medicamento',
    prescriber: 'Recetado por',
    authorization: 'Aprobación',
    appeal: 'Apelación',
  },
  write: {
    approval: (source) => ({ subject: 'aprobamos su solicitud', body: approval(source) }),
    denial: (source) => ({ subject: 'no aprobamos su solicitud', body: denial(source) }),
    withdrawal: (source) => ({ subject: 'se retiró su solicitud', body: withdrawal(source) }),
    'information-request': (source) => ({
      subject: 'pedimos más información',
      body: informationAsked(source),
    }),
    extension: (source) => ({ subject: 'necesitamos más tiempo', body: extension(source) }),
    'renewal-reminder': (source) => ({
      subject: 'su cobertura terminará pronto',
      body: renewalReminder(source),
    }),
    'cover-lapse': (source) => ({ subject: 'su cobertura terminó', body: coverageEnded(source) }),
    'authorization-ended': (source) => ({
      subject: 'su aprobación terminó',
      body: approvalEnded(source),
    }),
    'appeal-received': (source) => ({
      subject: 'recibimos la apelación',
      body: appealReceived(source),
    }),
    'appeal-dismissed': (source) => ({
      subject: 'no revisamos la apelación',
      body: appealDismissed(source),
    }),
    'appeal-reopened': (source) => ({
      subject: 'ahora sí revisamos la apelación',
      body: appealReopened(source),
    }),
    'appeal-decided': (source) => ({
      subject: 'decidimos la apelación',
      body: appealDecided(source),
    }),
  },
  abbreviations: (meanings) =>
    list(
      'Qué significan las siglas:',
      meanings.map(([name, meaning]) => `${name}: ${meaning}`),
    ),
};

function approval(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { case: record, authorizationRecord: authorization } = due;
  const { decision, drugText } = record;
  const changes = termWords(decision?.modification?.terms ?? [], record.guideline);
  const isChanged = changes.length > 0;
  return [
    isChanged
      ? list(
          said(
            `Aprobamos ${drugText} para usted, pero no todo lo que se pidió. Hicimos estos cambios:`,
            'request.drug',
          ),
          changes.map((change) => said(change, 'decision.changes')),
        )
      : said(`Aprobamos ${drugText} para usted.`, 'request.drug'),
    decision?.modification ? whyChanged(decision.modification, decision) : '',
    ...(authorization ? validity(authorization, source) : []),
    authorization ? 'Puede mostrar esta carta en su farmacia. Guárdela con sus documentos.' : '',
    ...(isChanged ? [...rightToAppeal(source), copies(settings.letterhead)] : []),
    help(settings.letterhead),
  ];
}

function denial(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { drugText } = due.case;
  return [
    said(
      `No aprobamos ${drugText}. Esto significa que su plan no pagará este medicamento.`,
      'request.drug',
    ),
    ...why(due.case),
    ...grounds(source),
    sinceApproval(source),
    approvable(source),
    ...rightToAppeal(source),
    toContinue(source),
    copies(settings.letterhead),
    physician(source),
    'Quien le recetó el medicamento puede hablar de esta decisión con uno de nuestros médicos.',
    help(settings.letterhead),
  ];
}

/** The reason for the member. Without one in Spanish, the rationale is quoted, after words of our own. */
function why({ decision }: CaseRecord): readonly Part[] {
  if (!decision) return [];
  const { memberReason, rationale } = decision;
  return [
    memberReason === undefined
      ? said(
          `Decidimos esto por las reglas que siguen. La persona que revisó su solicitud lo explicó así, en inglés: «${rationale}»`,
          'decision.rationale',
        )
      : said(`Por qué: ${memberReason}`, 'decision.memberReason'),
  ];
}

function whyChanged({ reason }: Modification, { memberReason }: Decision): Part {
  const introduction = 'Por qué hicimos un cambio';
  return memberReason === undefined
    ? said(quoted(introduction, reason), 'decision.reasonForChanges')
    : said(`${introduction}: ${memberReason}`, 'decision.memberReason');
}

/** What follows a criterion's words; a criterion that is met had doubtful information. */
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: '',
  'not-met': ' (no se cumple)',
  unknown: ' (no recibimos esta información)',
};

function grounds({ due, settings }: MemberLetterSource): readonly Part[] {
  const found = groundsOf(due.case, settings);
  if (!found) return [];
  const { criteria, drug, effective, title } = found;
  const these = criteria.length === 1 ? 'esta regla' : 'estas reglas';
  return [
    list(
      said(
        `Nuestra decisión se basa en ${these} de nuestra guía de cobertura para ${title}, vigente desde el ${day(effective)}:`,
        'guideline.title',
        'guideline.effective',
      ),
      criteria.map(({ id, own, title: words, verdict }) => {
        const rule = own?.es === undefined ? criterion(drug, words) : `«${own.es}»`;
        return said(`${rule}${VERDICT_WORDS[verdict]}`, { criterion: id, verdict });
      }),
    ),
  ];
}

/** A criterion of a guideline in Spanish, or quoted in English and marked so. */
export function criterion(drug: string, title: string): string {
  return inSpanish(drug, title) ?? `«${title}» (en inglés, como está en la guía)`;
}

/** Only that something changed: what did is in clinical words, which the provider office gets. */
function sinceApproval({ due, settings }: MemberLetterSource): Part {
  const on = changedSince(due.case, settings);
  if (on === null) return '';
  return said(
    `Algunos datos de su tratamiento cambiaron desde que aprobamos este medicamento el ${day(on)}. Quien se lo recetó puede decirle qué cambió.`,
    'decision.sinceApproval',
  );
}

/** What would change the decision is in clinical words, which the provider office gets. */
function approvable({ due }: MemberLetterSource): Part {
  const approvable = approvableWith(due.case);
  if (!approvable) return '';
  const states = approvable.ways.flatMap((way) => way.states);
  return approvable.by === 'send'
    ? said(
        'Podríamos aprobarlo si quien le recetó el medicamento nos envía datos que nos faltan. Nuestra carta a su consultorio tiene la lista.',
        ...states,
      )
    : said(
        'Podríamos aprobar una solicitud que cumpla las reglas. Nuestra carta al consultorio dice cuáles faltan.',
        ...states,
      );
}

function rightToAppeal({ due, settings }: MemberLetterSource): readonly Part[] {
  const { number } = due.case;
  const { phone } = settings.letterhead;
  const hours = expeditedHours(settings, due.case);
  return [
    'Si cree que nos equivocamos, usted tiene derecho a apelar. Apelar significa pedirnos que revisemos su caso otra vez. Quien le recetó el medicamento, o una persona que usted elija, puede hacerlo por usted.',
    appealBy(due.case, settings),
    said(
      `Para apelar, ${ways(settings.letterhead)}. Denos el número de su caso, ${number}, y díganos por qué debemos cambiar la decisión. También puede enviarnos notas de su médico.`,
      ...WAYS,
      'case.number',
    ),
    said(
      [
        'Si esperar puede dañar su salud, pida una apelación rápida, también llamada acelerada.',
        `Para pedirla, llame al ${phone}.`,
        ...(hours === null
          ? []
          : [`Decidimos una apelación rápida en un plazo de ${hours} horas.`]),
      ].join(' '),
      'plan.phone',
      'plan.expeditedHours',
    ),
    afterAppeal(due.case, settings),
  ];
}

/** Who reviews a decision that an appeal did not change. */
function afterAppeal(record: CaseRecord, { appeals }: Settings): Part {
  const rule = appealRuleOf(appeals, record);
  if (!rule) return '';
  const { forwarding, to } = rule.review;
  const kept = 'Si después de la apelación no cambiamos la decisión,';
  if (forwarding) {
    return `${kept} enviamos su caso a un grupo que no trabaja para nuestro plan. Ese grupo también lo revisa.`;
  }
  return to === 'state-fair-hearing'
    ? `${kept} puede pedir al estado una audiencia imparcial. En ella, personas que no trabajan para nuestro plan revisan su caso.`
    : `${kept} puede pedir una revisión externa. En ella, personas que no trabajan para nuestro plan revisan su caso.`;
}

/** How and until when to ask that coverage goes on while the denial of its renewal is appealed. */
function toContinue({ due, settings }: MemberLetterSource): Part {
  const asked = askToContinue(due.case, settings);
  if (asked === null) return '';
  const by =
    asked.days === null
      ? 'Pídalo a más tardar el último día de su cobertura.'
      : `Usted tiene ${asked.days} días para pedirlo, desde la fecha de esta carta. Si su cobertura termina después, puede pedirlo hasta el último día.`;
  return said(
    `Esta solicitud era para renovar su cobertura. Si su cobertura no había terminado cuando la recibimos, puede pedirnos que sigamos cubriendo el medicamento mientras la apelación está abierta. ${by} Para pedirlo, ${ways(settings.letterhead)}.`,
    'plan.askCoverageDays',
    ...WAYS,
  );
}

/** Who made the decision, where the law of a state asks for that. */
function physician({ due, settings }: MemberLetterSource): Part {
  const signer = signerOf(due.case, settings);
  return signer === null
    ? ''
    : said(`Esta decisión la tomó ${signer.name}, de nuestro equipo médico.`, 'decision.physician');
}

function appealBy(record: CaseRecord, settings: Settings): Part {
  const { phone } = settings.letterhead;
  const window = appealWindow(settings, record);
  if (!window) {
    return said(
      `Puede haber un último día para apelar. Para saberlo, llame al ${phone}.`,
      'plan.phone',
    );
  }
  const from =
    window.from === 'receipt'
      ? 'desde el día en que reciba esta carta'
      : 'desde la fecha de esta carta';
  return said(`Usted tiene ${window.days} días para apelar, ${from}.`, 'plan.appealDays');
}

function withdrawal({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText } = due.case;
  return [
    said(
      `Se retiró la solicitud para ${drugText}. No tomamos ninguna decisión y cerramos el caso.`,
      'request.drug',
    ),
    'Si todavía necesita este medicamento, pida a quien se lo recetó que nos envíe una solicitud nueva.',
    help(settings.letterhead),
  ];
}

/** What was asked is in clinical words, which the provider office gets. */
function informationAsked({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, informationDueAt, number, prescriber } = due.case;
  const { letterhead: plan, timeZone } = settings;
  return [
    said(
      `Necesitamos más datos para decidir si podemos aprobar ${drugText} para usted. Todavía no hay ninguna decisión.`,
      'request.drug',
    ),
    said(
      `Pedimos estos datos al consultorio de ${prescriber.name}. Son sobre su salud y su tratamiento. El consultorio tiene la lista.`,
      'request.prescriber',
    ),
    informationDueAt
      ? said(
          `El consultorio debe responder a más tardar el ${instant(informationDueAt, timeZone)}. Si no lo hace, una persona de nuestro equipo clínico revisará su caso con lo que tengamos.`,
          'case.informationDueAt',
        )
      : '',
    'Qué puede hacer usted: llame al consultorio y pida que nos envíe la respuesta a tiempo.',
    said(
      `También puede enviarnos notas de su médico. Para hacerlo, ${ways(plan)}. Escriba el número de caso ${number} en cada página.`,
      ...WAYS,
      'case.number',
    ),
    said(`Para saber qué pedimos, llame al ${plan.phone}.`, 'plan.phone'),
    'Le escribiremos cuando tomemos una decisión.',
    help(plan),
  ];
}

function extension({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, dueAt, prescriber } = due.case;
  const { reason, answerDays } = extensionOf(due.case);
  const by = dueAt ? ` a más tardar el ${instant(dueAt, settings.timeZone)}` : '';
  return [
    said(
      `Necesitamos más tiempo para decidir si podemos aprobar ${drugText} para usted.`,
      'request.drug',
    ),
    reason === '' ? '' : said(quoted('Por qué', reason), 'extension.reason'),
    answerDays === null
      ? said(`Tomaremos la decisión${by}.`, 'case.dueAt')
      : said(
          `Pedimos más información sobre su salud al consultorio de ${prescriber.name}. El consultorio tiene ${answerDays} días para enviarla. Decidiremos cuando la tengamos.`,
          'request.prescriber',
          'information.answerDays',
        ),
    answerDays === null
      ? ''
      : said(
          `Para saber qué pedimos, llame al ${settings.letterhead.phone}. Usted también puede enviarnos esa información.`,
          'plan.phone',
        ),
    help(settings.letterhead),
  ];
}

function renewalReminder({ due, settings, now }: MemberLetterSource): readonly Part[] {
  const { authorizationRecord: authorization } = due;
  if (!authorization) return [help(settings.letterhead)];
  const last = renewBy(authorization, due.case, settings, now);
  const by = last === null ? 'lo antes posible' : `a más tardar el ${day(last)}`;
  const ends = day(lastCoveredDay(authorization));
  return [
    said(
      `Su plan cubre ${due.case.drugText} hasta el ${ends}. El número de esta aprobación es ${authorization.number}.`,
      'request.drug',
      'authorization.lastDay',
      'authorization.number',
    ),
    said(
      authorization.continuationCaseId === null
        ? `Para seguir con su cobertura sin interrupción, pida a quien le recetó el medicamento que nos envíe una solicitud de renovación. La necesitamos ${by}.`
        : `Tenemos una solicitud de renovación. Quien le recetó el medicamento debe decirnos cómo le está ayudando. Pídale que lo haga ${by}.`,
      'authorization.renewBy',
    ),
    help(settings.letterhead),
  ];
}

function coverageEnded({ due, settings }: MemberLetterSource): readonly Part[] {
  const { drugText, status, withoutCoverSince } = due.case;
  const ended = withoutCoverSince === null ? '' : ` el ${day(addDays(withoutCoverSince, -1))}`;
  return [
    said(
      `Su cobertura de ${drugText} terminó${ended}. Su plan no cubre este medicamento hasta que aprobemos una solicitud de renovación.`,
      'request.drug',
      'case.coverageEndedOn',
    ),
    isOpen(status)
      ? 'Tenemos una solicitud de renovación. Le escribiremos cuando tomemos una decisión.'
      : '',
    status === 'pending-information'
      ? 'Todavía esperamos información de quien le recetó el medicamento. Pídale que nos la envíe.'
      : '',
    help(settings.letterhead),
  ];
}

/** Until when an approval that was ended covers, why, and what the member can do. */
function approvalEnded({ due, settings, now }: MemberLetterSource): readonly Part[] {
  const { authorizationRecord: authorization, case: record } = due;
  if (!authorization) return [help(settings.letterhead)];
  const lastDay = lastCoveredDay(authorization);
  const about = `Su aprobación ${authorization.number} para ${record.drugText}`;
  const verb = lastDay < dateIn(now, settings.timeZone) ? 'terminó' : 'termina';
  const states = ['authorization.number', 'request.drug', 'authorization.lastDay'] as const;
  return [
    coversNoDay(authorization)
      ? said(`${about} ya no es válida. Su plan no pagará el medicamento.`, ...states)
      : said(
          `${about} ${verb} el ${day(lastDay)}. Su plan no pagará el medicamento después de ese día.`,
          ...states,
        ),
    ...whyEnded(authorization),
    'Si cree que esto no es correcto, llámenos.',
    help(settings.letterhead),
  ];
}

function whyEnded({ endReason }: AuthorizationRecord): readonly Part[] {
  const again =
    'Si necesita este medicamento, pida a quien se lo recetó que nos envíe una solicitud nueva.';
  switch (endReason) {
    case 'therapy-stopped':
      return [
        said('Por qué: nos dijeron que usted dejó este tratamiento.', 'authorization.endReason'),
        again,
      ];
    case 'coverage-ended':
      return [
        said('Por qué: su cobertura con nuestro plan terminó.', 'authorization.endReason'),
        'Si tiene un plan nuevo, pregunte si paga este medicamento.',
      ];
    case 'entered-in-error':
      return [
        said('Por qué: hicimos esta aprobación por error. Lo sentimos.', 'authorization.endReason'),
        again,
      ];
    case 'member-died':
    case 'superseded':
    case 'appeal-closed':
    case null:
      return [];
  }
}

function appealReceived({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan, timeZone } = settings;
  if (!appeal) {
    return [said(`Recibimos una apelación sobre ${record.drugText}.`, 'request.drug'), help(plan)];
  }
  const { appellant, dueAt, ground, receivedAt, urgency } = appeal;
  const on = day(dateIn(receivedAt, timeZone));
  const whose = {
    member: 'su apelación',
    prescriber: 'la apelación de quien le recetó el medicamento',
    representative: 'una apelación de una persona que actúa por usted',
  }[appellant];
  return [
    said(
      `El ${on} recibimos ${whose} sobre ${record.drugText}.`,
      'appeal.receivedAt',
      'request.drug',
    ),
    ground === 'no-decision' ? 'No decidimos su solicitud a tiempo. Lo sentimos.' : '',
    urgency === 'expedited' ? 'Es una apelación rápida.' : '',
    said(
      `Revisaremos su caso otra vez y decidiremos a más tardar el ${instant(dueAt, timeZone)}.`,
      'appeal.dueAt',
    ),
    coverageMeanwhile(due, settings),
    ...stillLacking(appeal, plan),
    help(plan),
  ];
}

/** What an appeal still needs, and how to send it and anything else. */
function stillLacking({ number, reviewReasons }: Appeal, plan: Letterhead): readonly Part[] {
  return [
    reviewReasons.includes('late')
      ? 'La apelación llegó después del último día para apelar. Díganos por qué llegó tarde. Revisaremos el motivo.'
      : '',
    reviewReasons.includes('no-proof-of-authority')
      ? 'Envíenos el documento que permite a esta persona actuar por usted.'
      : '',
    said(
      `Si tiene más información que pueda ayudar, envíela antes de que decidamos. Para hacerlo, ${ways(plan)}. Escriba el número de apelación ${number} en cada página.`,
      ...WAYS,
      'appeal.number',
    ),
  ];
}

/** That an appeal is reviewed after all, why, and by when it is decided. */
function appealReopened({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan, timeZone } = settings;
  const first = 'Le escribimos que no la revisamos. Eso cambió.';
  return [
    said(`Ahora sí revisamos la apelación sobre ${record.drugText}. ${first}`, 'request.drug'),
    ...(appeal?.goodCause
      ? [
          said(quoted('Por qué', appeal.goodCause.reason), 'appeal.vacated'),
          said(
            `Revisaremos su caso otra vez y decidiremos a más tardar el ${instant(appeal.dueAt, timeZone)}.`,
            'appeal.dueAt',
          ),
          ...stillLacking(appeal, plan),
        ]
      : []),
    help(plan),
  ];
}

/** Whether coverage continues while an appeal is open; empty where there is nothing to say. */
function coverageMeanwhile(
  due: MemberLetterSource['due'],
  settings: MemberLetterSource['settings'],
): Part {
  const coverage = continuedCoverage(due, settings);
  switch (coverage?.is) {
    case 'continued':
      return said(
        `Su plan lo sigue cubriendo desde el ${day(coverage.from)} ${coverage.isAfterApproval ? 'si la apelación todavía está abierta' : 'mientras la apelación está abierta'}, con la misma dosis. Esto termina cuando termina la apelación.`,
        'appeal.coverageFrom',
      );
    case 'on-request': {
      const by = coverage.by === null ? '' : ` Pídalo a más tardar el ${day(coverage.by)}.`;
      return said(
        `Puede pedir que lo sigamos cubriendo mientras la apelación está abierta.${by} Para hacerlo, ${ways(settings.letterhead)}.`,
        'appeal.askCoverageBy',
        ...WAYS,
      );
    }
    case 'late':
      return said(
        `No lo seguimos cubriendo mientras la apelación está abierta. El último día para pedirlo fue el ${day(coverage.by)}.`,
        'appeal.askCoverageBy',
      );
    case 'refused':
      return 'No lo seguimos cubriendo mientras la apelación está abierta.';
    case undefined:
      return '';
  }
}

/** When coverage that continued during an appeal ends. */
function coverageEnds(
  due: MemberLetterSource['due'],
  settings: MemberLetterSource['settings'],
): readonly Part[] {
  const end = endOfContinuedCoverage(due, settings);
  if (!end) return [];
  const further = end.canGoOn
    ? ' Puede conservarlo hasta que termine la audiencia. Para eso, pida antes de que acabe ese día la audiencia y que lo sigamos cubriendo.'
    : '';
  return [
    said(
      `Su plan ${end.isDose ? 'cubre la dosis anterior' : 'lo cubre'} hasta el ${day(end.lastDay)}.${further}`,
      'appeal.coverageEnds',
    ),
  ];
}

function appealDismissed({ due, settings }: MemberLetterSource): readonly Part[] {
  const { appeal, case: record } = due;
  const { letterhead: plan } = settings;
  if (!appeal?.goodCause) {
    return [
      said(`No revisamos una apelación sobre ${record.drugText}.`, 'request.drug'),
      help(plan),
    ];
  }
  const { goodCause, number } = appeal;
  const isLate = goodCause.about === 'late';
  return [
    said(`No revisamos la apelación sobre ${record.drugText}.`, 'request.drug'),
    isLate
      ? 'Llegó después del último día para apelar.'
      : 'No tenemos el documento que permite a esta persona actuar por usted.',
    said(quoted('Por qué', goodCause.reason), 'appeal.dismissal'),
    ...coverageEnds(due, settings),
    isLate
      ? 'Si cree que nos equivocamos, puede apelar otra vez. Díganos por qué llegó tarde y envíe lo que lo muestra. Uno de nuestros médicos lo verá.'
      : 'Puede enviar el documento y apelar otra vez. También puede apelar por su cuenta. Uno de nuestros médicos lo verá.',
    said(
      `Para hacerlo, ${ways(plan)}. Díganos el número de apelación, ${number}.`,
      ...WAYS,
      'appeal.number',
    ),
    ...dismissalReviewed(appeal, plan),
    help(plan),
  ];
}

/** How to have a dismissal reviewed, where outside review does that. */
function dismissalReviewed({ dismissalReview }: Appeal, plan: Letterhead): readonly Part[] {
  if (!dismissalReview) return [];
  return [
    said(
      `También puede pedir que otros revisen por qué no vimos su apelación. Son personas que no trabajan para nuestro plan. Tiene ${dismissalReview.days} días desde la fecha de esta carta para pedirlo.`,
      'appeal.dismissalReviewDays',
    ),
    said(
      `Para pedirlo, ${inWriting(plan)}. Les enviaremos su carta y su expediente.`,
      ...WAYS_TO_WRITE,
    ),
  ];
}

const OUTCOME_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'No cambiamos nuestra decisión sobre',
  overturned: 'Cambiamos nuestra decisión. Ahora aprobamos',
  'partly-overturned':
    'Cambiamos nuestra decisión en parte. Ahora aprobamos una parte de la solicitud para',
};

/** Where we had not decided before. */
const FIRST_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  overturned: 'Ahora aprobamos',
  'partly-overturned': 'Ahora aprobamos una parte de la solicitud para',
};

const FIRST_OUTSIDE_WORDS: typeof FIRST_WORDS = {
  upheld: 'No aprueban',
  ...FIRST_WORDS,
};

const OUTSIDE_WORDS: Readonly<Partial<Record<AppealStatus, string>>> = {
  upheld: 'Están de acuerdo con nuestra decisión sobre',
  overturned: 'No están de acuerdo con nuestra decisión. Ahora aprobamos',
  'partly-overturned': 'Están de acuerdo en parte. Ahora aprobamos una parte de la solicitud para',
};

function appealDecided(source: MemberLetterSource): readonly Part[] {
  const { due, settings } = source;
  const { appeal, authorizationRecord: authorization, case: record } = due;
  const { letterhead: plan } = settings;
  if (!appeal) {
    return [said(`Se decidió la apelación sobre ${record.drugText}.`, 'request.drug'), help(plan)];
  }
  const { decision, external } = appeal;
  const decided = outcomeOf(appeal);
  const memberReason = external === null ? decision?.memberReason : undefined;
  const reason = external?.note ?? decision?.rationale ?? '';
  const isFirst = !isOfDecision(appeal, record);
  const outcome =
    external === null
      ? (isFirst ? FIRST_WORDS : OUTCOME_WORDS)[decided]
      : (isFirst ? FIRST_OUTSIDE_WORDS : OUTSIDE_WORDS)[decided];
  const words = outcome === undefined ? '' : ` ${outcome} ${record.drugText}.`;
  return [
    said(
      external === null
        ? `Uno de nuestros médicos revisó su caso otra vez. Este médico no había trabajado antes en él.${words}`
        : `Personas que no trabajan para nuestro plan revisaron su caso.${words}`,
      'appeal.outcome',
      'request.drug',
    ),
    changesOnAppeal(appeal, record),
    memberReason === undefined ? '' : said(`Por qué: ${memberReason}`, 'appeal.memberReason'),
    memberReason !== undefined || reason === ''
      ? ''
      : said(quoted('Por qué', reason), 'appeal.reason'),
    ...(authorization ? validity(authorization, source) : []),
    ...coverageEnds(due, settings),
    ...(external === null && keptDenial(decided) ? nextReview(due.case, settings) : []),
    copies(plan),
    help(plan),
  ];
}

/** What an appeal that was overturned in part does not approve as asked. */
function changesOnAppeal(appeal: Appeal, { guideline }: CaseRecord): Part {
  const changes = termWords(appealTerms(appeal), guideline);
  if (changes.length === 0) return '';
  return list(
    'No se aprobó todo lo que se pidió. Estos son los cambios:',
    changes.map((change) => said(change, 'appeal.changes')),
  );
}

function nextReview(
  record: CaseRecord,
  { appeals, letterhead: plan }: MemberLetterSource['settings'],
): readonly Part[] {
  const rule = appealRuleOf(appeals, record);
  if (!rule) return [];
  const { askWithin, forwarding } = rule.review;
  if (forwarding) {
    return [
      'Enviamos su expediente a un grupo que no trabaja para nuestro plan. Ese grupo revisará nuestra decisión y le escribirá. Usted no tiene que hacer nada.',
    ];
  }
  if (rule.review.to === 'state-fair-hearing') {
    return [
      said(
        `Puede pedir al estado una audiencia imparcial. En ella, personas que no trabajan para nuestro plan revisan nuestra decisión. ${askedWithin(askWithin, plan, 'la fecha de esta carta')} Para pedirla, ${ways(plan)}.`,
        'plan.reviewWithin',
        ...WAYS,
      ),
    ];
  }
  return [
    said(
      `Puede pedir una revisión externa. En ella, personas que no trabajan para nuestro plan revisan nuestra decisión. ${askedWithin(askWithin, plan)} Para pedirla, ${ways(plan)}.`,
      'plan.reviewWithin',
      ...WAYS,
    ),
  ];
}

function askedWithin(
  words: string | undefined,
  { phone }: Letterhead,
  from = 'el día en que reciba esta carta',
): string {
  const span = words === undefined ? null : spanIn(words);
  if (!span) return `Para saber hasta cuándo puede pedirla, llame al ${phone}.`;
  const { count, unit } = span;
  const units = { day: 'días', week: 'semanas', month: 'meses' }[unit] ?? 'días';
  return `Usted tiene ${count} ${units} para pedirla, desde ${from}.`;
}

function validity(
  authorization: AuthorizationRecord,
  { due }: MemberLetterSource,
): readonly Part[] {
  const { number, period, drug, dosing } = authorization;
  const dose = dosingInSpanish(drug, dosing);
  const first = day(period.start);
  const last = day(lastCoveredDay(authorization));
  return [
    said(
      `Su plan cubre este medicamento del ${first} al ${last}. El número de su aprobación es ${number}.`,
      'authorization.firstDay',
      'authorization.lastDay',
      'authorization.number',
    ),
    dose === null ? '' : said(`Aprobamos esta cantidad: ${dose}.`, ...dosingStatements(due)),
  ];
}

/** Terms that are approved otherwise than asked, each in a few words. */
function termWords(
  terms: readonly ModifiedTerm[],
  guideline: CaseRecord['guideline'],
): readonly string[] {
  const facts = (guideline && guidelineDescription(guideline.id, guideline.version)?.facts) ?? [];
  const translated = (text: string) => (guideline && inSpanish(guideline.id, text)) ?? `«${text}»`;
  return terms.map(({ term, asked, approved }) => {
    if (term === 'months') return `Cobertura por ${months(approved)} en vez de ${months(asked)}`;
    if (term === 'start') return `Cobertura desde el ${dayOf(approved)} en vez del ${dayOf(asked)}`;
    const fact = facts.find(({ path }) => path.slice(path.lastIndexOf('.') + 1) === term);
    const { label = term, unit = null } = fact ?? {};
    const amount = (value: string | number | null) =>
      value === null ? 'sin datos' : `${value}${unit === null ? '' : ` ${translated(unit)}`}`;
    return `${translated(label)}: ${amount(approved)} en vez de ${amount(asked)}`;
  });
}

function months(count: string | number | null): string {
  return count === 1 ? '1 mes' : `${count} meses`;
}

function dayOf(date: string | number | null): string {
  return typeof date === 'string' && isCalendarDate(date) ? day(date) : String(date);
}

/** What a person of the plan wrote, as written: it is in English. */
function quoted(introduction: string, words: string): string {
  return `${introduction} (en inglés, tal como se escribió): «${words}»`;
}

/** What a sentence with the ways to reach the plan states. */
const WAYS: readonly Bound[] = ['plan.phone', 'plan.fax', 'plan.address'];

/** `llame al 217-555-0100, envíe un fax al 217-555-0101 o escríbanos a …` */
function ways({ address, fax, phone }: Letterhead): string {
  return new Intl.ListFormat('es-US', { type: 'disjunction' }).format([
    `llame al ${phone}`,
    ...(fax === null ? [] : [`envíe un fax al ${fax}`]),
    `escríbanos a ${address}`,
  ]);
}

const WAYS_TO_WRITE: readonly Bound[] = ['plan.fax', 'plan.address'];

/** `envíe un fax al 217-555-0101 o escríbanos a …` */
function inWriting({ address, fax }: Letterhead): string {
  return `${fax === null ? '' : `envíe un fax al ${fax} o `}escríbanos a ${address}`;
}

function copies({ phone }: Letterhead): Part {
  return said(
    `Puede recibir copias gratis de nuestra guía de cobertura y de todos los documentos de su expediente. Para pedirlas, llame al ${phone}.`,
    'plan.phone',
  );
}

function help({ phone }: Letterhead): Part {
  return said(`¿Tiene preguntas o necesita ayuda? Llámenos al ${phone}.`, 'plan.phone');
}

/** `24 de mayo de 2027` */
function day(date: CalendarDate): string {
  return LONG.format(new Date(`${date}T00:00:00Z`));
}

/** `4 de diciembre de 2026 a las 10:00 a.m., hora oriental` */
function instant(at: Date, timeZone: TimeZone): string {
  const parts = new Intl.DateTimeFormat('es-US', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'longGeneric',
  }).formatToParts(at);
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const words = parts.map(({ type, value }) => (type === 'timeZoneName' ? '' : value)).join('');
  // The font of the letters has no narrow space.
  return `${words.trim().replaceAll('\u202f', ' ')}, ${zone}`;
}

const LONG = new Intl.DateTimeFormat('es-US', { dateStyle: 'long', timeZone: 'UTC' });
